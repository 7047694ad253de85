import { type Result, fail, succeed } from "../base/index.ts";
import { ByteReader, MalformedBytes } from "./byte-codec.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { readContent } from "./update-content.ts";

/** A place in a document: the clock-th unit that a client wrote. */
export interface Place {
  readonly client: number;
  readonly clock: number;
}

export interface ClockRange extends Place {
  readonly length: number;
}

/** One struct of an update: where it stands, what it refers to, and which of the update's bytes are its content. */
export interface StructShape extends ClockRange {
  readonly kind: "collected" | "deleted" | "type" | "content";
  readonly left: Place | null;
  readonly right: Place | null;
  /** A root's name, the type's place, or null where a neighbour tells. */
  readonly parent: string | Place | null;
  readonly key: string | null;
  readonly contentKind: number;
  readonly contentStart: number;
  readonly contentEnd: number;
}

export interface UpdateShape {
  readonly structs: readonly StructShape[];
  readonly deletes: readonly ClockRange[];
  /** Where in the bytes they begin. */
  readonly deletesStart: number;
}

const HAS_LEFT = 128;
const HAS_RIGHT = 64;
const HAS_KEY = 32;
const CONTENT = 31;
export const COLLECTED = 0;
export const DELETED = 1;
const TYPE = 7;
const SKIP = 10;

/**
 * Reads a Yjs update in format V1 (yjs 13, `src/utils/updates.js`) without building anything of it, in time linear in its bytes.
 * Stricter than Yjs: numbers in shortest form, nothing left over, no skips, no empty structs, nothing beyond the limits. Rule J11.
 */
export function readUpdateShape(update: Uint8Array): Result<UpdateShape, { kind: "malformed" }> {
  try {
    const reader = new ByteReader(update);
    const structs = readStructs(reader);
    const deletesStart = reader.position;
    const deletes = readDeletes(reader);
    reader.end();
    return succeed({ structs, deletes, deletesStart });
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ kind: "malformed" });
    throw error;
  }
}

function readStructs(reader: ByteReader): StructShape[] {
  const structs: StructShape[] = [];
  const seen = new Set<number>();
  let clocks = 0;
  const clients = reader.number(JOURNAL_LIMITS.structsInUpdate);
  for (let section = 0; section < clients; section += 1) {
    const count = reader.number(JOURNAL_LIMITS.structsInUpdate - structs.length);
    if (count === 0) throw new MalformedBytes("a client without structs");
    const client = reader.number();
    // Yjs forgets the first of two parts of one client.
    if (seen.has(client)) throw new MalformedBytes("a client twice among the structs");
    seen.add(client);
    let clock = reader.number(JOURNAL_LIMITS.clock);
    for (let index = 0; index < count; index += 1) {
      const struct = readStruct(reader, client, clock);
      clock += struct.length;
      clocks += struct.length;
      if (clocks > JOURNAL_LIMITS.clocksInUpdate) throw new MalformedBytes("too many clocks");
      structs.push(struct);
    }
  }
  return structs;
}

function readStruct(reader: ByteReader, client: number, clock: number): StructShape {
  const info = reader.byte();
  const contentKind = info & CONTENT;
  if (contentKind === SKIP) throw new MalformedBytes("a skip");
  if (contentKind === COLLECTED) {
    // Yjs itself disagrees with itself about flags beside this kind.
    if (info !== COLLECTED) throw new MalformedBytes("a collected struct with flags");
    const length = readLength(reader);
    const nowhere = { left: null, right: null, parent: null, key: null };
    const content = { contentKind, contentStart: reader.position, contentEnd: reader.position };
    return { kind: "collected", client, clock, length, ...nowhere, ...content };
  }
  const left = (info & HAS_LEFT) === 0 ? null : readPlace(reader);
  const right = (info & HAS_RIGHT) === 0 ? null : readPlace(reader);
  let parent: StructShape["parent"] = null;
  let key: string | null = null;
  if (left === null && right === null) {
    parent = reader.number(1) === 1 ? readKey(reader) : readPlace(reader);
    if ((info & HAS_KEY) !== 0) key = readKey(reader);
  }
  const contentStart = reader.position;
  const length = contentKind === DELETED ? readLength(reader) : readContent(reader, contentKind);
  const kind = contentKind === DELETED ? "deleted" : contentKind === TYPE ? "type" : "content";
  const content = { contentKind, contentStart, contentEnd: reader.position };
  return { kind, client, clock, length, left, right, parent, key, ...content };
}

function readPlace(reader: ByteReader): Place {
  return { client: reader.number(), clock: reader.number(JOURNAL_LIMITS.clock) };
}

function readLength(reader: ByteReader): number {
  const length = reader.number(JOURNAL_LIMITS.structLength);
  if (length === 0) throw new MalformedBytes("an empty struct");
  return length;
}

function readKey(reader: ByteReader): string {
  const key = reader.text(JOURNAL_LIMITS.keyLength);
  if (key === "__proto__") throw new MalformedBytes("a key that objects inherit from");
  return key;
}

function readDeletes(reader: ByteReader): ClockRange[] {
  const deletes: ClockRange[] = [];
  const clients = reader.number(JOURNAL_LIMITS.deletesInUpdate);
  const seen = new Set<number>();
  for (let section = 0; section < clients; section += 1) {
    const client = reader.number();
    if (seen.has(client)) throw new MalformedBytes("a client twice among the deletions");
    seen.add(client);
    const count = reader.number(JOURNAL_LIMITS.deletesInUpdate - deletes.length);
    if (count === 0) throw new MalformedBytes("a client without deletions");
    for (let index = 0; index < count; index += 1) {
      const clock = reader.number(JOURNAL_LIMITS.clock);
      const length = reader.number(JOURNAL_LIMITS.clock);
      if (length === 0) throw new MalformedBytes("an empty deletion");
      deletes.push({ client, clock, length });
    }
  }
  return deletes;
}
