import { ByteReader } from "./byte-codec.ts";
import { readAny } from "./update-content.ts";
import { type Place, type StructShape, readUpdateShape } from "./update-shape.ts";

const STRING = 4;
const ANY = 8;
const DAMAGED = "4 \ufffd";

/**
 * Whether `whole` tells of every clock what `parts` tell, as far as it is not deleted in it: the same content at the same place.
 * Yjs joins and splits neighbours freely, so both are taken apart to single clocks. Rule J18.
 */
export function tellsTheSame(whole: Uint8Array, parts: readonly Uint8Array[]): boolean {
  if (parts.length === 0) return true;
  const told = unitsOf(whole);
  return parts.every((part) =>
    [...unitsOf(part)].every(([client, units]) => tells(told.get(client) ?? new Map(), units)),
  );
}

function tells(told: ReadonlyMap<number, Unit>, units: ReadonlyMap<number, Unit>): boolean {
  for (const [clock, unit] of units) {
    const other = told.get(clock);
    if (other === undefined) return false;
    if (unit === null || other === null) continue;
    if (unit.place !== other.place) return false;
    if (!isSameContent(unit.content, other.content)) return false;
  }
  return true;
}

function isSameContent(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return true;
  // Yjs replaces both halves of a surrogate pair when something is put between them.
  return (one === DAMAGED && isHalf(other)) || (other === DAMAGED && isHalf(one));
}

function isHalf(content: string): boolean {
  const code = content.charCodeAt(2);
  return content.startsWith("4 ") && code >= 0xd800 && code <= 0xdfff;
}

/** Null for a collected clock, of which nothing is left; content null for a deleted one. */
type Unit = { readonly place: string; readonly content: string | null } | null;

/** By client and clock. */
function unitsOf(update: Uint8Array): Map<number, Map<number, Unit>> {
  const shape = readUpdateShape(update);
  if (!shape.ok) throw new Error("only admitted updates can be compared");
  const clients = new Map<number, Map<number, Unit>>();
  for (const struct of shape.value.structs) {
    const units = clients.get(struct.client) ?? new Map<number, Unit>();
    clients.set(struct.client, units);
    const contents =
      struct.kind === "content" || struct.kind === "type" ? unitContents(update, struct) : null;
    for (let index = 0; index < struct.length; index += 1) {
      const clock = struct.clock + index;
      if (struct.kind === "collected") {
        units.set(clock, null);
        continue;
      }
      units.set(clock, { place: placeOf(struct, index), content: contents?.[index] ?? null });
    }
  }
  return clients;
}

function placeOf(struct: StructShape, index: number): string {
  const left =
    index === 0 ? struct.left : { client: struct.client, clock: struct.clock + index - 1 };
  const isFirst = left === null && struct.right === null;
  const { parent } = struct;
  const above = typeof parent === "string" || parent === null ? parent : nameOf(parent);
  return JSON.stringify([
    nameOf(left),
    nameOf(struct.right),
    isFirst ? typeof parent : null,
    isFirst ? above : null,
    isFirst ? struct.key : null,
  ]);
}

function nameOf(place: Place | null): string | null {
  return place === null ? null : `${place.client} ${place.clock}`;
}

/** One text a clock; everything but texts and lists of values has one clock. */
function unitContents(update: Uint8Array, struct: StructShape): string[] {
  const bytes = update.subarray(struct.contentStart, struct.contentEnd);
  if (struct.contentKind === STRING) {
    return new ByteReader(bytes)
      .text(bytes.length)
      .split("")
      .map((unit) => `4 ${unit}`);
  }
  if (struct.contentKind === ANY) return valueContents(bytes);
  return [`${struct.contentKind} ${latin1(bytes)}`];
}

function valueContents(bytes: Uint8Array): string[] {
  const reader = new ByteReader(bytes);
  const count = reader.number();
  return Array.from({ length: count }, () => {
    const start = reader.position;
    readAny(reader, 0);
    return `8 ${latin1(bytes.subarray(start, reader.position))}`;
  });
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
