import { concatBytes } from "../../base/index.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";

interface Asked {
  readonly peer: string;
  readonly at: number;
}

/** One picture on its way, in chunks from one or several partners; what has come stays while they change. */
export class PictureDownload {
  readonly size: number;
  readonly mime: string;
  readonly #chunks: (Uint8Array | null)[];
  readonly #asked = new Map<number, Asked>();
  readonly #contributors = new Set<string>();
  #missing: number;

  constructor(size: number, mime: string) {
    this.size = size;
    this.mime = mime;
    this.#missing = Math.ceil(size / LIMITS.chunkBytes);
    this.#chunks = Array.from({ length: this.#missing }, () => null);
  }

  get isComplete(): boolean {
    return this.#missing === 0;
  }

  get contributors(): readonly string[] {
    return [...this.#contributors];
  }

  askedOf(peer: string): number {
    let count = 0;
    for (const asked of this.#asked.values()) if (asked.peer === peer) count += 1;
    return count;
  }

  /** Offset of the next chunk to ask `peer` for; null when all have come or are asked. */
  next(peer: string, now: number): number | null {
    const index = this.#chunks.findIndex((chunk, at) => chunk === null && !this.#asked.has(at));
    if (index < 0) return null;
    this.#asked.set(index, { peer, at: now });
    return index * LIMITS.chunkBytes;
  }

  /** "unasked": it was given up, or came before; "wrong": not the length that was promised. */
  add(peer: string, offset: number, bytes: Uint8Array): "taken" | "unasked" | "wrong" {
    const index = offset / LIMITS.chunkBytes;
    if (this.#asked.get(index)?.peer !== peer) return "unasked";
    this.#asked.delete(index);
    const length = Math.min(LIMITS.chunkBytes, this.size - offset);
    if (bytes.length !== length) return "wrong";
    this.#chunks[index] = bytes;
    this.#missing -= 1;
    this.#contributors.add(peer);
    return "taken";
  }

  /** Its chunks are asked of others. */
  release(peer: string): void {
    for (const [index, asked] of this.#asked) if (asked.peer === peer) this.#asked.delete(index);
  }

  /** Who has not answered since `before`. */
  silentSince(before: number): readonly string[] {
    const silent = new Set<string>();
    for (const { peer, at } of this.#asked.values()) if (at < before) silent.add(peer);
    return [...silent];
  }

  whole(): Uint8Array<ArrayBuffer> {
    return concatBytes(this.#chunks.filter((chunk) => chunk !== null));
  }
}
