import { assertNever } from "../../base/index.ts";
import type { Clock } from "./clock.ts";
import { DocumentServer } from "./document-server.ts";
import { EXCHANGE_LIMITS as LIMITS, EXCHANGE_TIMES as TIMES, EXCHANGE_WIDTH } from "./limits.ts";
import type { Claim, Message, UpdatePart } from "./message.ts";
import type { OffenceKind } from "./offence.ts";
import { OwnClaims } from "./own-claims.ts";
import type { OwnDocuments } from "./own-documents.ts";
import type { PartnerBoard, PartnerCopy } from "./partner-board.ts";
import type { Peer } from "./peer.ts";
import type { SpaceCopy } from "./space-copy.ts";

export type DocumentMessage = Extract<
  Message,
  { kind: "overview" | "claims" | "request" | "unavailable" | "update" }
>;

interface Parts {
  readonly copy: SpaceCopy;
  readonly own: OwnDocuments;
  readonly board: PartnerBoard;
  readonly clock: Clock;
  readonly random: () => number;
  /** Those who have said who they are. */
  readonly peers: () => readonly Peer[];
  readonly end: (peer: Peer, offence: OffenceKind) => void;
  readonly publish: () => void;
  /** No catch-up is under way. */
  readonly quiet: () => void;
  readonly failed: (error: unknown) => void;
  /** The lower, the sooner. */
  readonly rank: (document: string) => number;
}

/** Brings documents to the same state: compares by hash, asks for what differs, serves what is asked for. */
export class DocumentExchange {
  readonly #parts: Parts;
  /** Documents in which some partner looks different. */
  readonly #unsettled = new Set<string>();
  readonly #applying = new Map<string, Promise<void>>();
  readonly #server: DocumentServer;
  readonly #voice: OwnClaims;
  #stopPlanning: (() => void) | null = null;
  #planning = false;
  #isReady = false;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#server = new DocumentServer(parts);
    this.#voice = new OwnClaims(parts);
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Every own document is known: from now on this copy can speak about itself. */
  ready(): void {
    this.#isReady = true;
    for (const peer of this.#parts.peers()) this.compare(peer);
    this.#answerOverviews();
    this.#planSoon();
  }

  /** A partner has said who it is. */
  greet(peer: Peer, copy: PartnerCopy): void {
    this.#parts.board.judgeAll(copy);
    if (this.#isReady) this.compare(peer);
    for (const document of copy.claims.keys()) this.#consider(peer, document, 0);
  }

  leave(peer: Peer): void {
    peer.requests.clear();
    this.#planSoon();
    this.#checkQuiet();
  }

  /** Tells the partner the digest of all documents; it answers when its own differs. */
  compare(peer: Peer): void {
    if (this.#isReady) this.#voice.compare(peer);
  }

  localChange(document: string, update: Uint8Array): void {
    const { own, peers } = this.#parts;
    void own.refresh(document, "own").then(() => {
      // Without a claim when the document has changed again; the next change brings it.
      const claim = own.claim(document) ?? { document, hash: "", version: 0 };
      for (const peer of peers()) peer.sendLive(claim, update);
    });
  }

  /** The own state of a document became known, or unknown. */
  ownChanged(document: string): void {
    this.#parts.board.judge(document);
    this.#parts.publish();
    if (this.#parts.own.hash(document) === null) return;
    this.#voice.changed(document);
    this.#unsettled.add(document);
    this.#answerOverviews();
    this.#planSoon();
  }

  hear(peer: Peer, message: DocumentMessage): void {
    switch (message.kind) {
      case "overview":
        peer.heardDigest = message.digest;
        this.#answerOverviews();
        return;
      case "claims":
        this.#hearClaims(peer, message);
        return;
      case "request":
        this.#server.hear(peer, message);
        return;
      case "unavailable":
        this.#giveUp(peer, message.request);
        return;
      case "update":
        this.#hearUpdate(peer, message);
        return;
      default:
        assertNever(message);
    }
  }

  /** Called every few seconds. Gives up requests that have made no progress. */
  tick(now: number): void {
    for (const peer of this.#parts.peers()) {
      for (const [request, open] of peer.requests) {
        if (now - open.progressAt >= TIMES.requestMs) this.#giveUp(peer, request);
      }
    }
    // Another partner may be asked meanwhile for what one does not answer.
    if (this.#unsettled.size > 0) this.#planSoon();
  }

  /** Whether text is arriving; a partner who does not answer holds nothing up. */
  isCatchingUp(): boolean {
    const since = this.#parts.clock.now() - TIMES.busyMs;
    return this.#parts.peers().some((peer) => peer.isAnswering(since));
  }

  close(): void {
    this.#isClosed = true;
    this.#voice.close();
    this.#server.close();
    this.#stopPlanning?.();
  }

  /** Answers the overviews that came while an own document was being asked about. */
  #answerOverviews(): void {
    const waiting = this.#parts.peers().filter((peer) => peer.heardDigest !== null);
    const mine = waiting.length > 0 && this.#isReady ? this.#parts.own.digest() : null;
    if (mine === null) return;
    for (const peer of waiting) this.#answerOverview(peer, mine);
  }

  #answerOverview(peer: Peer, mine: string): void {
    const { own, board, publish } = this.#parts;
    const { copy, heardDigest } = peer;
    peer.heardDigest = null;
    if (copy === null) return;
    if (mine === heardDigest) {
      copy.claims.clear();
      for (const { document, hash } of this.#voice.about(own.held())) {
        copy.claims.set(document, hash);
      }
      copy.isListed = true;
      board.judgeAll(copy);
      publish();
    } else this.#voice.list(peer);
    if (peer.toldDigest !== mine) this.compare(peer);
  }

  #hearClaims(peer: Peer, message: Extract<Message, { kind: "claims" }>): void {
    const { board, publish, end } = this.#parts;
    const { copy } = peer;
    if (copy === null) return;
    for (const claim of message.claims) {
      this.#hearClaim(peer, copy, claim, message.listing === "no" ? this.#settleMs() : 0);
    }
    if (message.listing !== "no") {
      peer.listing ??= new Set();
      for (const { document } of message.claims) peer.listing.add(document);
    }
    if (copy.claims.size > LIMITS.documents) {
      end(peer, "tooMuch");
      return;
    }
    if (message.listing === "last" && peer.listing !== null) {
      for (const document of copy.claims.keys()) {
        if (!peer.listing.has(document)) copy.claims.delete(document);
      }
      peer.listing = null;
      copy.isListed = true;
      board.judgeAll(copy);
    }
    publish();
  }

  #hearClaim(peer: Peer, copy: PartnerCopy, claim: Claim, waitMs: number): void {
    if (!copy.hear(claim)) return;
    this.#parts.board.judge(claim.document, [copy]);
    this.#consider(peer, claim.document, waitMs);
  }

  #settleMs(): number {
    const [least, most] = TIMES.settleMs;
    return least + this.#parts.random() * (most - least);
  }

