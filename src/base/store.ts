/**
 * A value that changes, as the screens see it: below React, nothing else is needed.
 * `get` returns the same object until the next change, so that it can be compared by identity.
 */
export interface Store<Value> {
  get(): Value;
  /** Calls `listener` after every change; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

export interface WritableStore<Value> extends Store<Value> {
  set(value: Value): void;
  update(change: (value: Value) => Value): void;
}

export function createStore<Value>(initial: Value): WritableStore<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  const store: WritableStore<Value> = {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      // A copy, because a listener may unsubscribe others while it runs.
      for (const listener of [...listeners]) listener();
    },
    update(change) {
      store.set(change(value));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return store;
}

/** A store computed from others; recomputed lazily, and only when one of them changed. */
export function deriveStore<Value>(
  sources: readonly Store<unknown>[],
  compute: () => Value,
): Store<Value> {
  let seen: readonly unknown[] | null = null;
  let value: Value;
  return {
    get() {
      const now = sources.map((source) => source.get());
      if (seen === null || now.some((current, index) => !Object.is(current, seen?.[index]))) {
        seen = now;
        value = compute();
      }
      return value;
    },
    subscribe(listener) {
      const stops = sources.map((source) => source.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
