import { fork } from "node:child_process";
import { once } from "node:events";
import {
  type FileHandle,
  mkdtemp,
  open,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { build } from "vite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Random } from "../../../src/testing/random.ts";
import type { SafeRecord } from "./record.ts";
import { SafeFile, type SafeFileOptions } from "./safe-file.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "twinspan-safe-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function opened(options: SafeFileOptions = {}): Promise<SafeFile> {
  const result = await SafeFile.open(folder, options);
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** All that is safe, as texts. */
async function textsOf(file: SafeFile): Promise<string[]> {
  const texts: string[] = [];
  for await (const part of file.read()) {
    if ("payloads" in part) texts.push(...part.payloads.map(textOf));
    else texts.push(textOf(part.payload));
  }
  return texts;
}

async function write(file: SafeFile, from: number, to: number): Promise<void> {
  const wishes: ReturnType<SafeFile["append"]>[] = [];
  for (let number = from; number < to; number += 1) wishes.push(file.append(bytesOf(`r${number}`)));
  for (const [at, result] of (await Promise.all(wishes)).entries()) {
    expect(result).toEqual({ ok: true, value: from + at });
  }
}

const numbered = (to: number): string[] => Array.from({ length: to }, (_, at) => `r${at}`);

test("S3 what was answered for is there after the next start, in order, over many segments", async () => {
  const first = await opened({ segmentBytes: 200 });
  for (let from = 0; from < 50; from += 5) await write(first, from, from + 5);
  await first.close();
  const second = await opened({ segmentBytes: 200 });
  expect(second.report).toEqual({ lastSequence: 49, tornBytes: 0, lost: [], setAside: [] });
  await write(second, 50, 60);
  expect(await textsOf(second)).toEqual(numbered(60));
  await second.close();
  expect((await readdir(folder)).length).toBeGreaterThan(5);
});

test("S2 appends that come while the disk works share one answer of it", async () => {
  let syncs = 0;
  const file = await opened({
    sync: async (handle) => {
      syncs += 1;
      await handle.datasync();
    },
  });
  await write(file, 0, 500);
  expect(syncs).toBeLessThan(20);
  await file.close();
});

test("S4 a last record that was cut anywhere is cut off, and everything before it stays", async () => {
  const file = await opened();
  await write(file, 0, 3);
  await file.close();
  const [name = ""] = await readdir(folder);
  const whole = await readFile(path.join(folder, name));
  const lastBegins = whole.length - 18;
  for (let length = lastBegins + 1; length < whole.length; length += 1) {
    await writeFile(path.join(folder, name), whole.subarray(0, length));
    const again = await opened();
    expect(again.report).toMatchObject({
      lastSequence: 1,
      tornBytes: length - lastBegins,
      lost: [],
    });
    expect(await textsOf(again)).toEqual(["r0", "r1"]);
    await again.close();
    // The second start finds nothing to mend, and loses nothing either.
    const third = await opened();
    expect(third.report).toMatchObject({ lastSequence: 1, tornBytes: 0 });
    await third.close();
  }
});

test("S4 zeros that a file system left behind the last record are cut off", async () => {
  const file = await opened();
  await write(file, 0, 3);
  await file.close();
  const [name = ""] = await readdir(folder);
  const whole = await readFile(path.join(folder, name));
  await writeFile(path.join(folder, name), Buffer.concat([whole, Buffer.alloc(4096)]));
  const again = await opened();
  expect(again.report).toMatchObject({ lastSequence: 2, tornBytes: 4096, lost: [] });
  await write(again, 3, 5);
  expect(await textsOf(again)).toEqual(numbered(5));
  await again.close();
});

test("S5 one damaged byte costs one record, and the loss is told", async () => {
  const file = await opened();
  await write(file, 0, 20);
  await file.close();
  const [name = ""] = await readdir(folder);
  const whole = await readFile(path.join(folder, name));
  for (const at of [16, 20, 25, 33, 100, 200, whole.length - 30]) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0x40;
    await writeFile(path.join(folder, name), damaged);
    const again = await opened();
    const texts = await textsOf(again);
    expect(texts.length).toBeGreaterThanOrEqual(18);
    expect(again.report.lost.flatMap(({ from, to }) => numbered(to + 1).slice(from))).toEqual(
      numbered(20).filter((text) => !texts.includes(text)),
    );
    await again.close();
  }
});

test("S6 a checkpoint stands for all before it; the one before and what follows it stay until the next", async () => {
  const file = await opened({ segmentBytes: 100 });
  await write(file, 0, 20);
  expect(await file.checkpoint(9, numbered(10).map(bytesOf))).toEqual({ ok: true, value: null });
  expect(await textsOf(file)).toEqual(numbered(20));
  expect(await file.checkpoint(19, numbered(20).map(bytesOf))).toEqual({ ok: true, value: null });
  await write(file, 20, 22);
  await file.close();
  const again = await opened({ segmentBytes: 100 });
  expect(again.report).toEqual({ lastSequence: 21, tornBytes: 0, lost: [], setAside: [] });
  expect(await textsOf(again)).toEqual(numbered(22));
  await again.close();
  // The newer checkpoint is damaged: the older one and the segments after it hold the same.
  const newest = (await readdir(folder))
    .filter((name) => name.endsWith(".checkpoint"))
    .sort()
    .at(-1);
  const place = path.join(folder, newest ?? "");
  const bytes = await readFile(place);
  bytes[30] = (bytes[30] ?? 0) ^ 1;
  await writeFile(place, bytes);
  const mended = await opened({ segmentBytes: 100 });
  expect(mended.report).toMatchObject({ lastSequence: 21, lost: [] });
  expect(mended.report.setAside).toHaveLength(1);
  expect(await textsOf(mended)).toEqual(numbered(22));
  await mended.close();
});

test("S1 a newer version's file is refused and left as it is", async () => {
  const file = await opened();
  await write(file, 0, 1);
  await file.close();
  const [name = ""] = await readdir(folder);
  const bytes = await readFile(path.join(folder, name));
  bytes[7] = "2".charCodeAt(0);
  await writeFile(path.join(folder, name), bytes);
  expect(await SafeFile.open(folder)).toEqual({ ok: false, failure: { kind: "newerVersion" } });
  expect(await readFile(path.join(folder, name))).toEqual(bytes);
});

test("S8 a write that fails is answered as such, and costs nothing that was answered for before or after", async () => {
  let isFull = false;
  const file = await opened({
    sync: async (handle) => {
      if (isFull) throw Object.assign(new Error("full"), { code: "ENOSPC" });
      await handle.datasync();
    },
  });
  await write(file, 0, 3);
  isFull = true;
  expect(await file.append(bytesOf("lost"))).toEqual({ ok: false, failure: { kind: "diskFull" } });
  expect(await file.append(bytesOf("lost"))).toEqual({ ok: false, failure: { kind: "diskFull" } });
  isFull = false;
  await write(file, 3, 6);
  await file.close();
  const again = await opened();
  expect(again.report).toMatchObject({ lastSequence: 5, tornBytes: 0, lost: [] });
  expect(await textsOf(again)).toEqual(numbered(6));
  await again.close();
});

test("S9 whatever is changed in the files, opening answers, reads on, and tells what is missing", async () => {
  const seeded = new Random(5);
  const random = (): number => seeded.next();
  for (let round = 0; round < 60; round += 1) {
    await rm(folder, { recursive: true });
    const file = await opened({ segmentBytes: 300 });
    await write(file, 0, 40);
    if (round % 2 === 0) await file.checkpoint(19, numbered(20).map(bytesOf));
    await file.close();
    for (const name of await readdir(folder)) {
      if (random() < 0.6) continue;
      const place = path.join(folder, name);
      const bytes = await readFile(place);
      if (random() < 0.3)
        await writeFile(place, bytes.subarray(0, Math.floor(random() * bytes.length)));
      else {
        const at = Math.floor(random() * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(random() * 255));
        await writeFile(place, bytes);
      }
    }
    const result = await SafeFile.open(folder);
    if (!result.ok && result.failure.kind === "newerVersion") continue;
    if (!result.ok) throw new Error(`round ${round}: ${result.failure.kind}`);
    const texts = await textsOf(result.value);
    const missing = numbered(40).filter((text) => !texts.includes(text));
    const { lost, lastSequence } = result.value.report;
    const told = new Set(lost.flatMap(({ from, to }) => numbered(to + 1).slice(from)));
    for (const text of missing) {
      const isTold = told.has(text) || Number(text.slice(1)) > lastSequence;
      expect(isTold, `round ${round}: ${text}`).toBe(true);
    }
    await result.value.close();
  }
});

test("S3 kill -9 at any moment loses nothing that was answered for", async () => {
  const builtFolder = await mkdtemp(path.join(os.tmpdir(), "twinspan-built-"));
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      ssr: path.join(import.meta.dirname, "append-for-ever.ts"),
      target: "node18",
      outDir: builtFolder,
      rolldownOptions: { output: { format: "cjs", entryFileNames: "append-for-ever.cjs" } },
    },
  });
  for (let round = 0; round < 5; round += 1) {
    const child = fork(path.join(builtFolder, "append-for-ever.cjs"), [folder], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    let answered = -1;
    child.on("message", (sequence) => {
      answered = Number(sequence);
    });
    await once(child, "message");
    await new Promise((resolve) => setTimeout(resolve, 20 * round));
    child.kill("SIGKILL");
    await once(child, "exit");
    const file = await opened();
    expect(file.report.lastSequence).toBeGreaterThanOrEqual(answered);
    expect(file.report.lost).toEqual([]);
    let next = 0;
    for await (const part of file.read()) {
      expect((part as SafeRecord).sequence).toBe(next);
      next += 1;
    }
    expect(next).toBe(file.report.lastSequence + 1);
    await file.close();
  }
  await rm(builtFolder, { recursive: true });
});

