import { COUNTED_NOTICES, type CountedNotice, type ImportNotice } from "./import-outcome.ts";

/** Counts what a conversion leaves behind. */
export class NoticeTally {
  readonly #counts = new Map<CountedNotice, number>();

  count(kind: CountedNotice, times = 1): void {
    if (times > 0) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }

  /** However often it happened, it is one thing to say. */
  once(kind: CountedNotice): void {
    this.#counts.set(kind, 1);
  }

  list(): readonly ImportNotice[] {
    return COUNTED_NOTICES.flatMap((kind) => {
      const count = this.#counts.get(kind);
      return count === undefined ? [] : [{ kind, count }];
    });
  }
}
