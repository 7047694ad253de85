import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RunMarker } from "./run-marker.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "twinspan-run-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("a folder that is not there yet is a first start", () => {
  expect(new RunMarker(path.join(folder, "new")).lastEnd).toBe("firstStart");
});

test("a run that was marked clean is clean to the next one", () => {
  new RunMarker(folder).markClean();
  expect(new RunMarker(folder).lastEnd).toBe("clean");
});

test("a run that ended in any other way is unclean, once and only once", () => {
  expect(new RunMarker(folder).lastEnd).toBe("firstStart");
  const second = new RunMarker(folder);
  expect(second.lastEnd).toBe("unclean");
  second.markClean();
  expect(new RunMarker(folder).lastEnd).toBe("clean");
});

test.each(["", "cle", "clean\nclean\n", "\0\0\0\0\0\0"])(
  "a torn marker %j is unclean",
  (content) => {
    writeFileSync(path.join(folder, "last-run"), content);
    expect(new RunMarker(folder).lastEnd).toBe("unclean");
  },
);
