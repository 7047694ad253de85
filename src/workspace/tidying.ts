import { reportFault } from "../base/index.ts";
import type { Clock } from "../roads/index.ts";
import type { SpaceJournal } from "./journal/index.ts";

/** As long as someone writes now and then, what they wrote last is not worth folding. */
const REST_MS = 3 * 60_000;

/** Has one's own feed written in fewer bytes when nothing was typed for a while, and before the end. */
export class Tidying {
  readonly #journal: Pick<SpaceJournal, "compact">;
  readonly #clock: Clock;
  #stopTimer: (() => void) | null = null;

  constructor(journal: Pick<SpaceJournal, "compact">, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
  }

  /** Something was written here. */
  changed(): void {
    this.#stopTimer?.();
    this.#stopTimer = this.#clock.after(REST_MS, () => {
      this.#stopTimer = null;
      void this.#compact();
    });
  }

  async close(): Promise<void> {
    if (this.#stopTimer === null) return;
    this.#stopTimer();
    this.#stopTimer = null;
    await this.#compact();
  }

  async #compact(): Promise<void> {
    try {
      await this.#journal.compact();
    } catch (error) {
      // The long way of saying the same stays; the next rest tries again.
      reportFault("one's own feed was not folded", error);
    }
  }
}
