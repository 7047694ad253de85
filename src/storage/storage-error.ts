import type { SaveFailure } from "../domain/index.ts";

/** A write that did not happen, with a reason that the screen has words for. */
export class StorageError extends Error {
  readonly reason: SaveFailure;

  constructor(reason: SaveFailure, cause: unknown) {
    super(`not saved: ${reason}`, { cause });
    this.name = "StorageError";
    this.reason = reason;
  }
}
