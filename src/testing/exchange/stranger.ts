import { randomBytes } from "../../base/index.ts";
import { boundTo } from "../../roads/exchange/introductions.ts";
import { decodeMessage, encodeMessage } from "../../roads/exchange/message-codec.ts";
import { type Message, type MessageOf, laneOf } from "../../roads/exchange/message.ts";
import type { JournalCopy, Lane, RoadLink } from "../../roads/index.ts";

export interface Overheard {
  readonly peer: string;
  readonly message: Message;
}

/** One who speaks the protocol by hand: truly introduced by a copy, or as nobody. */
export class Stranger {
  readonly heard: Overheard[] = [];
  readonly link: RoadLink;
  readonly #copy: Pick<JournalCopy, "introduce"> | null;
  readonly #challenge = randomBytes(32);
  readonly #greeted = new Set<string>();
  /** Called with everything that is heard. */
  onHeard: (overheard: Overheard) => void = () => undefined;

  constructor(link: RoadLink, copy: Pick<JournalCopy, "introduce"> | null) {
    this.link = link;
    this.#copy = copy;
    link.receive((peer, lane, bytes) => {
      const decoded = decodeMessage(bytes, lane);
      if (!decoded.ok) return;
      const overheard = { peer, message: decoded.value };
      this.heard.push(overheard);
      if (decoded.value.kind === "greeting") void this.#introduce(peer, decoded.value.challenge);
      this.onHeard(overheard);
    });
    link.peers.subscribe(() => this.#greet());
    this.#greet();
  }

  kindsHeard(): ReadonlySet<Message["kind"]> {
    return new Set(this.heard.map(({ message }) => message.kind));
  }

  allHeard<Kind extends Message["kind"]>(kind: Kind): readonly MessageOf<Kind>[] {
    return this.heard.flatMap(({ message }) =>
      message.kind === kind ? [message as MessageOf<Kind>] : [],
    );
  }

  /** To everybody. */
  say(...messages: readonly Message[]): void {
    for (const { id } of this.link.peers.get()) this.sayTo(id, ...messages);
  }

  sayTo(peer: string, ...messages: readonly Message[]): void {
    for (const message of messages) {
      this.sendTo(peer, laneOf(message.kind), encodeMessage(message));
    }
  }

  sayBytes(lane: Lane, bytes: Uint8Array): void {
    for (const { id } of this.link.peers.get()) this.sendTo(id, lane, bytes);
  }

  sendTo(peer: string, lane: Lane, bytes: Uint8Array): void {
    // Whoever is gone need not hear it.
    this.link.send(peer, lane, bytes).catch(() => undefined);
  }

  #greet(): void {
    if (this.#copy === null) return;
    for (const { id } of this.link.peers.get()) {
      if (this.#greeted.has(id)) continue;
      this.#greeted.add(id);
      this.sayTo(id, { kind: "greeting", challenge: this.#challenge });
    }
  }

  async #introduce(peer: string, theirs: Uint8Array): Promise<void> {
    const binding = this.link.peers.get().find(({ id }) => id === peer)?.binding;
    if (this.#copy === null || binding === undefined) return;
    const challenge = this.#challenge;
    const challenges = boundTo(binding, { own: challenge, theirs });
    const introduction = await this.#copy.introduce(challenges);
    this.sayTo(peer, { kind: "introduction", challenge, introduction });
  }
}
