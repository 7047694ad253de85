import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { Claim } from "./message.ts";
import type { OffenceKind } from "./offence.ts";
import type { OwnDocuments } from "./own-documents.ts";
import type { Peer, WaitingRequest } from "./peer.ts";
import type { SpaceCopy } from "./space-copy.ts";

interface Parts {
  readonly copy: SpaceCopy;
  readonly own: OwnDocuments;
  readonly end: (peer: Peer, offence: OffenceKind) => void;
  readonly failed: (error: unknown) => void;
}

/** Answers partners who ask for a document, one question of each at a time. */
export class DocumentServer {
  readonly #parts: Parts;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  hear(peer: Peer, request: WaitingRequest): void {
    peer.waitingRequests.push(request);
    if (peer.waitingRequests.length > LIMITS.waitingRequests) this.#parts.end(peer, "tooMuch");
    else if (!peer.isServing) void this.#serve(peer);
  }

  close(): void {
    this.#isClosed = true;
  }

  async #serve(peer: Peer): Promise<void> {
    peer.isServing = true;
    for (;;) {
      const next = peer.isEnded || this.#isClosed ? undefined : peer.waitingRequests.shift();
      if (next === undefined) break;
      const answer = await this.#answer(next);
      if (answer === null) peer.say({ kind: "unavailable", request: next.request });
      else await peer.sendUpdate(answer.claim, answer.update, next.request);
    }
    peer.isServing = false;
  }

  async #answer({ document, stateVector }: WaitingRequest): Promise<null | {
    readonly update: Uint8Array;
    readonly claim: Claim;
  }> {
    const { copy, own, failed } = this.#parts;
    if (!copy.documents.get().includes(document)) return null;
    try {
      // The hash first: what is sent then contains at least that state, whatever is typed meanwhile.
      await own.refreshed(document);
      const claim = own.claim(document);
      // Known by name only.
      if (claim === null && own.isKnown(document)) return null;
      const update = await copy.missing(document, stateVector);
      if (update.length > LIMITS.updateBytes) return null;
      // It changed again meanwhile: then the answer says nothing about itself, and the next claim does.
      return { update, claim: claim ?? { document, hash: "", version: 0 } };
    } catch (error) {
      failed(error);
      return null;
    }
  }
}
