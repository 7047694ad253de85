import type { Clock } from "./clock.ts";
import { EXCHANGE_LIMITS as LIMITS, EXCHANGE_TIMES as TIMES } from "./limits.ts";
import type { Claim, Message } from "./message.ts";
import type { OwnDocuments } from "./own-documents.ts";
import type { Peer } from "./peer.ts";

interface Parts {
  readonly own: OwnDocuments;
  readonly clock: Clock;
  readonly peers: () => readonly Peer[];
}

/** What this copy says about itself. */
export class OwnClaims {
  readonly #parts: Parts;
  readonly #changed = new Set<string>();
  #stopWaiting: (() => void) | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Tells the digest of everything, unless a document is just being asked about. */
  compare(peer: Peer): void {
    const digest = this.#parts.own.digest();
    if (digest === null) return;
    peer.toldDigest = digest;
    peer.say({ kind: "overview", digest });
  }

  /** Tells every document; not again within a second, for a partner could make us talk without end. */
  list(peer: Peer): void {
    const now = this.#parts.clock.now();
    if (now - peer.listedAt < TIMES.listMs) return;
    peer.listedAt = now;
    const claims = this.about(this.#parts.own.held());
    peer.told.clear();
    const pages = pagesOf(claims);
    pages.forEach((page, index) => {
      this.#tell(peer, page, index === pages.length - 1 ? "last" : "more");
    });
  }

  /** Soon tells everyone the new state of the document: a receipt to its sender, an offer to the others. */
  changed(document: string): void {
    this.#changed.add(document);
    this.#stopWaiting ??= this.#parts.clock.after(TIMES.claimMs, () => this.#tellChanges());
  }

  about(documents: Iterable<string>): readonly Claim[] {
    const claims: Claim[] = [];
    for (const document of documents) {
      const claim = this.#parts.own.claim(document);
      if (claim !== null) claims.push(claim);
    }
    return claims;
  }

  close(): void {
    this.#stopWaiting?.();
  }

  #tellChanges(): void {
    this.#stopWaiting = null;
    const changed = this.about(this.#changed);
    this.#changed.clear();
    for (const peer of this.#parts.peers()) {
      const news = changed.filter(({ document, hash }) => peer.told.get(document) !== hash);
      if (news.length > 0) for (const page of pagesOf(news)) this.#tell(peer, page, "no");
    }
  }

  #tell(
    peer: Peer,
    claims: readonly Claim[],
    listing: Extract<Message, { kind: "claims" }>["listing"],
  ): void {
    for (const { document, hash } of claims) peer.told.set(document, hash);
    peer.say({ kind: "claims", listing, claims });
  }
}

/** At least one page, because an empty listing says something too. */
function pagesOf(claims: readonly Claim[]): readonly (readonly Claim[])[] {
  const pages: (readonly Claim[])[] = [];
  do {
    const from = pages.length * LIMITS.entriesPerMessage;
    pages.push(claims.slice(from, from + LIMITS.entriesPerMessage));
  } while (pages.length * LIMITS.entriesPerMessage < claims.length);
  return pages;
}
