import { configure, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { Look } from "../ui/index.ts";

// Exchange takes its time on a busy machine; a test that waits for it ends as soon as it has come.
configure({
  asyncUtilTimeout: 15_000,
  getElementError: (words) => new Error(words ?? "not found"),
});
vi.setConfig({ testTimeout: 60_000 });
// The DOM of the tests has no fonts to wait for.
if (typeof document !== "undefined" && !("fonts" in document))
  Object.assign(document, { fonts: new EventTarget() });

/** A screen in the look of the program, and a person who uses it. */
export function show(screen: ReactNode) {
  const look = (inside: ReactNode) => (
    <Look appearance="light" textSize={100} reducedMotion>
      {inside}
    </Look>
  );
  const { rerender, ...rest } = render(look(screen));
  return {
    ...rest,
    person: userEvent.setup(),
    showAgain: (next: ReactNode) => rerender(look(next)),
  };
}
