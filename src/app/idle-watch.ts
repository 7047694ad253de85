import { type Store, createStore } from "../base/index.ts";

export type Idleness =
  | { readonly state: "used" }
  /** Nobody has touched anything for so long that the end comes at `endsAt`. */
  | { readonly state: "ending"; readonly endsAt: number }
  | { readonly state: "over" };

export interface IdleLimits {
  readonly limitMs: number;
  /** How long before the limit it is said. */
  readonly warningMs: number;
  /** Milliseconds since 1970: a clock that goes on while the PC sleeps. */
  readonly now: () => number;
}

const USED: Idleness = { state: "used" };

/** Tells when nobody has touched the PC for a while. After a long sleep it is over at once, whatever touch woke the PC. */
export class IdleWatch {
  readonly idleness: Store<Idleness>;
  readonly #idleness = createStore<Idleness>(USED);
  readonly #limits: IdleLimits;
  #touchedAt: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(limits: IdleLimits) {
    this.idleness = this.#idleness;
    this.#limits = limits;
    this.#touchedAt = limits.now();
    this.#look();
  }

  touch(): void {
    if (this.#idleness.get().state === "over") return;
    const now = this.#limits.now();
    if (now - this.#touchedAt >= this.#limits.limitMs) {
      this.#look();
      return;
    }
    this.#touchedAt = now;
    if (this.#idleness.get().state !== "used") this.#look();
  }

  /** As if it had just begun, for instance because it could not be locked. */
  beginAgain(): void {
    this.#touchedAt = this.#limits.now();
    this.#idleness.set(USED);
    this.#look();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    clearTimeout(this.#timer);
    const { limitMs, warningMs, now } = this.#limits;
    const endsAt = this.#touchedAt + limitMs;
    const left = endsAt - now();
    if (left <= 0) {
      this.#idleness.set({ state: "over" });
      return;
    }
    if (left > warningMs) this.#idleness.set(USED);
    else this.#idleness.set({ state: "ending", endsAt });
    this.#timer = setTimeout(() => this.#look(), left > warningMs ? left - warningMs : left);
  }
}
