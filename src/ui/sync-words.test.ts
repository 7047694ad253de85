import { expect, test } from "vitest";
import type { ProjectSync, SaveState } from "../domain/index.ts";
import { saveWords, travelTone, travelWords } from "./sync-words.ts";

const NOW = Date.UTC(2026, 9, 20, 12);
const DAY_MS = 86_400_000;

test("says saved only when storage has answered", () => {
  expect(saveWords({ state: "saved", at: NOW })).toBe("Saved on this computer");
  expect(saveWords({ state: "saving" })).toBe("Saving…");
});

test("a failure names what the person can mend", () => {
  const words = (reason: Extract<SaveState, { state: "failed" }>["reason"]) =>
    saveWords({ state: "failed", reason, since: NOW });
  expect(words("diskFull")).toBe("Not saved: the disk is full");
  expect(words("databaseClosed")).toBe("Not saved: close Twinspan and open it again");
  expect(words("unknown")).toBe("Not saved on this computer");
});

test.each<[ProjectSync, string]>([
  [{ state: "alone" }, "No partner yet"],
  [{ state: "everyoneHasEverything" }, "Your partners have everything"],
  [{ state: "waiting", partners: 1 }, "Changes waiting for 1 partner"],
  [{ state: "waiting", partners: 3 }, "Changes waiting for 3 partners"],
  [{ state: "exchanging", partners: 2 }, "Travelling to 2 partners now"],
  [{ state: "lastMet", at: NOW - 16 * DAY_MS }, "Last met 16 days ago"],
  [{ state: "neverMet" }, "Not met yet"],
])("%o is put as %s", (sync, words) => {
  expect(travelWords(sync, NOW)).toBe(words);
});

test("being apart is never shown as a failure", () => {
  const states: ProjectSync[] = [
    { state: "alone" },
    { state: "everyoneHasEverything" },
    { state: "waiting", partners: 1 },
    { state: "exchanging", partners: 1 },
    { state: "lastMet", at: NOW },
    { state: "neverMet" },
  ];
  expect(states.map(travelTone)).not.toContain("failed");
});
