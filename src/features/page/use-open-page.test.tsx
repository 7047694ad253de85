// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { succeed } from "../../base/index.ts";
import { type PageId, paragraph } from "../../domain/index.ts";
import { TestPage } from "./fixtures/test-page.ts";
import { useOpenPage } from "./use-open-page.ts";

afterEach(cleanup);

const bridge = "bridge" as PageId;

function projectOf(...pages: readonly TestPage[]) {
  const left = [...pages];
  return {
    openPage: async () => succeed(left.shift() ?? new TestPage([])),
  };
}

test("a page that was read anew is opened again, and the old one closed", async () => {
  const old = new TestPage([paragraph("The bridge")]);
  const fresh = new TestPage([paragraph("The mill")]);
  let closed = 0;
  old.close = () => (closed += 1);
  const project = projectOf(old, fresh);
  const { result } = renderHook(() => useOpenPage(project, bridge));
  await waitFor(() => expect(result.current).toMatchObject({ state: "ready", page: old }));
  act(() => old.isReplaced.set(true));
  await waitFor(() =>
    expect(result.current).toMatchObject({ state: "ready", page: fresh, round: 1 }),
  );
  expect(closed).toBe(1);
  fresh.close();
});

test("a page that was read anew while it opened is opened again as well", async () => {
  const old = new TestPage([]);
  old.isReplaced.set(true);
  const fresh = new TestPage([]);
  const project = projectOf(old, fresh);
  const { result } = renderHook(() => useOpenPage(project, bridge));
  await waitFor(() => expect(result.current).toMatchObject({ state: "ready", page: fresh }));
  fresh.close();
});
