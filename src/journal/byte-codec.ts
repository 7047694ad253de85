import { concatBytes } from "../base/index.ts";

/** Thrown by readers for bytes that keep no format; caught where a decoder begins, which answers with a failure. */
export class MalformedBytes extends Error {}

/**
 * Reads the bytes of a format from front to back. Numbers are unsigned LEB128 in their shortest form, so that one value has one
 * encoding.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  byte(): number {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) throw new MalformedBytes("the bytes end too early");
    this.#position += 1;
    return byte;
  }

  number(most: number = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (value > most) throw new MalformedBytes("a number is too large");
      if (byte < 128) {
        if (byte === 0 && factor > 1) throw new MalformedBytes("a number is longer than needed");
        return value;
      }
      factor *= 128;
    }
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return this.view(length).slice();
  }

  /** The same memory, not a copy. */
  view(length: number): Uint8Array {
    if (length > this.remaining) throw new MalformedBytes("the bytes end too early");
    const view = this.#bytes.subarray(this.#position, this.#position + length);
    this.#position += length;
    return view;
  }

  /** UTF-8 after its length in bytes. */
  text(mostBytes: number): string {
    const view = this.view(this.number(mostBytes));
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(view);
    } catch {
      throw new MalformedBytes("a text is not UTF-8");
    }
  }

  end(): void {
    if (this.remaining > 0) throw new MalformedBytes("bytes are left over");
  }
}

export class ByteWriter {
  readonly #parts: Uint8Array[] = [];

  byte(value: number): this {
    this.#parts.push(Uint8Array.of(value));
    return this;
  }

  number(value: number): this {
    const bytes: number[] = [];
    let rest = value;
    while (rest >= 128) {
      bytes.push((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
    this.#parts.push(Uint8Array.from(bytes));
    return this;
  }

  bytes(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    return this;
  }

  /** Bytes after their length. */
  block(bytes: Uint8Array): this {
    return this.number(bytes.length).bytes(bytes);
  }

  text(text: string): this {
    return this.block(new TextEncoder().encode(text));
  }

  finish(): Uint8Array<ArrayBuffer> {
    return concatBytes(this.#parts);
  }
}
