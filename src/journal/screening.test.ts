import * as fc from "fast-check";
import * as Y from "yjs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DIGEST } from "../cryptography/index.ts";
import { compactFeed } from "./compact-feed.ts";
import { Copy, PAGE, newIdentity, openRules, suite } from "./fixtures/copy.ts";
import { type FramePart, encodePart, labelOf } from "./frame-part.ts";
import type { EpochId } from "./names.ts";
import { type OpenedFrame, screenFrames, screenHere } from "./screen.ts";
import { type ScreeningThread, WorkerScreener } from "./worker/worker-screener.ts";
import type { ScreeningAnswer } from "./worker/screening-worker.ts";

const EPOCH = "00112233445566778899aabbccddeeff" as EpochId;
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
const frameOf = (part: FramePart): OpenedFrame => ({
  label: labelOf(part, EPOCH),
  plain: encodePart(part),
});

describe("J21: what came from elsewhere is taken apart first", () => {
  test("honest frames come through as they were", () => {
    expect(screenFrames(DIGEST, PARTS.map(frameOf))).toEqual({
      headers: [copy.writer.header],
      runs: [run],
      compactions: [compaction],
      malformed: [],
    });
  });

  test("a frame that is not what its outside says is told apart from the others", () => {
    const frames = PARTS.map(frameOf);
    for (const [place, frame] of frames.entries()) {
      for (const label of [
        { ...frame.label, sequence: frame.label.sequence + 1 },
        { ...frame.label, count: frame.label.count + 1 },
        { ...frame.label, feed: "ff".repeat(16) as typeof frame.label.feed },
        { ...frame.label, kind: frame.label.kind === "run" ? "header" : "run" } as const,
      ]) {
        const bent = frames.map((one, at) => (at === place ? { ...frame, label } : one));
        const { malformed, headers, runs, compactions } = screenFrames(DIGEST, bent);
        expect(malformed).toEqual([place]);
        expect(headers.length + runs.length + compactions.length).toBe(2);
      }
    }
  });

  test("any bytes at all give an answer, and hide no frame beside them", () => {
    const honest = frameOf({ kind: "header", header: copy.writer.header });
    fc.assert(
      fc.property(
        fc.nat(2),
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(400),
        (which, noise, place) => {
          const frame = frameOf(PARTS[which] ?? { kind: "run", run });
          const plain = frame.plain.slice();
          plain.set(
            noise.subarray(0, Math.max(0, plain.length - place)),
            Math.min(place, plain.length),
          );
          const screened = screenFrames(DIGEST, [{ ...frame, plain }, honest]);
          expect(screened.headers).toContainEqual(copy.writer.header);
        },
      ),
      { numRuns: 1000, seed: 5 },
    );
  });

  test("what its author signed is left to admission, however wrong it is", () => {
    const update = Y.encodeStateAsUpdateV2(copy.doc);
    const [entry] = run.entries;
    if (entry === undefined) throw new Error("an entry");
    const bent = { ...run, entries: [{ ...entry, update: new Uint8Array(update) }] };
    const { runs, malformed } = screenFrames(DIGEST, [frameOf({ kind: "run", run: bent })]);
    expect([runs.length, malformed]).toEqual([1, []]);
  });
});

describe("J21: a worker screens, and is replaced when it hangs", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Answers like the worker, on the same thread, or never. */
  class Thread implements ScreeningThread {
    onmessage: ScreeningThread["onmessage"] = null;
    onerror: ScreeningThread["onerror"] = null;
    isEnded = false;
    readonly #hangs: boolean;

    constructor(hangs: boolean) {
      this.#hangs = hangs;
      setTimeout(() => this.#say({ kind: "ready" }), 5000);
    }

    postMessage(frames: readonly OpenedFrame[]): void {
      if (this.#hangs) return;
      setTimeout(() => this.#say({ kind: "done", screened: screenFrames(DIGEST, frames) }), 5100);
    }

    terminate(): void {
      this.isEnded = true;
    }

    #say(data: ScreeningAnswer): void {
      if (!this.isEnded) this.onmessage?.call(this as never, { data } as MessageEvent);
    }
  }

  test("loading takes no time from the first batch, and each batch has its own", async () => {
    const screener = new WorkerScreener(() => new Thread(false));
    const both = Promise.all([
      screener.screen(PARTS.map(frameOf)),
      screener.screen([{ ...frameOf({ kind: "run", run }), plain: new Uint8Array(3) }]),
    ]);
    await vi.advanceTimersByTimeAsync(6000);
    await vi.advanceTimersByTimeAsync(6000);
    const [first, second] = await both;
    expect(first.ok && first.value.malformed).toEqual([]);
    // The stand-in takes longer for the second than it may.
    expect(second).toEqual({ ok: false, failure: { kind: "timedOut" } });
    screener.close();
  });

  test("a batch that does not end is refused, and the next is screened by another worker", async () => {
    const threads: Thread[] = [];
    const screener = new WorkerScreener(() => {
      const thread = new Thread(threads.length === 0);
      threads.push(thread);
      return thread;
    });
    const hanging = screener.screen(PARTS.map(frameOf));
    await vi.advanceTimersByTimeAsync(5999);
    expect(threads[0]?.isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await hanging).toEqual({ ok: false, failure: { kind: "timedOut" } });
    expect(threads[0]?.isEnded).toBe(true);
    const next = screener.screen(PARTS.map(frameOf));
    await vi.advanceTimersByTimeAsync(6000);
    expect(await next).toEqual(await screenHere(DIGEST).screen(PARTS.map(frameOf)));
    screener.close();
  });
});
