import { assertNever, reportFault } from "../../base/index.ts";
import { DIGEST } from "../../cryptography/index.ts";
import { type PlainFrame, type Screener, screenFrames } from "../screen.ts";
import type { ScreeningAnswer } from "./screening-worker.ts";

const MEGABYTE = 1_000_000;
/** For each begun megabyte. The same walk takes about a twentieth of it on the PC of a school. */
const LIMIT_MS = 1000;
/** To load the worker from a slow disk; its time for frames begins afterwards. */
const START_LIMIT_MS = 30_000;

/** The little that is used of a worker; given, so that a test can stand in for one that hangs. */
export type ScreeningThread = Pick<Worker, "onmessage" | "onerror" | "postMessage" | "terminate">;

function openThread(): ScreeningThread {
  // The address stands inside the call: only so does the build take the worker for a program and not for a file.
  return new Worker(new URL("./screening-worker.ts", import.meta.url), {
    type: "module",
    name: "screening",
  });
}

interface Batch {
  readonly frames: readonly PlainFrame[];
  readonly limitMs: number;
  readonly settle: (verdicts: readonly boolean[]) => void;
}

/**
 * Screens in a worker, one batch after another. A batch that takes longer than a second for each begun megabyte is refused as a whole
 * and its worker replaced, so that the page stays usable. Where workers break, the batch is screened here.
 */
export class WorkerScreener implements Screener {
  readonly #open: () => ScreeningThread;
  #thread: ScreeningThread | null = null;
  #isReady = false;
  #last: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #batch: Batch | null = null;

  constructor(open: () => ScreeningThread = openThread) {
    this.#open = open;
  }

  screen(frames: readonly PlainFrame[]): Promise<readonly boolean[]> {
    const turn = this.#last.then(() => this.#screenNow(frames));
    this.#last = turn;
    return turn;
  }

  close(): void {
    this.#refuse();
  }

  #screenNow(frames: readonly PlainFrame[]): Promise<readonly boolean[]> {
    const sizeBytes = frames.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const limitMs = LIMIT_MS * Math.max(1, Math.ceil(sizeBytes / MEGABYTE));
    return new Promise((resolve) => {
      this.#batch = { frames, limitMs, settle: resolve };
      const thread = this.#thread ?? this.#begin();
      if (this.#isReady) this.#allow(limitMs);
      thread.postMessage(frames);
    });
  }

  #begin(): ScreeningThread {
    const thread = this.#open();
    this.#thread = thread;
    this.#isReady = false;
    this.#timer = setTimeout(() => this.#doWithout("it did not start"), START_LIMIT_MS);
    thread.onmessage = ({ data }: MessageEvent<ScreeningAnswer>) => this.#hear(data);
    thread.onerror = (event) => this.#doWithout(event.message);
    return thread;
  }

  #hear(answer: ScreeningAnswer): void {
    switch (answer.kind) {
      case "ready":
        this.#isReady = true;
        if (this.#batch !== null) this.#allow(this.#batch.limitMs);
        return;
      case "done":
        this.#settle(answer.verdicts);
        return;
      case "broken":
        this.#doWithout(answer.detail);
        return;
      default:
        assertNever(answer);
    }
  }

  #allow(limitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refuse(), limitMs);
  }

  #refuse(): void {
    this.#end();
    this.#settle(this.#batch?.frames.map(() => false) ?? []);
  }

  #doWithout(detail: string): void {
    reportFault("the screening worker broke", detail);
    this.#end();
    if (this.#batch !== null) this.#settle(screenFrames(DIGEST, this.#batch.frames));
  }

  #end(): void {
    this.#thread?.terminate();
    this.#thread = null;
  }

  #settle(verdicts: readonly boolean[]): void {
    clearTimeout(this.#timer);
    const batch = this.#batch;
    this.#batch = null;
    batch?.settle(verdicts);
  }
}
