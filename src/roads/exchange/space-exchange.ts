import { type Store, assertNever, createStore } from "../../base/index.ts";
import type { MemberId, PageId, Presence, RoadName } from "../../domain/index.ts";
import type { DocumentName, FeedId } from "../../journal/index.ts";
import type { Lane, RoadPeer } from "../road.ts";
import type { Clock } from "./clock.ts";
import { FrameExchange } from "./frame-exchange.ts";
import type { GatheredLink } from "./gathered-link.ts";
import { Introductions } from "./introductions.ts";
import type { JournalCopy, Recognition } from "./journal-copy.ts";
import { EXCHANGE_TIMES as TIMES } from "./limits.ts";
import { LogExchange } from "./log-exchange.ts";
import { decodeMessage } from "./message-codec.ts";
import type { Message, MessageOf } from "./message.ts";
import { OffenceBook, type OffenceKind, type Offences } from "./offence.ts";
import { PartnerBoard, type PartnerState } from "./partner-board.ts";
import { Peer } from "./peer.ts";
import { PictureExchange, isPictureMessage } from "./picture-exchange.ts";
import { PresenceRoom } from "./presence-room.ts";
import { PresenceVoice } from "./presence-voice.ts";

/** Without it, a project has no name and no order; a page that is open comes before it. */
const PROJECT = "project" as DocumentName;
/** A partner who does not take the goodbye is not waited for. */
const GOODBYE_MS = 250;

export interface SpaceExchangeParts {
  /** Taken over: it is closed with the exchange. */
  readonly link: GatheredLink;
  readonly road: RoadName;
  readonly copy: JournalCopy;
  readonly clock: Clock;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Partners of earlier runs, and when they were last met. */
  readonly met?: ReadonlyMap<MemberId, number>;
  readonly presences?: PresenceRoom;
  /** What the copy could not do when it was asked (a full disk, a closed database). */
  readonly onFailure?: (error: unknown) => void;
}

/** With what only members are heard. */
type MemberMessage = Exclude<
  Message,
  { kind: "greeting" | "introduction" | "dismissal" | "heads" | "operations" }
>;

/** What one says about oneself. */
export type OwnPresence = Pick<Presence, "page" | "cursor">;

/** Keeps one copy of a space and those that its links reach the same, and tells who has what. docs/spec/exchange.md */
export class SpaceExchange {
  readonly partners: Store<readonly PartnerState[]>;
  readonly present: Store<readonly Presence[]>;
  readonly offences: Store<Offences>;
  /** Members who say that this person has left or was removed. */
  readonly dismissedBy: Store<ReadonlySet<MemberId>>;
  readonly #parts: SpaceExchangeParts;
  readonly #offences = new OffenceBook();
  readonly #dismissedBy = createStore<ReadonlySet<MemberId>>(new Set());
  readonly #introductions: Introductions;
  readonly #board: PartnerBoard;
  readonly #log: LogExchange;
  readonly #frames: FrameExchange;
  readonly #pictures: PictureExchange;
  readonly #presences: PresenceRoom;
  readonly #voice: PresenceVoice;
  readonly #peers = new Map<string, Peer>();
  readonly #stops: (() => void)[] = [];
  #stopTick: () => void = () => undefined;
  #stopCompare: () => void = () => undefined;
  #openDocument: DocumentName | null = null;
  #isClosed = false;

