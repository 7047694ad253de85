import * as fc from "fast-check";
import { deflateSync } from "fflate";
import * as Y from "yjs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { concatBytes } from "../base/index.ts";
import { DIGEST } from "../cryptography/index.ts";
import { ByteWriter } from "./byte-codec.ts";
import { compactFeed } from "./compact-feed.ts";
import { Copy, PAGE, newIdentity, openRules, suite } from "./fixtures/copy.ts";
import { type FramePart, encodePart } from "./frame-part.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { pack, unpack } from "./packing.ts";
import { type PlainFrame, screenFrames } from "./screen.ts";
import { type ScreeningThread, WorkerScreener } from "./worker/worker-screener.ts";
import type { ScreeningAnswer } from "./worker/screening-worker.ts";

const anna = await newIdentity();
const copy = await Copy.open(anna, openRules([anna]));
copy.text.insert(0, "words");
const run = await copy.flush();
const sources = [{ document: PAGE, doc: copy.doc, ownUpdates: copy.own }];
const compaction = await compactFeed(suite, copy.writer, sources);
const PARTS: readonly FramePart[] = [
  { kind: "header", header: copy.writer.header },
  { kind: "run", run },
  { kind: "compaction", compaction },
];
const FRAMES = PARTS.map((part): PlainFrame => ({ kind: part.kind, bytes: encodePart(part) }));
const honest: PlainFrame = { kind: "run", bytes: encodePart({ kind: "run", run }) };

describe("J21: what came from elsewhere is read apart first", () => {
  test("honest frames may be read", () => {
    expect(screenFrames(DIGEST, FRAMES)).toEqual([true, true, true]);
  });

  test("any bytes at all give an answer, and change none about the frames beside them", () => {
    fc.assert(
      fc.property(
        fc.nat(2),
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.nat(400),
        (which, noise, place) => {
          const { kind, bytes } = FRAMES[which] ?? honest;
          const bent = bytes.slice();
          const at = Math.min(place, bytes.length - 1);
          bent.set(noise.subarray(0, bytes.length - at), at);
          const verdicts = screenFrames(DIGEST, [{ kind, bytes: bent }, honest]);
          expect(verdicts).toEqual([expect.any(Boolean), true]);
        },
      ),
      { numRuns: 1000, seed: 5 },
    );
    const cut = FRAMES.map(({ kind, bytes }) => ({ kind, bytes: bytes.slice(1) }));
    expect(screenFrames(DIGEST, cut)).toEqual([false, false, false]);
  });

  test("what its author signed is left to admission, however wrong it is", () => {
    const update = new Uint8Array(Y.encodeStateAsUpdateV2(copy.doc));
    const entries = run.entries.map((entry) => ({ ...entry, update }));
    const bytes = encodePart({ kind: "run", run: { ...run, entries } });
    expect(screenFrames(DIGEST, [{ kind: "run", bytes }])).toEqual([true]);
  });
});

/** Answers like the worker, on the same thread and after a while, or never. */
class Thread implements ScreeningThread {
  onmessage: ScreeningThread["onmessage"] = null;
  onerror: ScreeningThread["onerror"] = null;
  isEnded = false;
  readonly #tookMs: number | null;

  constructor(startsInMs: number, tookMs: number | null) {
    this.#tookMs = tookMs;
    setTimeout(() => this.#say({ kind: "ready" }), startsInMs);
  }

  postMessage(frames: readonly PlainFrame[]): void {
    if (this.#tookMs === null) return;
    const verdicts = screenFrames(DIGEST, frames);
    setTimeout(() => this.#say({ kind: "done", verdicts }), this.#tookMs);
  }

  terminate(): void {
    this.isEnded = true;
  }

  #say(data: ScreeningAnswer): void {
    if (!this.isEnded) this.onmessage?.call(this as never, { data } as MessageEvent);
  }
}

describe("J21: a worker screens, and is replaced when it hangs", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("one batch after another, each with a time of its own", async () => {
    const screener = new WorkerScreener(() => new Thread(0, 900));
    const both = Promise.all([screener.screen(FRAMES), screener.screen([honest])]);
    await vi.advanceTimersByTimeAsync(1800);
    expect(await both).toEqual([[true, true, true], [true]]);
    screener.close();
  });

  test("a batch that does not end is refused, and the next goes to another worker", async () => {
    const threads: Thread[] = [];
    const screener = new WorkerScreener(() => {
      const thread = new Thread(5000, threads.length === 0 ? null : 10);
      threads.push(thread);
      return thread;
    });
    const hanging = screener.screen(FRAMES);
    // Loading the worker is not what the frames are blamed for.
    await vi.advanceTimersByTimeAsync(5999);
    expect(threads[0]?.isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await hanging).toEqual([false, false, false]);
    expect(threads[0]?.isEnded).toBe(true);
    const next = screener.screen(FRAMES);
    await vi.advanceTimersByTimeAsync(5010);
    expect(await next).toEqual([true, true, true]);
    screener.close();
  });

  test("where no worker starts, frames are screened without one", async () => {
    const fault = vi.spyOn(console, "error").mockImplementation(() => {});
    const thread = new Thread(1_000_000, 0);
    thread.postMessage = () => {};
    const screener = new WorkerScreener(() => thread);
    const verdicts = screener.screen([honest, { kind: "run", bytes: new Uint8Array(3) }]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await verdicts).toEqual([true, false]);
    expect(fault).toHaveBeenCalled();
    fault.mockRestore();
  });
});

describe("J22: what is sealed is packed", () => {
  test("any bytes come back as they were, one more at most, and only up to their limit", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(40), (bytes, times) => {
        const plain = concatBytes(Array.from({ length: times }, () => bytes));
        const packed = pack(plain);
        expect(unpack(packed, plain.length)).toEqual(plain);
        expect(packed.length).toBeLessThanOrEqual(plain.length + 1);
        expect(unpack(packed, plain.length - 1)).toBeNull();
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  test("a bomb is refused, whatever length it claims, before it has filled the memory", () => {
    const bomb = deflateSync(new Uint8Array(60_000_000));
    expect(bomb.length).toBeLessThan(60_000);
    for (const claimed of [0, 5, JOURNAL_LIMITS.frameBytes, 60_000_000]) {
      const packed = new ByteWriter().byte(1).number(claimed).bytes(bomb).finish();
      const slice = vi.spyOn(Uint8Array.prototype, "slice");
      expect(unpack(packed, JOURNAL_LIMITS.frameBytes)).toBeNull();
      const steps = slice.mock.calls.filter(([, end]) => end !== undefined).length;
      slice.mockRestore();
      expect(steps).toBeLessThan(20);
    }
  });

  test("bytes of no packing are refused", () => {
    const packed = pack(new Uint8Array(5000));
    for (let place = 0; place < packed.length; place += 1) {
      for (const byte of [0, 1, 2, 128, 255]) {
        const bent = packed.slice();
        bent[place] = byte;
        const plain = unpack(bent, 5000);
        expect(plain?.length ?? 0).toBeLessThanOrEqual(5000);
      }
      const cut = unpack(packed.subarray(0, place), 5000);
      expect(cut === null || place === packed.length - 1).toBe(true);
    }
    expect(unpack(Uint8Array.of(2, 1, 1), 5000)).toBeNull();
  });
});
