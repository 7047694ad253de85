// @vitest-environment happy-dom
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { fail, succeed } from "../base/index.ts";
import { ANA, TestClassrooms } from "../testing/test-program.tsx";
import { TestPlatform } from "../testing/test-platform.ts";
import { Start } from "./start.tsx";
import type { StartFailure } from "./start-failure.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

test("shows a calm screen until everything is open, then the program", async () => {
  window.location.hash = "";
  localStorage.clear();
  const { door, platform } = await classrooms.pc("cluj", ANA);
  const info = await platform.appInfo();
  render(
    <Start platform={platform} opening={Promise.resolve(succeed({ door, platform, info }))} />,
  );
  expect(screen.getByText("Twinspan is starting…")).toBeTruthy();
  expect(await screen.findByRole("heading", { name: /^Hello Ana Pop/u })).toBeTruthy();
});

const FAILURES: readonly (readonly [StartFailure, RegExp])[] = [
  [{ kind: "newerSchema", found: 3, known: 1 }, /install the newer version again/u],
  [
    { kind: "notOpened", reason: "diskFull", cause: new Error("quota") },
    /Make some room on the disk/u,
  ],
  [
    { kind: "notOpened", reason: "databaseClosed", cause: new Error("closed") },
    /Close every Twinspan window/u,
  ],
  [{ kind: "notOpened", reason: "unknown", cause: "strange" }, /Start it again/u],
];

test.each(FAILURES)("says what to do when it cannot begin: %o", async (failure, words) => {
  const platform = new TestPlatform({});
  render(<Start platform={platform} opening={Promise.resolve(fail(failure))} />);
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});

test("lets the details be copied for whoever helps", async () => {
  const platform = new TestPlatform({});
  render(<Start platform={platform} opening={Promise.reject(new Error("the cable was cut"))} />);
  expect(await screen.findByText(/Something unexpected happened/u)).toBeTruthy();
  await userEvent.setup().click(screen.getByText("Copy the details"));
  expect(platform.copied).toContain("the cable was cut");
});
