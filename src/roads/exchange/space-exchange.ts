import { type Store, assertNever, createStore } from "../../base/index.ts";
import type { MemberId, PageId, Presence, RoadName } from "../../domain/index.ts";
import type { Lane, RoadLink } from "../road.ts";
import type { Clock } from "./clock.ts";
import { DocumentExchange } from "./document-exchange.ts";
import { EXCHANGE_TIMES as TIMES } from "./limits.ts";
import { decodeMessage } from "./message-codec.ts";
import type { Message } from "./message.ts";
import type { OffenceKind, Offences } from "./offence.ts";
import { OwnDocuments } from "./own-documents.ts";
import { PartnerBoard, type PartnerState } from "./partner-board.ts";
import { Peer } from "./peer.ts";
import { PictureExchange } from "./picture-exchange.ts";
import { PresenceRoom } from "./presence-room.ts";
import { PresenceVoice } from "./presence-voice.ts";
import type { SpaceCopy } from "./space-copy.ts";

/** A partner who does not take the goodbye is not waited for. */
const GOODBYE_MS = 250;
const REMEMBERED_OFFENCES = 50;
const REMEMBERED_GONE_PEERS = 200;

export interface SpaceExchangeParts {
  readonly link: RoadLink;
  readonly road: RoadName;
  readonly copy: SpaceCopy;
  readonly clock: Clock;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Partners of earlier runs, and when they were last met. */
  readonly met?: ReadonlyMap<MemberId, number>;
  readonly presences?: PresenceRoom;
  /** What the copy could not do when it was asked (a full disk, a closed database). */
  readonly onFailure?: (error: unknown) => void;
}

/** What one says about oneself. */
export type OwnPresence = Pick<Presence, "page" | "cursor">;

/** Keeps one copy of a space and those that its road reaches the same, and tells who has what. docs/spec/exchange.md */
export class SpaceExchange {
  readonly partners: Store<readonly PartnerState[]>;
  readonly present: Store<readonly Presence[]>;
  readonly offences: Store<Offences>;
  readonly #parts: SpaceExchangeParts;
  readonly #offences = createStore<Offences>({ count: 0, latest: [] });
  readonly #own: OwnDocuments;
  readonly #board: PartnerBoard;
  readonly #documents: DocumentExchange;
  readonly #pictures: PictureExchange;
  readonly #presences: PresenceRoom;
  readonly #voice: PresenceVoice;
  readonly #peers = new Map<string, Peer>();
  readonly #gone = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #stopTick: () => void = () => undefined;
  #stopCompare: () => void = () => undefined;
  #openDocument: string | null = null;
  #isClosed = false;

