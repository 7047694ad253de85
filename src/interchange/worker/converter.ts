import type { Result } from "../../base/index.ts";
import type { Draft } from "../draft.ts";
import type { ImportFailure } from "../import-outcome.ts";

/** Converts one file after another, away from the page, and can be stopped in the middle of any. */
export interface Converter {
  convert(file: Blob, name: string): Promise<Result<Draft, ImportFailure>>;
  /** Ends the work at once; a conversion under way answers `canceled`. */
  close(): void;
}

export type OpenConverter = () => Converter;

/** What the worker is asked. */
export interface ConversionRequest {
  readonly file: Blob;
  readonly name: string;
}

/** What it answers. `broken`: a fault of the program, with words for its makers. */
export type ConversionAnswer =
  | { readonly kind: "done"; readonly result: Result<Draft, ImportFailure> }
  | { readonly kind: "broken"; readonly detail: string };
