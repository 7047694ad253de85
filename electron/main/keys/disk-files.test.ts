import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DiskFiles } from "./disk-files.ts";

let folder = "";
let files: DiskFiles;
const bytes = (text: string) => new TextEncoder().encode(text);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "twinspan-keychain-"));
  files = new DiskFiles(folder, () => new Date("2026-10-12T14:32:00Z"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a file is there as a whole, for its owner alone, and nothing is left beside it", async () => {
  expect(await files.read("keychain")).toBeNull();
  await files.write("keychain", bytes("first"));
  await files.write("keychain", bytes("second"));
  expect(Buffer.from((await files.read("keychain")) ?? []).toString()).toBe("second");
  expect(await readdir(folder)).toEqual(["keychain.json"]);
  const { mode } = await stat(path.join(folder, "keychain.json"));
  // Windows knows no such bits.
  expect(process.platform === "win32" ? 0 : mode & 0o077).toBe(0);
});

test("a file that cannot be written is told", async () => {
  await rm(folder, { recursive: true });
  await expect(files.write("keychain", bytes("first"))).rejects.toThrow("ENOENT");
});

test("what is put aside keeps its content under the day, however often", async () => {
  await files.setAside("copy", "damaged");
  await files.write("copy", bytes("torn"));
  await files.setAside("copy", "damaged");
  await files.setAside("copy", "damaged");
  const names = (await readdir(folder)).filter((name) => name !== "keychain-copy.json");
  expect(names).toHaveLength(2);
  for (const name of names) {
    expect(name).toMatch(/^keychain-copy-damaged-2026-10-12-[0-9a-f]{6}\.json$/u);
    expect(await readFile(path.join(folder, name), "utf8")).toBe("torn");
  }
});

test("what a killed program left half-written goes, and nothing else", async () => {
  await files.write("keychain", bytes("whole"));
  await writeFile(path.join(folder, ".keychain.json.0123456789ab.part"), "ha");
  await writeFile(path.join(folder, "window.json"), "{}");
  await files.removeUnfinished();
  expect((await readdir(folder)).sort()).toEqual(["keychain.json", "window.json"]);
});
