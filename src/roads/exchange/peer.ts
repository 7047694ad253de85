import { randomBytes } from "../../base/index.ts";
import type { MemberId } from "../../domain/index.ts";
import type { RoadPeer } from "../road.ts";
import type { Audience, GatheredLink } from "./gathered-link.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import { encodeMessage } from "./message-codec.ts";
import { type AskMessage, type Message, type MessageOf, laneOf } from "./message.ts";
import type { PartnerCopy } from "./partner-copy.ts";
import { Quota } from "./quota.ts";

/** Who is at the other end, as far as the log here knows at this moment. */
export type Standing =
  /** Has not proven anything yet. */
  | "unproven"
  /** Its introduction is being judged by a log that has just changed; nothing is said to it meanwhile. */
  | "checking"
  | "member"
  | "pending"
  | "stranger"
  | "gone"
  /** On the link of an invitation, where nobody proves anything. */
  | "invited";

/** One connection. */
export class Peer {
  readonly id: string;
  readonly audience: Audience;
  readonly binding: string;
  readonly #link: GatheredLink;

  readonly challenge = randomBytes(LIMITS.challengeBytes);
  /** Its own, as it came. */
  introduction: MessageOf<"introduction"> | null = null;
  introductionsSent = 0;
  standing: Standing = "unproven";
  /** Counts its recognitions, so that a late verdict changes nothing. */
  recognition = 0;
  /** It said things that only members are heard with, and was not one. */
  missedWords = false;
  wasDismissed = false;
  /** Of the member that it has proven to be; null as long as it is none. */
  copy: PartnerCopy | null = null;
  /** Of several connections to one session, this is the one that is used. */
  isServed = false;
  /** Nothing is heard from it or said to it any more. */
  isEnded = false;

  /** What it told last, and what it was told; null: nothing yet. */
  heads: readonly string[] | null = null;
  toldHeads: string | null = null;
  /** Operations are on their way to it; its next heads say what came of them. */
  isTakingOperations = false;
  /** Heads of both sides at which it was given operations last: the same are not given twice. */
  offeredAt: string | null = null;
  /** Whether operations are awaited from it before any are given to it. */
  waitsForOperations: "waiting" | "waited" | null = null;
  waitingOperations = 0;
  broughtBytes = 0;

  listedAt = Number.NEGATIVE_INFINITY;
  wantsListing = false;
  /** Questions of its own that wait to be answered. */
  readonly asks: AskMessage[] = [];
  isServing = false;

  /** What it said while it was being recognised. */
  readonly #early: Message[] = [];
  #earlyBytes = 0;
  /** Settled unless it is being recognised. */
  checked: Promise<void> = Promise.resolve();
  #endWaiting: () => void = () => undefined;
  #waitingLiveBytes = 0;
  #live: Promise<void> = Promise.resolve();
  readonly #presences = new Quota(LIMITS.presencesPerSecond);
  readonly #messages = new Quota(LIMITS.messagesPerSecond);
  readonly #pushes = new Quota(LIMITS.pushesPerSecond);
  readonly #heads = new Quota(LIMITS.comparisonsPerSecond);
  readonly #overviews = new Quota(LIMITS.comparisonsPerSecond);

  constructor({ id, binding }: RoadPeer, audience: Audience, link: GatheredLink) {
    this.id = id;
    this.binding = binding;
    this.audience = audience;
    this.#link = link;
  }

  get member(): MemberId | null {
    return this.copy?.member ?? null;
  }

  /** May have everything that members have. */
  get isMember(): boolean {
    return !this.isEnded && this.standing === "member" && this.copy !== null;
  }

  /** Heads are told to it, and operations are taken from it. */
  get sharesLog(): boolean {
    const { standing } = this;
    const isKnown = standing === "member" || standing === "pending" || standing === "stranger";
    return !this.isEnded && (isKnown || standing === "invited");
  }

  /** Operations are given to it. A stranger who holds the present key of the space may not be known because the log here is short. */
  get getsLog(): boolean {
    return this.sharesLog && (this.standing !== "stranger" || this.audience === "members");
  }

  beginCheck(): void {
    this.recognition += 1;
    if (this.standing === "checking") return;
    this.standing = "checking";
    this.checked = new Promise((resolve) => {
      this.#endWaiting = resolve;
    });
  }

  endCheck(standing: Exclude<Standing, "checking">): void {
    this.standing = standing;
    this.#endWaiting();
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

  /** Sends new frames unasked; false when it was not, because the partner is slow or was removed: then it asks by itself. */
  async push(frames: readonly Uint8Array[]): Promise<boolean> {
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
    const isTooMuch = this.#waitingLiveBytes + bytes > LIMITS.waitingLiveBytes;
    if (isTooMuch || frames.some((frame) => frame.length > LIMITS.liveFrameBytes)) return false;
    this.#waitingLiveBytes += bytes;
    const turn = this.#live.then(async () => {
      // It may have been removed while it waited.
      if (!this.isMember) return false;
      return await this.send({ kind: "frames", ask: 0, isLast: true, rest: false, frames });
    });
    this.#live = turn.then(() => {
      this.#waitingLiveBytes -= bytes;
    });
    return await turn;
  }

  /** Whether one more word of presence is looked at in this second. */
  mayBePresent(now: number): boolean {
    return this.#presences.allows(now);
  }

  mayTalk(now: number): boolean {
    return this.#messages.allows(now);
  }

  mayPush(now: number): boolean {
    return this.#pushes.allows(now);
  }

  mayTellHeads(now: number): boolean {
    return this.#heads.allows(now);
  }

  mayTellOverview(now: number): boolean {
    return this.#overviews.allows(now);
  }

  /** What finds no room is found missing later. */
  hearEarly(message: Message, bytes: number): void {
    const isFull =
      this.#early.length >= LIMITS.waitingMessages ||
      this.#earlyBytes + bytes > LIMITS.waitingMessageBytes;
    if (isFull) return;
    this.#early.push(message);
    this.#earlyBytes += bytes;
  }

  takeEarly(): readonly Message[] {
    this.#earlyBytes = 0;
    return this.#early.splice(0);
  }
}
