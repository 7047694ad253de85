/** Time as a parameter, so that tests and simulations own it. */
export interface Clock {
  /** Milliseconds since the epoch, as this PC believes. */
  now(): number;
  /** Calls `act` once after `ms`; returns the way to stop it. */
  after(ms: number, act: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