  constructor(parts: SpaceExchangeParts) {
    this.#parts = parts;
    const { copy, clock, random, link } = parts;
    const failed = (error: unknown): void => parts.onFailure?.(error);
    const shared = {
      copy,
      clock,
      failed,
      peers: () => this.#greeted(),
      end: (peer: Peer, offence: OffenceKind) => this.#end(peer, offence),
    };
    this.#own = new OwnDocuments(copy, (document) => this.#documents.ownChanged(document), failed);
    this.#board = new PartnerBoard(this.#own, parts.road, parts.met ?? new Map());
    this.#documents = new DocumentExchange({
      ...shared,
      own: this.#own,
      board: this.#board,
      random,
      publish: () => this.#publish(),
      quiet: () => this.#pictures.pump(),
      rank: (document) => this.#rank(document),
    });
    this.#pictures = new PictureExchange({
      ...shared,
      isTextBusy: () => !this.#documents.isReady || this.#documents.isCatchingUp(),
    });
    this.#presences = parts.presences ?? new PresenceRoom();
    this.#voice = new PresenceVoice(copy.me, clock, shared.peers);
    this.partners = this.#board.partners;
    this.present = this.#presences.present;
    this.offences = this.#offences;

    this.#stops.push(
      copy.documents.subscribe(() => void this.#own.refreshNew()),
      copy.onLocalChange((document, update) => this.#documents.localChange(document, update)),
      copy.blobs.wanted.subscribe(() => this.#pictures.seek()),
      link.peers.subscribe(() => this.#meet()),
    );
    link.receive((id, lane, message) => this.#hear(id, lane, message));
    this.#meet();
    this.#tick();
    this.#compareLater();
    this.#publish();
    void this.#own.refreshNew().then(() => {
      if (this.#isClosed) return;
      this.#documents.ready();
      this.#publish();
    });
  }

  /** Where this person is now; null: no longer in the project. The page that is open is brought first. */
  announce(presence: OwnPresence | null): void {
    const page: PageId | null = presence?.page ?? null;
    this.#openDocument = page === null ? null : `page:${page}`;
    this.#voice.announce(presence);
  }

  /** The network came back, or someone presses "look again". */
  refresh(): void {
    this.#own.forgetIncluded();
    this.#parts.link.refresh();
    this.#compareAll();
  }

  /** Forgets what one session of a partner has told, e.g. of a member who was removed. */
  forgetSession(session: string): void {
    for (const peer of [...this.#peers.values()]) {
      if (peer.copy?.session === session) this.#leave(peer);
    }
    this.#board.forget(session);
    this.#presences.forget(session);
    this.#publish();
  }

  /** Says goodbye and closes the link, which it was given for itself. */
  close(): void {
    if (this.#isClosed) return;
    const goodbyes = this.#greeted().map((peer) => peer.send({ kind: "bye" }));
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#stopTick();
    this.#stopCompare();
    this.#voice.close();
    this.#documents.close();
    this.#pictures.close();
    const { link, clock } = this.#parts;
    const patience = new Promise<void>((resolve) => clock.after(GOODBYE_MS, resolve));
    void Promise.race([Promise.all(goodbyes), patience]).then(() => link.close());
  }

  #greeted(): readonly Peer[] {
    return [...this.#peers.values()].filter((peer) => peer.sender !== null);
  }

  /** Follows who is connected. */
  #meet(): void {
    const connected = new Map(this.#parts.link.peers.get().map((peer) => [peer.id, peer]));
    for (const peer of [...this.#peers.values()]) {
      // A message may be quicker than the list.
      if (peer.wasListed && !connected.has(peer.id)) this.#leave(peer);
    }
    for (const { id, heardAt } of connected.values()) {
      const peer = this.#peer(id);
      if (peer === undefined) continue;
      peer.wasListed = true;
      if (peer.copy !== null) peer.copy.heardAt = Math.max(peer.copy.heardAt, heardAt);
    }
    this.#publish();
  }

  /** A connection that was gone never comes back; a late message of it is for nobody. */
  #peer(id: string): Peer | undefined {
    const known = this.#peers.get(id);
    if (known !== undefined || this.#gone.has(id)) return known;
    const peer = new Peer(id, this.#parts.link);
    this.#peers.set(id, peer);
    const { member, session } = this.#parts.copy.me;
    peer.say({ kind: "hello", member, session });
    return peer;
  }

  #leave(peer: Peer): void {
    this.#peers.delete(peer.id);
    this.#gone.add(peer.id);
    if (this.#gone.size > REMEMBERED_GONE_PEERS) {
      for (const oldest of [...this.#gone].slice(0, REMEMBERED_GONE_PEERS / 2)) {
        this.#gone.delete(oldest);
      }
    }
    if (!peer.isEnded) this.#disconnect(peer);
  }

  /** Its word is no longer heard, on this connection; everyone else goes on. */
  #end(peer: Peer, kind: OffenceKind): void {
    if (peer.isEnded) return;
    const offence = { kind, member: peer.member, at: this.#parts.clock.now() };
    this.#offences.update(({ count, latest }) => ({
      count: count + 1,
      latest: [offence, ...latest].slice(0, REMEMBERED_OFFENCES),
    }));
    this.#disconnect(peer);
  }

  #disconnect(peer: Peer): void {
    peer.isEnded = true;
    if (peer.copy !== null) peer.copy.connections -= 1;
    this.#documents.leave(peer);
    this.#pictures.leave(peer);
    this.#publish();
  }

  #hear(id: string, lane: Lane, bytes: Uint8Array): void {
    const peer = this.#isClosed ? undefined : this.#peer(id);
    if (peer === undefined || peer.isEnded) return;
    const decoded = decodeMessage(bytes, lane);
    const now = this.#parts.clock.now();
    if (!decoded.ok) this.#end(peer, decoded.failure.kind);
    else if (lane !== 1 && !peer.mayTalk(now)) this.#end(peer, "tooMuch");
    else {
      if (peer.copy !== null) peer.copy.heardAt = now;
      this.#take(peer, decoded.value, now);
    }
  }

  #take(peer: Peer, message: Message, now: number): void {
    if (message.kind === "hello") {
      this.#greet(peer, message.member, message.session);
      return;
    }
    // Before it has said who it is, there is nobody to listen to.
    const { sender } = peer;
    if (sender === null) return;
    switch (message.kind) {
      case "bye":
        this.#presences.forget(sender.session);
        return;
      case "presence":
        if (!peer.mayBePresent(now)) return;
        if (this.#presences.heard(sender, message, now) === "refused") {
          this.#end(peer, "impersonation");
        }
        return;
      case "overview":
      case "claims":
      case "request":
      case "unavailable":
      case "update":
        this.#documents.hear(peer, message);
        return;
      case "seek":
      case "have":
      case "lack":
      case "fetch":
      case "chunk":
        this.#pictures.hear(peer, message);
        return;
      default:
        assertNever(message);
    }
  }

  #greet(peer: Peer, member: MemberId, session: string): void {
    const { me } = this.#parts.copy;
    if (peer.copy !== null) {
      const isSame = peer.copy.member === member && peer.copy.session === session;
      if (!isSame) this.#end(peer, "impersonation");
      return;
    }
    if (session === me.session) {
      // Either a mirror or someone who claims to be us.
      this.#end(peer, "impersonation");
      return;
    }
    const copy = this.#board.copyOf(member, session);
    peer.copy = copy;
    copy.connections += 1;
    copy.heardAt = this.#parts.clock.now();
    this.#voice.greet(peer);
    this.#documents.greet(peer, copy);
    this.#pictures.seek();
    this.#publish();
  }

  #rank(document: string): number {
    if (document === "project" || document === "roster") return 0;
    return document === this.#openDocument ? 1 : 2;
  }

  #publish(): void {
    if (!this.#isClosed) this.#board.publish(this.#parts.clock.now());
  }

  #tick(): void {
    const now = this.#parts.clock.now();
    this.#presences.forgetSilent(now);
    this.#voice.tick(now);
    this.#documents.tick(now);
    this.#pictures.tick(now);
    this.#publish();
    this.#stopTick = this.#parts.clock.after(TIMES.tickMs, () => this.#tick());
  }

  #compareLater(): void {
    const [least, most] = TIMES.compareMs;
    const ms = least + this.#parts.random() * (most - least);
    this.#stopCompare = this.#parts.clock.after(ms, () => {
      this.#compareAll();
      this.#compareLater();
    });
  }

  #compareAll(): void {
    void this.#own.recheck();
    const { member, session } = this.#parts.copy.me;
    for (const peer of this.#peers.values()) {
      if (peer.copy === null) peer.say({ kind: "hello", member, session });
      else this.#documents.compare(peer);
    }
    this.#pictures.seekAgain();
  }
}
