// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { BRIDGE_FUNCTIONS, type Bridge } from "../../../electron/bridge/contract.ts";
import { electronPlatform } from "./electron-platform.ts";

function bridgeWithClosing() {
  let close = () => {};
  const answerClosing = vi.fn<() => void>();
  const functions = Object.fromEntries(BRIDGE_FUNCTIONS.map((name) => [name, vi.fn<() => void>()]));
  const onClosing = (listener: () => void) => {
    close = listener;
    return () => {};
  };
  const bridge = { ...functions, onClosing, answerClosing } as unknown as Bridge;
  return { bridge, answerClosing, close: () => close() };
}

test("the window may close once everything is put away", async () => {
  const { bridge, answerClosing, close } = bridgeWithClosing();
  let finish = () => {};
  electronPlatform(bridge).beforeClosing(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  close();
  await Promise.resolve();
  expect(answerClosing).not.toHaveBeenCalled();
  finish();
  await expect.poll(() => answerClosing.mock.calls.length).toBe(1);
});

test("one that fails does not hold the window, and one that stopped is not asked", async () => {
  const { bridge, answerClosing, close } = bridgeWithClosing();
  const platform = electronPlatform(bridge);
  const stopped = vi.fn<() => Promise<void>>(async () => {});
  platform.beforeClosing(stopped)();
  platform.beforeClosing(async () => {
    throw new Error("disk full");
  });
  close();
  await expect.poll(() => answerClosing.mock.calls.length).toBe(1);
  expect(stopped).not.toHaveBeenCalled();
});

test("a page without a shell says so", () => {
  expect(() => electronPlatform()).toThrow("bridge is missing");
});
