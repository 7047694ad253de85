import { ByteWriter } from "./byte-codec.ts";
import {
  COLLECTED,
  DELETED,
  type Place,
  type StructShape,
  readUpdateShape,
} from "./update-shape.ts";

/**
 * What is left of void content that others built on: every item becomes a deleted one of the same length at the same place, and
 * nothing else is deleted. What others wrote beside it keeps its place. Rule J19. Throws for an update that was never admitted.
 */
export function neutralise(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return structureOf(update).number(0).finish();
}

/** What is left of erased content: the same, but what it deleted stays deleted. Rule J20. Of what nobody may sign, nothing is left. */
export function withoutContent(update: Uint8Array): Uint8Array<ArrayBuffer> {
  const shape = readUpdateShape(update);
  if (!shape.ok || new Set(shape.value.structs.map(({ client }) => client)).size > 1) {
    return new ByteWriter().number(0).number(0).finish();
  }
  return structureOf(update).bytes(update.subarray(shape.value.deletesStart)).finish();
}

function structureOf(update: Uint8Array): ByteWriter {
  const shape = readUpdateShape(update);
  if (!shape.ok) throw new Error("only an admitted update can be neutralised");
  const { structs } = shape.value;
  const writer = new ByteWriter();
  const first = structs[0];
  writer.number(first === undefined ? 0 : 1);
  if (first !== undefined) {
    writer.number(structs.length).number(first.client).number(first.clock);
    for (const struct of structs) writeEmptied(writer, struct);
  }
  return writer;
}

function writeEmptied(writer: ByteWriter, struct: StructShape): void {
  if (struct.kind === "collected") {
    writer.byte(COLLECTED).number(struct.length);
    return;
  }
  const flags =
    (struct.left === null ? 0 : 128) |
    (struct.right === null ? 0 : 64) |
    (struct.key === null ? 0 : 32);
  writer.byte(flags | DELETED);
  if (struct.left !== null) writePlace(writer, struct.left);
  if (struct.right !== null) writePlace(writer, struct.right);
  if (typeof struct.parent === "string") writer.number(1).text(struct.parent);
  else if (struct.parent !== null) writePlace(writer.number(0), struct.parent);
  if (struct.key !== null) writer.text(struct.key);
  writer.number(struct.length);
}

function writePlace(writer: ByteWriter, place: Place): void {
  writer.number(place.client).number(place.clock);
}
