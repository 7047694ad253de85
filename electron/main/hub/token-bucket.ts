/** Allows `burst` at once and `perSecond` in the long run. Times are milliseconds of a clock that never goes back. */
export class TokenBucket {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  constructor(burst: number, perSecond: number, now: () => number = () => performance.now()) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#now = now;
    this.#tokens = burst;
    this.#filledAt = now();
  }

  take(): boolean {
    this.#fill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  isFull(): boolean {
    this.#fill();
    return this.#tokens >= this.#burst;
  }

  #fill(): void {
    const now = this.#now();
    const gained = ((now - this.#filledAt) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#filledAt = now;
  }
}

const REMEMBERED_ADDRESSES = 500;

/** One bucket for each address. Forgets addresses that have been quiet, so that memory stays bounded. */
export class BucketByAddress {
  readonly #make: () => TokenBucket;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(burst: number, perSecond: number, now?: () => number) {
    this.#make = () => new TokenBucket(burst, perSecond, now);
  }

  take(address: string): boolean {
    let bucket = this.#buckets.get(address);
    if (bucket === undefined) {
      if (this.#buckets.size >= REMEMBERED_ADDRESSES) this.#forgetQuiet();
      if (this.#buckets.size >= REMEMBERED_ADDRESSES) return false;
      bucket = this.#make();
      this.#buckets.set(address, bucket);
    }
    return bucket.take();
  }

  #forgetQuiet(): void {
    for (const [address, bucket] of this.#buckets) {
      if (bucket.isFull()) this.#buckets.delete(address);
    }
  }
}