  /** Looks in `waitMs` whether the partner's document still differs; sooner when it has differed for long. */
  #consider(peer: Peer, document: string, waitMs: number): void {
    const now = this.#parts.clock.now();
    const since = peer.differentSince.get(document) ?? now;
    peer.differentSince.set(document, since);
    const due = Math.min(now + waitMs, Math.max(now, since + TIMES.longestUnsettledMs));
    const before = peer.due.get(document) ?? 0;
    // Whoever is not to be asked for a while stays so.
    peer.due.set(document, before > now + TIMES.settleMs[1] ? before : due);
    this.#unsettled.add(document);
    this.#planSoon();
  }

  /** Whether the partner may hold something of the document that is missing here. */
  #needs(peer: Peer, document: string): boolean {
    const claimed = peer.copy?.claims.get(document);
    return claimed !== undefined && !this.#parts.own.includes(document, claimed);
  }

  #planSoon(): void {
    if (this.#planning || this.#isClosed) return;
    this.#planning = true;
    queueMicrotask(() => {
      this.#planning = false;
      if (!this.#isClosed) this.#plan();
    });
  }

  #plan(): void {
    const { clock, own, peers, rank } = this.#parts;
    if (!this.#isReady) return;
    const now = clock.now();
    let next = Number.POSITIVE_INFINITY;
    const documents = [...this.#unsettled].sort((one, other) => rank(one) - rank(other));
    for (const document of documents) {
      if (!own.isKnown(document)) continue;
      const having = peers().filter((peer) => this.#needs(peer, document));
      for (const peer of peers()) if (!having.includes(peer)) peer.differentSince.delete(document);
      if (having.length === 0) this.#unsettled.delete(document);
      // From one partner at a time, while it answers: the same bytes from several would cost several times.
      const isComing = peers().some((peer) => peer.isAnswering(now - TIMES.busyMs, document));
      if (having.length === 0 || isComing) continue;
      const due = having.filter((peer) => (peer.due.get(document) ?? 0) <= now);
      const free = due.filter(
        (peer) =>
          peer.requests.size < EXCHANGE_WIDTH.requests &&
          peer.waitingUpdateBytes < LIMITS.waitingUpdateBytes &&
          !peer.isAnswering(0, document),
      );
      for (const peer of having) {
        if (!due.includes(peer)) next = Math.min(next, peer.due.get(document) ?? now);
      }
      const [least] = free.sort((one, other) => one.requests.size - other.requests.size);
      least?.request(document, own.stateVector(document), now);
    }
    this.#stopPlanning?.();
    this.#stopPlanning = null;
    if (next < Number.POSITIVE_INFINITY) {
      this.#stopPlanning = clock.after(Math.max(1, next - now), () => this.#planSoon());
    }
  }

  #giveUp(peer: Peer, request: number): void {
    const open = peer.requests.get(request);
    if (open === undefined) return;
    peer.closeRequest(request);
    peer.due.set(open.document, this.#parts.clock.now() + TIMES.askAgainMs);
    this.#unsettled.add(open.document);
    this.#planSoon();
    this.#checkQuiet();
  }

  #checkQuiet(): void {
    if (!this.isCatchingUp()) this.#parts.quiet();
  }

  #hearUpdate(peer: Peer, part: UpdatePart): void {
    const now = this.#parts.clock.now();
    if (part.request === 0) {
      if (part.total > LIMITS.liveUpdateBytes) {
        this.#parts.end(peer, "tooMuch");
        return;
      }
    } else {
      const open = peer.requests.get(part.request);
      // Given up long ago, or heard twice.
      if (open === undefined || open.document !== part.document) return;
      open.progressAt = now;
      open.transfer = part.transfer;
    }
    const update = peer.assemblies.add(part);
    if (update === null) return;
    const { copy } = peer;
    if (part.request === 0 && part.hash !== "" && copy !== null) {
      this.#hearClaim(peer, copy, part, this.#settleMs());
    }
    const { waitingUpdates, waitingUpdateBytes } = LIMITS;
    const isFull =
      peer.waitingUpdates >= waitingUpdates || peer.waitingUpdateBytes >= waitingUpdateBytes;
    // A live change that finds no room is found missing by its claim, and asked for.
    if (isFull && part.request === 0) return;
    if (peer.waitingUpdateBytes > LIMITS.waitingAnswerBytes) {
      this.#parts.end(peer, "tooMuch");
      return;
    }
    peer.waitingUpdates += 1;
    peer.waitingUpdateBytes += update.length;
    this.#enqueue(part.document, async () => {
      peer.waitingUpdates -= 1;
      peer.waitingUpdateBytes -= update.length;
      await this.#apply(peer, part, update);
    });
  }

  /** One at a time for each document. */
  #enqueue(document: string, apply: () => Promise<void>): void {
    const before = this.#applying.get(document) ?? Promise.resolve();
    const turn = before.then(apply);
    this.#applying.set(document, turn);
    void turn.then(() => {
      if (this.#applying.get(document) === turn) this.#applying.delete(document);
    });
  }

  async #apply(peer: Peer, part: UpdatePart, update: Uint8Array): Promise<void> {
    const { copy, own, end, failed } = this.#parts;
    const { member } = peer;
    if (this.#isClosed || peer.isEnded || member === null) return;
    const { document, request } = part;
    try {
      const answer = await copy.receive(document, update, member);
      switch (answer) {
        case "applied":
          await own.refresh(document);
          if (request > 0) {
            // All that the partner held then; its claim may be newer, or on its way.
            if (part.hash !== "") own.noteIncluded(document, part.hash);
            peer.closeRequest(request);
            this.#consider(peer, document, this.#settleMs());
          }
          break;
        case "early":
          this.#consider(peer, document, 0);
          this.#giveUp(peer, request);
          break;
        case "refused":
          end(peer, "refused");
          break;
        default:
          assertNever(answer);
      }
    } catch (error) {
      // Not kept, so not here: the partner is asked again when there may be room.
      failed(error);
      this.#giveUp(peer, request);
    }
    this.#planSoon();
    this.#checkQuiet();
  }
}
