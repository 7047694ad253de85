import type { Store } from "../base/index.ts";

/** Any shared type of Yjs, of which a view needs no more. */
interface Observable {
  observeDeep(listener: () => void): void;
}

/**
 * A view of a part of a document: read again after each change of `type`, and only then. `read` gets what lies
 * there now and must not throw, for a partner may run another version.
 */
export function viewOf<Value>(type: Observable, read: () => Value): Store<Value> {
  let value: Value;
  let stale = true;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    stale = true;
    for (const listener of [...listeners]) listener();
  };
  // Observed from the start: a value read before anyone subscribes must not grow old.
  type.observeDeep(changed);
  return {
    get() {
      if (stale) {
        value = read();
        stale = false;
      }
      return value;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