  constructor(parts: SpaceExchangeParts) {
    this.#parts = parts;
    const { copy, clock, link } = parts;
    const failed = (error: unknown): void => parts.onFailure?.(error);
    const end = (peer: Peer, offence: OffenceKind): void => this.#end(peer, offence);
    const shared = { copy, clock, failed, end, peers: () => this.#members() };
    this.#board = new PartnerBoard(copy, parts.road, parts.met ?? new Map());
    // Before all others that follow the log: whoever was removed gets nothing more.
    this.#stops.push(copy.heads.subscribe(() => this.#recogniseAnew()));
    this.#introductions = new Introductions({
      copy,
      failed,
      recognised: (peer, recognition, isFirst) => this.#recognised(peer, recognition, isFirst),
    });
    this.#log = new LogExchange({
      ...shared,
      log: copy,
      peers: () => this.#peers.values(),
      heard: (peer) => {
        if (peer.copy !== null) peer.copy.heads = peer.heads;
        this.#publish();
      },
    });
    this.#frames = new FrameExchange({
      ...shared,
      board: this.#board,
      publish: () => this.#publish(),
      quiet: () => this.#pictures.pump(),
      wantedFirst: () => this.#openDocument ?? PROJECT,
      tellHeads: (peer) => this.#log.tell(peer),
    });
    this.#pictures = new PictureExchange({
      ...shared,
      blobs: copy.blobs,
      isTextBusy: () => this.#frames.isCatchingUp(),
    });
    this.#presences = parts.presences ?? new PresenceRoom();
    this.#voice = new PresenceVoice(clock, shared.peers);
    this.partners = this.#board.partners;
    this.present = this.#presences.present;
    this.offences = this.#offences.offences;
    this.dismissedBy = this.#dismissedBy;
    this.#stops.push(
      copy.blobs.wanted.subscribe(() => this.#pictures.seek()),
      link.peers.subscribe(() => this.#meet()),
    );
    link.receive((id, lane, message) => this.#hear(id, lane, message));
    this.#meet();
    this.#tick();
    this.#compareLater();
  }

  /** Where this person is now; null: no longer in the project. The page that is open is brought first. */
  announce(presence: OwnPresence | null): void {
    const page: PageId | null = presence?.page ?? null;
    this.#openDocument = page === null ? null : (`page:${page}` as DocumentName);
    this.#voice.announce(presence);
  }

  /** The network came back, or someone presses "look again". */
  refresh(): void {
    this.#frames.forgetHolds();
    this.#parts.link.refresh();
    this.#compareAll();
  }

  /** Says goodbye and closes the link. */
  close(): void {
    if (this.#isClosed) return;
    const goodbyes = this.#members().map((peer) => peer.send({ kind: "bye" }));
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#stopTick();
    this.#stopCompare();
    this.#introductions.close();
    this.#voice.close();
    this.#log.close();
    this.#frames.close();
    this.#pictures.close();
    const { link, clock } = this.#parts;
    const patience = new Promise<void>((resolve) => clock.after(GOODBYE_MS, resolve));
    void Promise.race([Promise.all(goodbyes), patience]).then(() => link.close());
  }

  /** Those who may have everything, each session once. */
  #members(): readonly Peer[] {
    return [...this.#peers.values()].filter((peer) => peer.isServed && peer.isMember);
  }

  /** Follows who is connected, and when they were heard last. */
  #meet(): void {
    const { link } = this.#parts;
    const connected = new Map(link.peers.get().map((peer) => [peer.id, peer]));
    for (const peer of [...this.#peers.values()]) {
      if (!connected.has(peer.id)) this.#leave(peer);
    }
    let isNews = false;
    for (const [id, road] of connected) {
      const known = this.#peers.get(id);
      if (known === undefined) this.#greet(road);
      else if (known.copy !== null && known.copy.heardAt < road.heardAt) {
        isNews ||= road.heardAt - known.copy.heardAt >= TIMES.hereMs;
        known.copy.heardAt = road.heardAt;
      }
    }
    if (isNews) this.#publish();
  }

  #greet(road: RoadPeer): void {
    const audience = this.#parts.link.audienceOf(road.id);
    if (audience === null) return;
    const peer = new Peer(road, audience, this.#parts.link);
    this.#peers.set(road.id, peer);
    this.#introductions.greet(peer);
  }

  #leave(peer: Peer): void {
    this.#peers.delete(peer.id);
    if (!peer.isEnded) this.#disconnect(peer);
  }

  /** Its word is no longer heard, on this connection; everyone else goes on. */
  #end(peer: Peer, kind: OffenceKind): void {
    if (peer.isEnded) return;
    this.#offences.note({ kind, member: peer.member, at: this.#parts.clock.now() });
    this.#disconnect(peer);
  }

  #disconnect(peer: Peer): void {
    peer.isEnded = true;
    if (peer.copy !== null) peer.copy.connections -= 1;
    this.#log.leave(peer);
    this.#stopServing(peer);
    this.#serve();
    this.#publish();
  }

  #hear(id: string, lane: Lane, bytes: Uint8Array): void {
    const peer = this.#isClosed ? undefined : this.#peers.get(id);
    if (peer === undefined || peer.isEnded) return;
    const decoded = decodeMessage(bytes, lane);
    const now = this.#parts.clock.now();
    if (!decoded.ok) this.#end(peer, decoded.failure.kind);
    else if (lane !== 1 && !peer.mayTalk(now)) this.#end(peer, "tooMuch");
    else {
      if (peer.copy !== null) peer.copy.heardAt = now;
      if (peer.standing === "checking") peer.hearEarly(decoded.value, bytes.length);
      else this.#take(peer, decoded.value);
    }
  }

  #take(peer: Peer, message: Message): void {
    if (message.kind === "greeting") this.#hearGreeting(peer, message.challenge);
    else if (message.kind === "introduction") this.#hearIntroduction(peer, message);
    else if (message.kind === "dismissal") this.#hearDismissal(peer);
    else if (message.kind === "heads" || message.kind === "operations") {
      this.#log.hear(peer, message);
    } else if (peer.isMember) this.#takeOfMember(peer, message);
    else peer.missedWords = true;
  }

  #hearIntroduction(peer: Peer, message: MessageOf<"introduction">): void {
    if (peer.audience === "invited") return;
    if (this.#introductions.hear(peer, message) === "another") this.#end(peer, "impersonation");
  }

  #hearDismissal({ member }: Peer): void {
    if (member !== null) this.#dismissedBy.update((before) => new Set([...before, member]));
  }

  #takeOfMember(peer: Peer, message: MemberMessage): void {
    const { copy } = peer;
    if (copy === null) return;
    const now = this.#parts.clock.now();
    if (message.kind === "bye") this.#presences.forget(copy.session);
    else if (message.kind === "presence") {
      if (peer.mayBePresent(now)) this.#presences.heard(copy, message, now);
    } else if (isPictureMessage(message)) this.#pictures.hear(peer, message);
    else this.#frames.hear(peer, message);
  }

  #hearGreeting(peer: Peer, challenge: Uint8Array): void {
    if (peer.audience !== "invited") this.#introductions.hearGreeting(peer, challenge);
    else if (peer.standing === "unproven") {
      peer.standing = "invited";
      this.#log.meet(peer);
    }
  }

  /** The log has changed, and with it who may have what. */
  #recogniseAnew(): void {
    for (const peer of this.#peers.values()) this.#introductions.check(peer);
    this.#publish();
  }

  #recognised(peer: Peer, recognition: Recognition, isFirst: boolean): void {
    const { session } = this.#parts.copy.me;
    switch (recognition.kind) {
      case "false":
        this.#end(peer, "impersonation");
        return;
      case "gone":
        this.#stopServing(peer);
        peer.endCheck("gone");
        this.#board.forgetMember(recognition.member);
        this.#presences.forgetMember(recognition.member);
        if (peer.copy !== null) peer.copy.connections -= 1;
        peer.copy = null;
        if (!peer.wasDismissed) peer.say({ kind: "dismissal" });
        peer.wasDismissed = true;
        break;
      case "stranger":
      case "pending":
        this.#stopServing(peer);
        peer.endCheck(recognition.kind);
        if (peer.copy !== null) {
          this.#presences.forget(peer.copy.session);
          peer.copy.connections -= 1;
        }
        peer.copy = null;
        this.#log.meet(peer);
        break;
      case "member":
        // A mirror, or someone who stands between us and ourselves.
        if (recognition.session === session) {
          this.#end(peer, "impersonation");
          return;
        }
        this.#welcome(peer, recognition, isFirst);
        break;
      default:
        assertNever(recognition);
    }
    for (const message of peer.takeEarly()) {
      if (!peer.isEnded) this.#take(peer, message);
    }
    this.#serve();
    this.#publish();
  }

  #welcome(
    peer: Peer,
    { member, session }: Extract<Recognition, { kind: "member" }>,
    isFirst: boolean,
  ): void {
    if (peer.copy === null) {
      peer.copy = this.#board.copyOf(member, session);
      peer.copy.connections += 1;
      if (isFirst) peer.copy.heardAt = this.#parts.clock.now();
    }
    if (peer.heads !== null) peer.copy.heads = peer.heads;
    peer.endCheck("member");
    this.#log.meet(peer);
    if (peer.isServed) this.#begin(peer);
  }

  /** Of several connections to one session, uses one. */
  #serve(): void {
    const served = new Set<FeedId | undefined>();
    for (const peer of this.#peers.values()) {
      // One that is being recognised anew keeps its place.
      if (peer.isServed && !peer.isEnded) served.add(peer.copy?.session);
    }
    for (const audience of ["members", "former"] as const) {
      for (const peer of this.#peers.values()) {
        const session = peer.copy?.session;
        if (peer.audience !== audience || !peer.isMember || served.has(session)) continue;
        served.add(session);
        peer.isServed = true;
        this.#begin(peer);
      }
    }
  }

  #begin(peer: Peer): void {
    this.#voice.greet(peer);
    this.#frames.compare(peer);
    this.#pictures.seek();
  }

  #stopServing(peer: Peer): void {
    peer.isServed = false;
    this.#frames.leave(peer);
    this.#pictures.leave(peer);
  }

  #publish(): void {
    if (!this.#isClosed) this.#board.publish(this.#parts.clock.now());
  }

  #tick(): void {
    const now = this.#parts.clock.now();
    this.#presences.forgetSilent(now);
    this.#voice.tick(now);
    this.#frames.tick(now);
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
    for (const peer of this.#peers.values()) {
      if (peer.standing === "unproven") this.#introductions.tryAgain(peer);
      else this.#log.compare(peer);
    }
    for (const peer of this.#members()) this.#frames.compare(peer);
    this.#pictures.seekAgain();
  }
}
