import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { saveFailure, writeWholeFile } from "./write-whole-file.ts";

const BYTES = new TextEncoder().encode("new");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "twinspan-write-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("the file holds the bytes, what was there is replaced, and nothing is left beside it", async () => {
  const file = path.join(folder, "page.html");
  writeFileSync(file, "old and longer");
  expect(await writeWholeFile(file, BYTES)).toEqual({ ok: true, value: null });
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(readdirSync(folder)).toEqual(["page.html"]);
});

test("what cannot be put in place leaves everything as it was", async () => {
  const taken = path.join(folder, "taken");
  mkdirSync(path.join(taken, "inside"), { recursive: true });
  expect(await writeWholeFile(taken, BYTES)).toEqual({
    ok: false,
    failure: { kind: "notAllowed" },
  });
  expect(existsSync(path.join(taken, "inside"))).toBe(true);
  expect(readdirSync(folder)).toEqual(["taken"]);
});

test("a folder that is not there is a failure, not an accident", async () => {
  const result = await writeWholeFile(path.join(folder, "none", "x"), BYTES);
  expect(result).toEqual({ ok: false, failure: { kind: "unknown", detail: "ENOENT" } });
});

test.each([
  ["ENOSPC", "diskFull"],
  ["EDQUOT", "diskFull"],
  ["EROFS", "notAllowed"],
  ["EACCES", "notAllowed"],
  ["EFBIG", "tooLarge"],
  ["EIO", "unknown"],
])("%s is told as %s", (code, kind) => {
  expect(saveFailure(Object.assign(new Error("/home/ana/x"), { code }))).toMatchObject({ kind });
});

test("a failure never carries the person's folders", () => {
  expect(JSON.stringify(saveFailure(new Error("/home/ana/x")))).not.toContain("ana");
});
