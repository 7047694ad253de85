/** So many within a second. */
export class Quota {
  readonly #most: number;
  #second = 0;
  #used = 0;

  constructor(most: number) {
    this.#most = most;
  }

  allows(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) this.#used = 0;
    this.#second = second;
    this.#used += 1;
    return this.#used <= this.#most;
  }
}
