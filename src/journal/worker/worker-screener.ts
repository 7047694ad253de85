import { type Result, assertNever, fail, reportFault, succeed } from "../../base/index.ts";
import type { OpenedFrame, Screened, Screener, ScreeningFailure } from "../screen.ts";
import type { ScreeningAnswer } from "./screening-worker.ts";

const MEGABYTE = 1_000_000;
/** For each begun megabyte. The same walk takes about a twentieth of it on the PC of a school. */
const LIMIT_MS = 1000;
/** To load the worker from a slow disk; its time for frames begins afterwards. */
const START_LIMIT_MS = 30_000;

/** The little that is used of a worker; given, so that a test can stand in for one that hangs. */
export type ScreeningThread = Pick<Worker, "onmessage" | "onerror" | "postMessage" | "terminate">;

function openThread(): ScreeningThread {
  const url = new URL("./screening-worker.ts", import.meta.url);
  return new Worker(url, { type: "module", name: "screening" });
}

/** Screens in a worker, which is ended and replaced when it takes too long or breaks; the page stays usable throughout. */
export class WorkerScreener implements Screener {
  readonly #open: () => ScreeningThread;
  #thread: ScreeningThread | null = null;
  #isReady = false;
  #last: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { readonly limitMs: number; readonly settle: Settle } | null = null;

  constructor(open: () => ScreeningThread = openThread) {
    this.#open = open;
  }

  screen(frames: readonly OpenedFrame[]): Promise<Result<Screened, ScreeningFailure>> {
    const turn = this.#last.then(() => this.#screenNow(frames));
    this.#last = turn;
    return turn;
  }

  close(): void {
    this.#end("broken");
  }

  #screenNow(frames: readonly OpenedFrame[]): Promise<Result<Screened, ScreeningFailure>> {
    const sizeBytes = frames.reduce((sum, { plain }) => sum + plain.length, 0);
    const limitMs = LIMIT_MS * Math.max(1, Math.ceil(sizeBytes / MEGABYTE));
    return new Promise((resolve) => {
      this.#waiting = { limitMs, settle: resolve };
      const thread = this.#thread ?? this.#begin();
      if (this.#isReady) this.#allow(limitMs, "timedOut");
      thread.postMessage(frames);
    });
  }

  #begin(): ScreeningThread {
    const thread = this.#open();
    this.#thread = thread;
    this.#isReady = false;
    this.#allow(START_LIMIT_MS, "broken");
    thread.onmessage = ({ data }: MessageEvent<ScreeningAnswer>) => this.#hear(data);
    thread.onerror = (event) => {
      reportFault("the screening worker broke", event.message);
      this.#end("broken");
    };
    return thread;
  }

  #hear(answer: ScreeningAnswer): void {
    switch (answer.kind) {
      case "ready":
        this.#isReady = true;
        if (this.#waiting !== null) this.#allow(this.#waiting.limitMs, "timedOut");
        return;
      case "done":
        this.#settle(succeed(answer.screened));
        return;
      case "broken":
        reportFault("screening broke", answer.detail);
        this.#end("broken");
        return;
      default:
        assertNever(answer);
    }
  }

  #allow(limitMs: number, kind: ScreeningFailure["kind"]): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(kind), limitMs);
  }

  #settle(result: Result<Screened, ScreeningFailure>): void {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.settle(result);
  }

  #end(kind: ScreeningFailure["kind"]): void {
    this.#thread?.terminate();
    this.#thread = null;
    this.#settle(fail({ kind }));
  }
}

type Settle = (result: Result<Screened, ScreeningFailure>) => void;
