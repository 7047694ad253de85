import { concatBytes } from "../../base/index.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { UpdatePart } from "./message.ts";

/** Cuts an update into messages, so that none is longer than its lane carries and others find a gap. */
export function* partsOf(
  update: Uint8Array,
  head: Pick<UpdatePart, "transfer" | "request" | "document" | "hash" | "version">,
): Generator<UpdatePart> {
  for (let offset = 0; offset < update.length; offset += LIMITS.partBytes) {
    const bytes = update.subarray(offset, offset + LIMITS.partBytes);
    yield { kind: "update", ...head, total: update.length, offset, bytes };
  }
}

interface Assembly {
  readonly total: number;
  readonly parts: Uint8Array[];
  received: number;
}

/** Puts one partner's parts together again. A transfer that lost a part is given up; the document is asked for again. */
export class Assemblies {
  readonly #open = new Map<number, Assembly>();

  /** The whole update with its last part; until then null. */
  add(part: UpdatePart): Uint8Array | null {
    if (part.offset === 0) {
      if (part.bytes.length === part.total) return part.bytes;
      this.#open.set(part.transfer, {
        total: part.total,
        parts: [part.bytes],
        received: part.bytes.length,
      });
      for (const oldest of this.#open.keys()) {
        if (this.#open.size <= LIMITS.openTransfers) break;
        this.#open.delete(oldest);
      }
      return null;
    }
    const assembly = this.#open.get(part.transfer);
    if (assembly === undefined) return null;
    if (assembly.received !== part.offset || assembly.total !== part.total) {
      this.#open.delete(part.transfer);
      return null;
    }
    assembly.parts.push(part.bytes);
    assembly.received += part.bytes.length;
    if (assembly.received < assembly.total) return null;
    this.#open.delete(part.transfer);
    return concatBytes(assembly.parts);
  }

  drop(transfer: number): void {
    this.#open.delete(transfer);
  }
}