/** Cuts every file back to what the disk had been asked to keep: what a power cut leaves in the worst case. */
async function cutThePower(synced: ReadonlyMap<string, number>): Promise<void> {
  for (const name of await readdir(folder)) {
    const handle = await open(path.join(folder, name), "r+");
    await handle.truncate(synced.get(name) ?? 0);
    await handle.close();
  }
}

async function runUntilPowerCut(doesSync: boolean): Promise<{ answered: number; kept: number }> {
  const synced = new Map<string, number>();
  const remember = async (handle: FileHandle): Promise<void> => {
    if (!doesSync) return;
    await handle.datasync();
    const { ino, size } = await handle.stat();
    for (const name of await readdir(folder)) {
      if ((await stat(path.join(folder, name))).ino === ino) synced.set(name, size);
    }
  };
  const file = await opened({ segmentBytes: 200, sync: remember });
  let answered = 0;
  for (let number = 0; number < 30; number += 1) {
    if ((await file.append(bytesOf(`r${number}`))).ok) answered += 1;
  }
  // Under way and not answered when the power fails.
  const last = file.append(bytesOf("unanswered"));
  await cutThePower(synced);
  await last;
  await file.close();
  await cutThePower(synced);
  const again = await opened();
  const kept = (await textsOf(again)).filter((text) => text.startsWith("r")).length;
  await again.close();
  return { answered, kept };
}

test("S3 a power cut loses nothing that was answered for; without syncing it would", async () => {
  expect(await runUntilPowerCut(true)).toEqual({ answered: 30, kept: 30 });
  await rm(folder, { recursive: true });
  const control = await runUntilPowerCut(false);
  expect(control.kept).toBeLessThan(control.answered);
});
