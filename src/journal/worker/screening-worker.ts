import { DIGEST } from "../../cryptography/index.ts";
import { type PlainFrame, screenFrames } from "../screen.ts";

/** What the worker answers; `ready` once it has started. `broken`: a fault of the program, with words for its makers. */
export type ScreeningAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly verdicts: readonly boolean[] }
  | { readonly kind: "broken"; readonly detail: string };

/** The little that is used of a worker's global scope; the page's types know only `window`. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<readonly PlainFrame[]>) => void) | null;
  postMessage(answer: ScreeningAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  try {
    scope.postMessage({ kind: "done", verdicts: screenFrames(DIGEST, data) });
  } catch (error) {
    const detail =
      error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error);
    scope.postMessage({ kind: "broken", detail });
  }
};

scope.postMessage({ kind: "ready" });
