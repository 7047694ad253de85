import type { OperationId, ShortId } from "./ids.ts";
import { ID_BYTES, bytesOfHex, bytesOfId, textOfId } from "./ids.ts";
import { encodeHex } from "../base/index.ts";

/** Bytes that are not what they should be. Never leaves this folder: decoders turn it into a value. */
export class MalformedBytes extends Error {}

export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  add(bytes: ArrayLike<number>): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = needed;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  #next = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(length: number): Uint8Array<ArrayBuffer> {
    if (this.#bytes.length - this.#next < length) throw new MalformedBytes("too short");
    this.#next += length;
    return new Uint8Array(this.#bytes.slice(this.#next - length, this.#next));
  }

  end(): void {
    if (this.#next !== this.#bytes.length) throw new MalformedBytes("bytes left over");
  }
}

/** How one kind of value lies in bytes. Both ways hold the same limits; writing beyond them is a broken promise. */
export interface ByteCodec<Value> {
  readonly write: (out: ByteWriter, value: Value) => void;
  readonly read: (input: ByteReader) => Value;
}

/** Whole numbers of `size` bytes (1 to 6), the most significant first. */
export function number(size: number, least = 0, most = 256 ** size - 1): ByteCodec<number> {
  return {
    write(out, value) {
      if (!Number.isInteger(value) || value < least || value > most) {
        throw new MalformedBytes("number out of range");
      }
      const bytes = new Uint8Array(size);
      let rest = value;
      for (let index = size - 1; index >= 0; index -= 1) {
        bytes[index] = rest % 256;
        rest = Math.floor(rest / 256);
      }
      out.add(bytes);
    },
    read(input) {
      const value = input.take(size).reduce((sum, byte) => sum * 256 + byte, 0);
      if (value < least || value > most) throw new MalformedBytes("number out of range");
      return value;
    },
  };
}

export function fixed(length: number): ByteCodec<Uint8Array<ArrayBuffer>> {
  return {
    write(out, value) {
      if (value.length !== length) throw new MalformedBytes("wrong length");
      out.add(value);
    },
    read: (input) => input.take(length),
  };
}

export function bytes(most: number): ByteCodec<Uint8Array<ArrayBuffer>> {
  const length = number(4, 0, most);
  return {
    write(out, value) {
      length.write(out, value.length);
      out.add(value);
    },
    read: (input) => input.take(length.read(input)),
  };
}

/** Up to `most` (255) bytes of UTF-8. */
export function text(most: number): ByteCodec<string> {
  const length = number(1, 0, most);
  return {
    write(out, value) {
      const encoded = new TextEncoder().encode(value);
      length.write(out, encoded.length);
      out.add(encoded);
    },
    read(input) {
      const encoded = input.take(length.read(input));
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(encoded);
      } catch {
        throw new MalformedBytes("not UTF-8");
      }
    },
  };
}

export function id<Id extends ShortId>(): ByteCodec<Id> {
  return {
    write(out, value) {
      const encoded = bytesOfId(value);
      if (encoded === null) throw new MalformedBytes("not an id");
      out.add(encoded);
    },
    read: (input) => textOfId<Id>(input.take(ID_BYTES)),
  };
}

export const operationId: ByteCodec<OperationId> = {
  write: (out, value) => out.add(bytesOfHex(value)),
  read: (input) => encodeHex(input.take(32)) as OperationId,
};

export function oneOf<const Name extends string>(names: readonly Name[]): ByteCodec<Name> {
  const place = number(1, 0, names.length - 1);
  return {
    write: (out, value) => place.write(out, names.indexOf(value)),
    read(input) {
      const name = names[place.read(input)];
      if (name === undefined) throw new MalformedBytes("unknown name");
      return name;
    },
  };
}

export function optional<Value>(inner: ByteCodec<Value>): ByteCodec<Value | null> {
  const flag = number(1, 0, 1);
  return {
    write(out, value) {
      flag.write(out, value === null ? 0 : 1);
      if (value !== null) inner.write(out, value);
    },
    read: (input) => (flag.read(input) === 0 ? null : inner.read(input)),
  };
}

export function list<Value>(
  inner: ByteCodec<Value>,
  least: number,
  most: number,
): ByteCodec<readonly Value[]> {
  const count = number(2, least, most);
  return {
    write(out, values) {
      count.write(out, values.length);
      for (const value of values) inner.write(out, value);
    },
    read: (input) => Array.from({ length: count.read(input) }, () => inner.read(input)),
  };
}

/** A list in ascending order of `key`, nothing twice: one spelling for one set. */
export function sortedList<Value>(
  inner: ByteCodec<Value>,
  key: (value: Value) => string,
  least: number,
  most: number,
): ByteCodec<readonly Value[]> {
  const plain = list(inner, least, most);
  const check = (values: readonly Value[]): readonly Value[] => {
    const keys = values.map(key);
    if (keys.some((one, index) => index > 0 && one <= (keys[index - 1] ?? ""))) {
      throw new MalformedBytes("not sorted");
    }
    return values;
  };
  return {
    write: (out, values) => plain.write(out, check(values)),
    read: (input) => check(plain.read(input)),
  };
}

/** Fields one after another, in the order in which they are named. */
export function record<Value extends object>(fields: {
  readonly [Name in keyof Value]: ByteCodec<Value[Name]>;
}): ByteCodec<Value> {
  const names = Object.keys(fields) as (keyof Value)[];
  return {
    write(out, value) {
      for (const name of names) fields[name].write(out, value[name]);
    },
    read: (input) =>
      Object.fromEntries(names.map((name) => [name, fields[name].read(input)])) as Value,
  };
}
