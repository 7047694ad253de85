import { type Result, fail, reportFault, succeed } from "../../base/index.ts";
import type { PictureRefusal } from "../../domain/index.ts";
import type { PictureAnswer, PictureRequest, PreparedPicture } from "./picture-request.ts";

/** One picture of 100 megapixels takes some ten seconds on an old PC. */
const LIMIT_MS = 60_000;
/** The worker and its memory go when no picture has come for a while. */
const IDLE_MS = 30_000;

interface Bench {
  readonly worker: Worker;
  idle: ReturnType<typeof setTimeout> | undefined;
}

let bench: Bench | null = null;
let lastId = 0;
/** One picture at a time: two large ones at once would not fit into an old PC. */
let queue: Promise<unknown> = Promise.resolve();

export function drawAnew(
  file: Blob,
  mayStayPng: boolean,
): Promise<Result<PreparedPicture, PictureRefusal>> {
  const drawn = queue.then(() => draw(file, mayStayPng));
  queue = drawn;
  return drawn;
}

function draw(file: Blob, mayStayPng: boolean): Promise<Result<PreparedPicture, PictureRefusal>> {
  const current = (bench ??= openBench());
  clearTimeout(current.idle);
  const id = (lastId += 1);
  return new Promise((resolve) => {
    function settle(result: Result<PreparedPicture, PictureRefusal>, isUsable: boolean): void {
      clearTimeout(timer);
      if (isUsable) current.idle = setTimeout(() => closeBench(current), IDLE_MS);
      else closeBench(current);
      resolve(result);
    }
    const timer = setTimeout(() => settle(fail({ kind: "notAPicture" }), false), LIMIT_MS);
    current.worker.onmessage = ({ data }: MessageEvent<PictureAnswer>) => {
      if (data.id !== id) return;
      settle(data.kind === "done" ? succeed(data.picture) : fail({ kind: "notAPicture" }), true);
    };
    current.worker.onerror = (event) => {
      reportFault("the picture worker broke", event.message);
      settle(fail({ kind: "notAPicture" }), false);
    };
    current.worker.postMessage({ id, file, mayStayPng } satisfies PictureRequest);
  });
}

function openBench(): Bench {
  return {
    worker: new Worker(new URL("./picture-worker.ts", import.meta.url), {
      type: "module",
      name: "pictures",
    }),
    idle: undefined,
  };
}

function closeBench(closing: Bench): void {
  closing.worker.terminate();
  if (bench === closing) bench = null;
}
