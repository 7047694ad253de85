const CRASHES_ALLOWED = 3;
const WITHIN_MS = 5 * 60_000;

/** A page that crashes is opened again, unless it crashes so often that opening it again is the problem. */
export class CrashBudget {
  readonly #now: () => number;
  #crashes: readonly number[] = [];

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts one crash; whether the page should be opened again. */
  allowsReload(): boolean {
    const now = this.#now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < WITHIN_MS), now];
    return this.#crashes.length < CRASHES_ALLOWED;
  }

  reset(): void {
    this.#crashes = [];
  }
}
