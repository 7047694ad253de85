// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { focusHeading } from "./focus-heading.ts";

afterEach(() => {
  document.body.innerHTML = "";
});

const focused = () =>
  document.activeElement?.tagName === "H1" ? document.activeElement.textContent : null;

test("puts the focus on the heading of the new screen", () => {
  document.body.innerHTML = "<a href='#'>link</a><main><h1>Members</h1></main>";
  document.querySelector("a")?.focus();
  focusHeading(document);
  expect(focused()).toBe("Members");
});

test("waits for a heading that is still to come", async () => {
  document.body.innerHTML = "<main></main>";
  focusHeading(document);
  document.body.innerHTML = "<main><h1>Page</h1></main>";
  await expect.poll(focused).toBe("Page");
});

test("stands back when the person has begun to do something, or left", async () => {
  document.body.innerHTML = "<main></main>";
  focusHeading(document);
  document.body.dispatchEvent(new Event("keydown", { bubbles: true }));
  document.body.innerHTML = "<main><h1>Late</h1></main>";
  await Promise.resolve();
  expect(focused()).toBeNull();

  focusHeading(document)();
  expect(document.activeElement?.tagName).toBe("H1");
});

test("leaves the focus to a screen that has placed it", () => {
  document.body.innerHTML = "<main><h1>Join</h1><input aria-label='code' /></main>";
  document.querySelector("input")?.focus();
  focusHeading(document);
  expect(document.activeElement?.tagName).toBe("INPUT");
});
