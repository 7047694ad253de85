import { encodeMessage } from "../../roads/exchange/message-codec.ts";
import type { Message } from "../../roads/exchange/message.ts";
import { laneOf } from "../../roads/exchange/message.ts";
import type { MemberId } from "../../domain/index.ts";
import type { Lane, RoadLink } from "../../roads/index.ts";
import type { Random } from "../random.ts";

interface Heard {
  readonly lane: Lane;
  readonly message: Uint8Array;
}

/** Someone who knows the rendezvous and means no good: says hello, then garbage, torn messages and words about others. */
export class Liar {
  static readonly self = { member: "liar00000000" as MemberId, session: "liar-1" };
  readonly #link: RoadLink;
  readonly #random: Random;
  readonly #heard: Heard[] = [];

  constructor(link: RoadLink, random: Random) {
    this.#link = link;
    this.#random = random;
    link.receive((_peer, lane, message) => {
      this.#heard.push({ lane, message });
      if (this.#heard.length > 200) this.#heard.shift();
    });
    // Under its own name: until feeds are signed, a hello that was copied cannot be told from a true one.
    const greeted = new Set<string>();
    link.peers.subscribe(() => {
      for (const { id } of link.peers.get()) {
        if (greeted.has(id)) continue;
        greeted.add(id);
        this.#sendTo(id, 0, encodeMessage({ kind: "hello", ...Liar.self }));
      }
    });
  }

  /** Claims that somebody else is on a page. */
  speakFor(member: MemberId, session: string): void {
    this.#sayToAll({ kind: "presence", member, session, here: true, page: null, cursor: null });
  }

  misbehave(): void {
    const heard = this.#heard.length > 0 ? this.#random.pick(this.#heard) : null;
    switch (this.#random.whole(0, 4)) {
      case 0:
        this.#sendToAll(this.#lane(), this.#noise(this.#random.whole(0, 60)));
        return;
      case 1:
        if (heard !== null) this.#sendToAll(heard.lane, this.#damaged(heard.message));
        return;
      case 2:
        if (heard !== null) this.#sendToAll(heard.lane, heard.message);
        return;
      case 3: {
        const bytes = this.#noise(this.#random.whole(1, 40));
        const part = {
          transfer: 1,
          request: 0,
          hash: "",
          version: 0,
          total: bytes.length,
          offset: 0,
          bytes,
        };
        this.#sayToAll({ kind: "update", document: "project", ...part });
        return;
      }
      default:
        this.#sayToAll({
          kind: "claims",
          listing: "last",
          claims: [{ document: "page:nowhere0", hash: "ab".repeat(32), version: 1 }],
        });
    }
  }

  #lane(): Lane {
    return this.#random.pick([0, 1, 2] as const);
  }

  #noise(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.#random.whole(0, 255));
  }

  #damaged(message: Uint8Array): Uint8Array {
    const damaged = message.slice(0, this.#random.whole(1, message.length));
    const at = this.#random.whole(0, damaged.length - 1);
    damaged[at] = this.#random.whole(0, 255);
    return damaged;
  }

  #sayToAll(message: Message): void {
    this.#sendToAll(laneOf(message.kind), encodeMessage(message));
  }

  #sendToAll(lane: Lane, bytes: Uint8Array): void {
    for (const { id } of this.#link.peers.get()) this.#sendTo(id, lane, bytes);
  }

  #sendTo(id: string, lane: Lane, bytes: Uint8Array): void {
    // Whoever is gone need not hear it.
    this.#link.send(id, lane, bytes).catch(() => undefined);
  }
}
