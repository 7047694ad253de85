import { writeVarUint } from "lib0/encoding";
import * as Y from "yjs";

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];

/**
 * One author's update of format V1 as several that do the same one after the other, each of about `mostBytes`, for an imported book is one
 * change and an entry has its limits. What Yjs cannot cut, such as a text of a megabyte without any formatting, stays whole.
 */
export function splitUpdate(update: Uint8Array, mostBytes: number): readonly Uint8Array[] {
  if (update.length <= mostBytes) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  const client = structs[0]?.id.client;
  if (client === undefined || structs.some(({ id }) => id.client !== client)) return [update];
  const parts: Uint8Array[] = [];
  let part = new Part(client);
  for (const struct of structs) {
    if (part.sizeBytes >= mostBytes) {
      parts.push(part.finish());
      part = new Part(client);
    }
    part.add(struct);
  }
  parts.push(part.finish());
  if (ds.clients.size > 0) parts.push(deletionsOf(update));
  return parts;
}

/** Some structs that follow each other (yjs 13, `writeClientsStructs`), and no deletions. */
class Part {
  readonly #client: number;
  readonly #structs: Struct[] = [];
  readonly #measure = new Y.UpdateEncoderV1();

  constructor(client: number) {
    this.#client = client;
  }

  get sizeBytes(): number {
    const { bufs, cpos } = this.#measure.restEncoder;
    return bufs.reduce((sum, { length }) => sum + length, cpos);
  }

  add(struct: Struct): void {
    this.#structs.push(struct);
    struct.write(this.#measure, 0);
  }

  finish(): Uint8Array {
    const encoder = new Y.UpdateEncoderV1();
    writeVarUint(encoder.restEncoder, 1);
    writeVarUint(encoder.restEncoder, this.#structs.length);
    encoder.writeClient(this.#client);
    writeVarUint(encoder.restEncoder, this.#structs[0]?.id.clock ?? 0);
    for (const struct of this.#structs) struct.write(encoder, 0);
    writeVarUint(encoder.restEncoder, 0);
    return encoder.toUint8Array();
  }
}

/** What the update deletes, without what it writes. */
function deletionsOf(update: Uint8Array): Uint8Array {
  const { to } = Y.parseUpdateMeta(update);
  const encoder = new Y.UpdateEncoderV1();
  writeVarUint(encoder.restEncoder, to.size);
  for (const [client, clock] of to) {
    writeVarUint(encoder.restEncoder, client);
    writeVarUint(encoder.restEncoder, clock);
  }
  return Y.diffUpdate(update, encoder.toUint8Array());
}
