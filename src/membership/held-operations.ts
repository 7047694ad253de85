import type { OperationId } from "./ids.ts";

export const HELD_LIMITS = { operations: 4096, bytes: 8 * 1024 * 1024 } as const;

interface Held {
  readonly id: OperationId;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly missing: readonly OperationId[];
}

/**
 * Operations that came before what they come after. Nobody has checked them yet, so there is only so much room: the longest
 * held makes way, and comes again when it is asked for.
 */
export class HeldOperations {
  readonly #held = new Map<OperationId, Held>();
  readonly #waitingFor = new Map<OperationId, Set<OperationId>>();
  #bytes = 0;

  hold(id: OperationId, bytes: Uint8Array<ArrayBuffer>, missing: readonly OperationId[]): void {
    this.#drop(id);
    this.#held.set(id, { id, bytes, missing });
    this.#bytes += bytes.length;
    for (const one of missing) {
      const waiting = this.#waitingFor.get(one) ?? new Set();
      waiting.add(id);
      this.#waitingFor.set(one, waiting);
    }
    for (const [oldest] of this.#held) {
      if (this.#held.size <= HELD_LIMITS.operations && this.#bytes <= HELD_LIMITS.bytes) break;
      this.#drop(oldest);
    }
  }

  /** What waited for `id`, which is here now; it may have to be held again for something else. */
  release(id: OperationId): readonly Uint8Array<ArrayBuffer>[] {
    const waiting = [...(this.#waitingFor.get(id) ?? [])].flatMap(
      (one) => this.#held.get(one) ?? [],
    );
    for (const held of waiting) this.#drop(held.id);
    return waiting.map(({ bytes }) => bytes);
  }

  missing(): readonly OperationId[] {
    return [...this.#waitingFor.keys()].filter((id) => !this.#held.has(id));
  }

  #drop(id: OperationId): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    this.#held.delete(id);
    this.#bytes -= held.bytes.length;
    for (const one of held.missing) {
      const waiting = this.#waitingFor.get(one);
      waiting?.delete(id);
      if (waiting?.size === 0) this.#waitingFor.delete(one);
    }
  }
}
