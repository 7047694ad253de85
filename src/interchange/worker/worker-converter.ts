import { type Result, fail, reportFault } from "../../base/index.ts";
import type { Draft } from "../draft.ts";
import type { ImportFailure } from "../import-outcome.ts";
import type { ConversionAnswer, ConversionRequest, Converter } from "./converter.ts";

/** Longer than the largest honest document needs on an old PC; a file that takes longer was built to. */
const LIMIT_MS = 120_000;

/** Converts in a worker, which is ended when it is stopped, takes too long or breaks; the page stays usable throughout. */
export class WorkerConverter implements Converter {
  #worker: Worker | null = null;
  #settle: ((result: Result<Draft, ImportFailure>) => void) | null = null;

  convert(file: Blob, name: string): Promise<Result<Draft, ImportFailure>> {
    this.#worker ??= new Worker(new URL("./import-worker.ts", import.meta.url), {
      type: "module",
      name: "import",
    });
    const worker = this.#worker;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#end({ kind: "timedOut" }), LIMIT_MS);
      this.#settle = (result) => {
        clearTimeout(timer);
        this.#settle = null;
        resolve(result);
      };
      worker.onmessage = ({ data }: MessageEvent<ConversionAnswer>) => {
        if (data.kind === "done") return this.#settle?.(data.result);
        reportFault("a conversion broke", data.detail);
        return this.#end({ kind: "broken" });
      };
      worker.onerror = (event) => {
        reportFault("the import worker broke", event.message);
        this.#end({ kind: "broken" });
      };
      worker.postMessage({ file, name } satisfies ConversionRequest);
    });
  }

  close(): void {
    this.#end({ kind: "canceled" });
  }

  #end(failure: ImportFailure): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle?.(fail(failure));
  }
}
