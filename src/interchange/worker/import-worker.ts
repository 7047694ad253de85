import { type Result, fail } from "../../base/index.ts";
import { convertDocument } from "../convert-document.ts";
import type { Draft } from "../draft.ts";
import type { ImportFailure } from "../import-outcome.ts";
import type { ConversionAnswer, ConversionRequest } from "./converter.ts";

/** The little that is used of a worker's global scope; the page's types know only `window`. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ConversionRequest>) => void) | null;
  postMessage(answer: ConversionAnswer, moved: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  convert(data).then(
    (result) =>
      scope.postMessage({ kind: "done", result }, result.ok ? movedBuffers(result.value) : []),
    (error: unknown) =>
      scope.postMessage(
        {
          kind: "broken",
          detail: error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error),
        },
        [],
      ),
  );
};

async function convert({ file, name }: ConversionRequest): Promise<Result<Draft, ImportFailure>> {
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    // Moved, renamed or locked since it was chosen.
    return fail({ kind: "notReadable" });
  }
  return convertDocument(new Uint8Array(bytes), name);
}

/** Each buffer once: a list that names one twice is refused. */
function movedBuffers({ sources }: Draft): ArrayBuffer[] {
  return [...new Set(sources.map(({ bytes }) => bytes.buffer))];
}
