import { type Store, concatBytes, encodeHex, reportFault } from "../../base/index.ts";
import { OPERATION_LIMITS } from "../../membership/index.ts";
import type { RoadLink } from "../../roads/index.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** One side's member log, for whoever is met at an invitation's mailbox. Nothing else is ever said there. */
export interface SharedLog {
  readonly heads: Store<readonly string[]>;
  operationsAfter(heads: readonly string[]): readonly Bytes[];
  receiveOperations(operations: readonly Uint8Array[]): Promise<"taken" | "refused">;
}

const VERSION = 1;
const KINDS = { heads: 0, operations: 1 } as const;
const LANE = 1;
const MOST_HEADS = 4096;
const MOST_OPERATIONS = 20_000;
/** A message is cut when it has grown so long, in bytes. */
const MESSAGE_BYTES = 1024 * 1024;

interface Peer {
  /** What it has last said to know. */
  knows: readonly string[] | null;
  /** One message after the other. */
  turn: Promise<void>;
}

/**
 * Tells the other side what one knows of the log, and gives it what it lacks. Operations prove themselves, so that it does not matter
 * who the other is; the mailbox itself is found only by those who hold the invitation. docs/spec/membership.md, I11.
 */
export class MailboxTalk {
  readonly #link: RoadLink;
  /** A log for each peer, or one for all. */
  readonly #logOf: (peer: string) => SharedLog;
  readonly #peers = new Map<string, Peer>();
  readonly #stops: (() => void)[] = [];

  constructor(link: RoadLink, logOf: (peer: string) => SharedLog) {
    this.#link = link;
    this.#logOf = logOf;
    this.#stops.push(link.peers.subscribe(() => this.#meet()));
    link.receive((peer, _lane, message) => this.#hear(peer, message));
    this.#meet();
  }

  /** The log has grown. */
  tell(): void {
    for (const [id, peer] of this.#peers) {
      this.#sayHeads(id, peer);
      this.#give(id, peer);
    }
  }

  refresh(): void {
    this.#link.refresh();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#link.close();
  }

  #meet(): void {
    const here = new Set(this.#link.peers.get().map(({ id }) => id));
    for (const id of this.#peers.keys()) if (!here.has(id)) this.#peers.delete(id);
    for (const id of here) this.#peerOf(id);
  }

  #peerOf(id: string): Peer {
    const known = this.#peers.get(id);
    if (known !== undefined) return known;
    const peer: Peer = { knows: null, turn: Promise.resolve() };
    this.#peers.set(id, peer);
    this.#sayHeads(id, peer);
    return peer;
  }

  #hear(id: string, message: Uint8Array): void {
    const peer = this.#peerOf(id);
    const said = decode(message);
    if (said === null) return;
    if (said.kind === "heads") {
      peer.knows = said.items.map(encodeHex);
      this.#give(id, peer);
      return;
    }
    const log = this.#logOf(id);
    peer.turn = peer.turn
      .then(() => log.receiveOperations(said.items))
      .then(() => this.#sayHeads(id, peer))
      .catch((error: unknown) => reportFault("an invitation's log was not taken", error));
  }

  #sayHeads(id: string, peer: Peer): void {
    const heads = this.#logOf(id).heads.get().slice(0, MOST_HEADS);
    this.#send(id, peer, encode(KINDS.heads, heads.map(bytesOfHex)));
  }

  #give(id: string, peer: Peer): void {
    const log = this.#logOf(id);
    if (peer.knows === null) return;
    let batch: Bytes[] = [];
    let size = 0;
    const sendBatch = (): void => {
      if (batch.length > 0) this.#send(id, peer, encode(KINDS.operations, batch));
      batch = [];
      size = 0;
    };
    for (const operation of log.operationsAfter(peer.knows)) {
      batch.push(operation);
      size += operation.length;
      if (size > MESSAGE_BYTES) sendBatch();
    }
    sendBatch();
    // It will say so itself; until then nothing is given twice.
    peer.knows = log.heads.get();
  }

  #send(id: string, peer: Peer, message: Bytes): void {
    peer.turn = peer.turn
      .then(() => this.#link.send(id, LANE, message))
      // Whoever is gone comes back as another peer and asks again.
      .catch(() => void this.#peers.delete(id));
  }
}

interface Said {
  readonly kind: keyof typeof KINDS;
  readonly items: readonly Bytes[];
}

/** Version, kind, and each item behind its length in 4 bytes, the most significant first. */
function encode(kind: number, items: readonly Uint8Array[]): Bytes {
  return concatBytes([
    Uint8Array.of(VERSION, kind),
    ...items.flatMap((item) => {
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, item.length);
      return [length, item];
    }),
  ]);
}

/** Null for what a newer version or a stranger says. */
function decode(message: Uint8Array): Said | null {
  const kind = message[1] === KINDS.heads ? "heads" : "operations";
  if (message[0] !== VERSION || message[1] !== KINDS[kind]) return null;
  const most = kind === "heads" ? MOST_HEADS : MOST_OPERATIONS;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const items: Bytes[] = [];
  let at = 2;
  while (at < message.length) {
    if (at + 4 > message.length || items.length === most) return null;
    const length = view.getUint32(at);
    at += 4;
    if (length > OPERATION_LIMITS.bytes || at + length > message.length) return null;
    if (kind === "heads" && length !== 32) return null;
    items.push(message.slice(at, at + length));
    at += length;
  }
  return { kind, items };
}

function bytesOfHex(hex: string): Bytes {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}
