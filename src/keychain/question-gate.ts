import type { Asker } from "./ports.ts";
import type { Question } from "./question.ts";

const MOST_WAITING = 3;
const MOST_DECLINED = 5;
const WITHIN_MS = 60_000;

/** One question at a time. Who asks without end, hoping for a tired yes, is answered with no. */
export class QuestionGate {
  readonly #asker: Asker;
  readonly #now: () => number;
  #last: Promise<unknown> = Promise.resolve();
  #unanswered = 0;
  #declinedAt: readonly number[] = [];
  #toldAt = Number.NEGATIVE_INFINITY;
  #withdrawal = new AbortController();

  constructor(asker: Asker, now: () => number) {
    this.#asker = asker;
    this.#now = now;
  }

  async ask(question: Question): Promise<boolean> {
    if (this.#isFlooded()) {
      this.#tell();
      return false;
    }
    const { signal } = this.#withdrawal;
    const answer = this.#last.then(() => this.#askNow(question, signal));
    this.#unanswered += 1;
    this.#last = answer.catch(() => undefined);
    try {
      return await answer;
    } finally {
      this.#unanswered -= 1;
    }
  }

  /** The page that asked is gone: every open question counts as declined, in front of nobody. */
  withdraw(): void {
    this.#withdrawal.abort();
    this.#withdrawal = new AbortController();
  }

  async #askNow(question: Question, withdrawn: AbortSignal): Promise<boolean> {
    if (withdrawn.aborted || this.#hasDeclinedOften()) return false;
    const isYes = await this.#asker.ask(question, withdrawn);
    if (withdrawn.aborted) return false;
    if (!isYes) this.#declinedAt = [...this.#declinedAt, this.#now()].slice(-MOST_DECLINED);
    return isYes;
  }

  #isFlooded(): boolean {
    return this.#unanswered > MOST_WAITING || this.#hasDeclinedOften();
  }

  #hasDeclinedOften(): boolean {
    const now = this.#now();
    return this.#declinedAt.filter((at) => now - at < WITHIN_MS).length >= MOST_DECLINED;
  }

  #tell(): void {
    const now = this.#now();
    if (now - this.#toldAt < WITHIN_MS) return;
    this.#toldAt = now;
    this.#asker.tellTooMany();
  }
}
