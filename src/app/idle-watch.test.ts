import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { IdleWatch } from "./idle-watch.ts";

const MINUTE = 60_000;
let watch: IdleWatch;

beforeEach(() => {
  vi.useFakeTimers();
  watch = new IdleWatch({ limitMs: 5 * MINUTE, warningMs: MINUTE / 2, now: () => Date.now() });
});
afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

test("says half a minute before that it will be over, and then that it is", () => {
  vi.advanceTimersByTime(4.4 * MINUTE);
  expect(watch.idleness.get().state).toBe("used");
  vi.advanceTimersByTime(0.2 * MINUTE);
  expect(watch.idleness.get()).toMatchObject({ state: "ending" });
  vi.advanceTimersByTime(0.5 * MINUTE);
  expect(watch.idleness.get().state).toBe("over");
});

test("every touch begins the time anew, also during the warning", () => {
  vi.advanceTimersByTime(4 * MINUTE);
  watch.touch();
  vi.advanceTimersByTime(4.7 * MINUTE);
  expect(watch.idleness.get().state).toBe("ending");
  watch.touch();
  expect(watch.idleness.get().state).toBe("used");
  vi.advanceTimersByTime(4.4 * MINUTE);
  expect(watch.idleness.get().state).toBe("used");
});

test("a PC that slept longer is over at once, whatever touch woke it", () => {
  vi.setSystemTime(Date.now() + 60 * MINUTE);
  watch.touch();
  expect(watch.idleness.get().state).toBe("over");
  watch.touch();
  expect(watch.idleness.get().state).toBe("over");
  watch.beginAgain();
  expect(watch.idleness.get().state).toBe("used");
});
