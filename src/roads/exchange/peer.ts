import type { MemberId } from "../../domain/index.ts";
import type { RoadLink } from "../road.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import { encodeMessage } from "./message-codec.ts";
import { type Claim, type Message, type StateHash, laneOf } from "./message.ts";
import type { PartnerCopy } from "./partner-board.ts";
import type { Sender } from "./presence-room.ts";
import { Assemblies, partsOf } from "./transfers.ts";

export interface OpenRequest {
  readonly document: string;
  progressAt: number;
  transfer: number | null;
}

export type WaitingRequest = Extract<Message, { kind: "request" }>;

/** One connection. */
export class Peer {
  readonly id: string;
  readonly #link: RoadLink;
  /** null until it has said who it is. */
  copy: PartnerCopy | null = null;
  /** Nothing is heard from it or said to it any more. */
  isEnded = false;
  /** Whether the link has named it among those connected. */
  wasListed = false;

  /** What it was told: own hashes by document, and the own digest. */
  readonly told = new Map<string, StateHash>();
  toldDigest: string | null = null;
  /** An overview that is not answered yet. */
  heardDigest: string | null = null;
  listedAt = Number.NEGATIVE_INFINITY;
  /** A listing of its own that is under way. */
  listing: Set<string> | null = null;

  /** When to ask it for a document that looks different, and since when it does. */
  readonly due = new Map<string, number>();
  readonly differentSince = new Map<string, number>();
  readonly requests = new Map<number, OpenRequest>();
  readonly assemblies = new Assemblies();
  readonly waitingRequests: WaitingRequest[] = [];
  isServing = false;
  waitingUpdates = 0;
  waitingUpdateBytes = 0;

  #requestCount = 0;
  #transferCount = 0;
  #live: Promise<void> = Promise.resolve();
  #waitingLiveBytes = 0;
  readonly #presences = new Quota(LIMITS.presencesPerSecond);
  readonly #messages = new Quota(LIMITS.messagesPerSecond);

  constructor(id: string, link: RoadLink) {
    this.id = id;
    this.#link = link;
  }

  get member(): MemberId | null {
    return this.copy?.member ?? null;
  }

  get sender(): Sender | null {
    return this.isEnded ? null : this.copy;
  }

  /** False when the peer is gone; then `RoadLink.peers` says so too, and nobody else needs to. */
  async send(message: Message): Promise<boolean> {
    if (this.isEnded) return false;
    try {
      await this.#link.send(this.id, laneOf(message.kind), encodeMessage(message));
      return true;
    } catch {
      return false;
    }
  }

  say(message: Message): void {
    void this.send(message);
  }

  request(document: string, stateVector: Uint8Array, now: number): void {
    this.#requestCount += 1;
    const request = this.#requestCount;
    this.requests.set(request, { document, progressAt: now, transfer: null });
    this.say({ kind: "request", request, document, stateVector });
  }

  /** Whether a request for the document, or any, has made progress after `since`. */
  isAnswering(since: number, document?: string): boolean {
    for (const open of this.requests.values()) {
      const isMeant = document === undefined || open.document === document;
      if (isMeant && open.progressAt > since) return true;
    }
    return false;
  }

  closeRequest(request: number): void {
    const open = this.requests.get(request);
    if (open?.transfer !== null && open !== undefined) this.assemblies.drop(open.transfer);
    this.requests.delete(request);
  }

  /** Sends a change unasked, unless the partner is too slow or the change too long: then it asks by itself. */
  sendLive(claim: Claim, update: Uint8Array): void {
    const waiting = this.#waitingLiveBytes + update.length;
    if (waiting > LIMITS.waitingLiveBytes || update.length > LIMITS.liveUpdateBytes) return;
    this.#waitingLiveBytes = waiting;
    if (claim.hash !== "") this.told.set(claim.document, claim.hash);
    this.#live = this.#live
      .then(() => this.sendUpdate(claim, update, 0))
      .then(() => {
        this.#waitingLiveBytes -= update.length;
      });
  }

  /** `claim.hash` is contained in what is sent, or "". */
  async sendUpdate(claim: Claim, update: Uint8Array, request: number): Promise<void> {
    this.#transferCount += 1;
    const head = { ...claim, transfer: this.#transferCount, request };
    for (const part of partsOf(update, head)) if (!(await this.send(part))) return;
  }

  /** Whether one more word of presence is looked at in this second. */
  mayBePresent(now: number): boolean {
    return this.#presences.allows(now);
  }

  mayTalk(now: number): boolean {
    return this.#messages.allows(now);
  }
}

/** So many within a second. */
class Quota {
  readonly #most: number;
  #second = 0;
  #used = 0;

  constructor(most: number) {
    this.#most = most;
  }

  allows(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) this.#used = 0;
    this.#second = second;
    this.#used += 1;
    return this.#used <= this.#most;
  }
}
