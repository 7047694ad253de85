import { Inflate } from "fflate";
import { ImportRefused } from "../import-outcome.ts";
import { crc32 } from "./crc32.ts";

/** What an archive may hold. A school document of 200 pages has some 50 parts and inflates to a few times its size. */
const ZIP_LIMITS = {
  entries: 5_000,
  inflatedBytes: 200_000_000,
  /** For parts above a megabyte; XML of long tables reaches about 100. */
  ratio: 250,
} as const;

export interface ZipArchive {
  readonly names: readonly string[];
  sizeOf(name: string): number;
  /** Throws `ImportRefused` for parts that are damaged or larger than they say. */
  read(name: string): Uint8Array<ArrayBuffer>;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly inflatedBytes: number;
  readonly headerOffset: number;
}

const END_RECORD = 0x06054b50;
const CENTRAL_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
/** APPNOTE 4.3.16: the end record is 22 bytes and a comment of up to 65,535. */
const END_RECORD_BYTES = 22;

/**
 * Opens an archive by its central directory and checks all of it before anything is inflated: counts, declared sizes,
 * ratio, parts that overlap. Names stay names and are never turned into paths on disk.
 * Throws `ImportRefused` (damaged, suspicious, encrypted, tooLarge).
 */
export function openZip(bytes: Uint8Array<ArrayBuffer>): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view);
  checkSizes(entries);
  checkOverlap(entries);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (byName.size !== entries.length) throw new ImportRefused({ kind: "suspicious" });
  return {
    names: entries.map((entry) => entry.name),
    sizeOf: (name) => byName.get(name)?.inflatedBytes ?? 0,
    read(name) {
      const entry = byName.get(name);
      if (entry === undefined) throw new ImportRefused({ kind: "damaged" });
      return inflate(bytes, view, entry);
    },
  };
}

function readDirectory(bytes: Uint8Array, view: DataView): readonly Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > ZIP_LIMITS.entries) throw new ImportRefused({ kind: "suspicious" });
  const names = new TextDecoder();
  const entries: Entry[] = [];
  let offset = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (offset + 46 > end || view.getUint32(offset, true) !== CENTRAL_RECORD)
      throw new ImportRefused({ kind: "damaged" });
    const nameBytes = view.getUint16(offset + 28, true);
    const extraBytes = view.getUint16(offset + 30, true);
    const commentBytes = view.getUint16(offset + 32, true);
    if ((view.getUint16(offset + 8, true) & 1) === 1)
      throw new ImportRefused({ kind: "encrypted" });
    entries.push({
      name: names.decode(bytes.subarray(offset + 46, offset + 46 + nameBytes)),
      method: view.getUint16(offset + 10, true),
      crc: view.getUint32(offset + 16, true),
      packedBytes: view.getUint32(offset + 20, true),
      inflatedBytes: view.getUint32(offset + 24, true),
      headerOffset: view.getUint32(offset + 42, true),
    });
    offset += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_RECORD_BYTES - 65_535);
  for (let offset = view.byteLength - END_RECORD_BYTES; offset >= lowest; offset -= 1) {
    if (view.getUint32(offset, true) === END_RECORD) return offset;
  }
  throw new ImportRefused({ kind: "damaged" });
}

function checkSizes(entries: readonly Entry[]): void {
  const total = entries.reduce((sum, entry) => sum + entry.inflatedBytes, 0);
  if (total > ZIP_LIMITS.inflatedBytes) throw new ImportRefused({ kind: "suspicious" });
  for (const { inflatedBytes, packedBytes } of entries) {
    if (inflatedBytes > 1_000_000 && inflatedBytes > packedBytes * ZIP_LIMITS.ratio)
      throw new ImportRefused({ kind: "suspicious" });
  }
}

/** Archives that count the same bytes many times over inflate to petabytes; honest ones never share any. */
function checkOverlap(entries: readonly Entry[]): void {
  const sorted = [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  let end = 0;
  for (const entry of sorted) {
    if (entry.headerOffset < end) throw new ImportRefused({ kind: "suspicious" });
    end = entry.headerOffset + 30 + entry.packedBytes;
  }
}

function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  view: DataView,
  entry: Entry,
): Uint8Array<ArrayBuffer> {
  const { headerOffset, packedBytes } = entry;
  if (headerOffset + 30 > bytes.length || view.getUint32(headerOffset, true) !== LOCAL_RECORD)
    throw new ImportRefused({ kind: "damaged" });
  const start =
    headerOffset +
    30 +
    view.getUint16(headerOffset + 26, true) +
    view.getUint16(headerOffset + 28, true);
  if (start + packedBytes > bytes.length) throw new ImportRefused({ kind: "damaged" });
  const packed = bytes.subarray(start, start + packedBytes);
  const whole =
    entry.method === 0
      ? packed.slice()
      : entry.method === 8
        ? inflateCounted(packed, entry.inflatedBytes)
        : null;
  if (whole === null || whole.length !== entry.inflatedBytes || crc32(whole) !== entry.crc)
    throw new ImportRefused({ kind: "damaged" });
  return whole;
}

/** Small bites of the packed bytes, so that a lie about the size is noticed before it costs memory. */
const BITE_BYTES = 16_384;

function inflateCounted(packed: Uint8Array, declaredBytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(declaredBytes);
  let filled = 0;
  const stream = new Inflate((piece) => {
    if (filled + piece.length > declaredBytes) throw new ImportRefused({ kind: "suspicious" });
    whole.set(piece, filled);
    filled += piece.length;
  });
  try {
    for (let offset = 0; offset < packed.length; offset += BITE_BYTES) {
      stream.push(
        packed.subarray(offset, offset + BITE_BYTES),
        offset + BITE_BYTES >= packed.length,
      );
    }
  } catch (error) {
    throw error instanceof ImportRefused ? error : new ImportRefused({ kind: "damaged" });
  }
  return whole.subarray(0, filled);
}
