import { assertNever } from "../../base/index.ts";
import type { BlobHash } from "../../domain/index.ts";
import type { Clock } from "./clock.ts";
import type { BlobCopy } from "./journal-copy.ts";
import { EXCHANGE_LIMITS as LIMITS, EXCHANGE_TIMES as TIMES, EXCHANGE_WIDTH } from "./limits.ts";
import { type Message, laneOf } from "./message.ts";
import type { OffenceKind } from "./offence.ts";
import type { Peer } from "./peer.ts";
import { PictureDownload } from "./picture-download.ts";

export type PictureMessage = Extract<
  Message,
  { kind: "seek" | "offer" | "lack" | "fetch" | "chunk" }
>;

export function isPictureMessage(message: Message): message is PictureMessage {
  return laneOf(message.kind) === 2;
}

interface Source {
  readonly size: number;
  readonly mime: string;
}

interface Parts {
  readonly blobs: BlobCopy;
  readonly clock: Clock;
  readonly peers: () => readonly Peer[];
  readonly end: (peer: Peer, offence: OffenceKind) => void;
  readonly failed: (error: unknown) => void;
  /** Pictures wait while text is being caught up. */
  readonly isTextBusy: () => boolean;
}

interface Served {
  readonly hash: BlobHash;
  readonly bytes: Uint8Array;
}

/** Brings the pictures that documents name: asks who has them, and fetches in chunks from all who do. */
export class PictureExchange {
  readonly #parts: Parts;
  /** By hash, then by peer id. */
  readonly #sources = new Map<BlobHash, Map<string, Source>>();
  readonly #downloads = new Map<BlobHash, PictureDownload>();
  /** After bytes that were not what their hash says, one partner alone, so that the liar is known. */
  readonly #alone = new Map<BlobHash, string>();
  readonly #asked = new Map<string, Set<BlobHash>>();
  /** What partners seek and this copy lacked, by peer id. */
  readonly #sought = new Map<string, Set<BlobHash>>();
  readonly #serving = new Map<string, Promise<void>>();
  readonly #servingCount = new Map<string, number>();
  #served: Served | null = null;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The list of what is missing here changed, or a partner came. */
  seek(): void {
    const wanted = this.#parts.blobs.wanted.get();
    const stillWanted = new Set(wanted);
    for (const hash of this.#downloads.keys()) {
      if (!stillWanted.has(hash)) this.#forget(hash);
    }
    for (const peer of this.#parts.peers()) {
      const asked = this.#asked.get(peer.id) ?? new Set();
      this.#asked.set(peer.id, asked);
      const fresh = wanted.filter((hash) => !asked.has(hash)).slice(0, LIMITS.hashesPerMessage);
      for (const hash of fresh) asked.add(hash);
      if (fresh.length > 0) peer.say({ kind: "seek", hashes: fresh });
    }
    this.pump();
  }

  /** Asks again, also those who had nothing. */
  seekAgain(): void {
    this.#asked.clear();
    this.seek();
  }

  leave(peer: Peer): void {
    this.#asked.delete(peer.id);
    this.#sought.delete(peer.id);
    for (const sources of this.#sources.values()) sources.delete(peer.id);
    for (const download of this.#downloads.values()) download.release(peer.id);
    this.pump();
  }

  tick(now: number): void {
    for (const [hash, download] of this.#downloads) {
      for (const id of download.silentSince(now - TIMES.chunkMs)) {
        download.release(id);
        this.#sources.get(hash)?.delete(id);
      }
    }
    this.pump();
  }

  close(): void {
    this.#isClosed = true;
    this.#downloads.clear();
  }

  hear(peer: Peer, message: PictureMessage): void {
    switch (message.kind) {
      case "seek":
        this.#queue(peer, () => this.#hearSeek(peer, message.hashes));
        return;
      case "offer":
        this.#hearOffer(peer, message);
        return;
      case "lack":
        this.#sources.get(message.hash)?.delete(peer.id);
        this.#downloads.get(message.hash)?.release(peer.id);
        this.pump();
        return;
      case "fetch":
        this.#queue(peer, () => this.#hearFetch(peer, message));
        return;
      case "chunk":
        this.#hearChunk(peer, message);
        return;
      default:
        assertNever(message);
    }
  }

  /** Asks for chunks wherever one may be asked for. */
  pump(): void {
    const { blobs, clock, peers, isTextBusy } = this.#parts;
    if (this.#isClosed || isTextBusy()) return;
    let underWay = 0;
    for (const hash of blobs.wanted.get()) {
      if (underWay >= EXCHANGE_WIDTH.blobs) return;
      const sources = this.#sources.get(hash);
      const [first] = sources?.values() ?? [];
      if (sources === undefined || first === undefined) continue;
      const download = this.#downloads.get(hash) ?? new PictureDownload(first.size, first.mime);
      this.#downloads.set(hash, download);
      underWay += 1;
      for (const peer of peers()) this.#ask(peer, hash, download, clock.now());
    }
  }

  #ask(peer: Peer, hash: BlobHash, download: PictureDownload, now: number): void {
    const source = this.#sources.get(hash)?.get(peer.id);
    const alone = this.#alone.get(hash);
    if (source?.size !== download.size || (alone !== undefined && alone !== peer.id)) return;
    while (download.askedOf(peer.id) < EXCHANGE_WIDTH.chunks) {
      const offset = download.next(peer.id, now);
      if (offset === null) return;
      peer.say({ kind: "fetch", hash, offset });
    }
  }

  #hearOffer(peer: Peer, { hash, size, mime }: Extract<Message, { kind: "offer" }>): void {
    if (size === 0 || !this.#asked.get(peer.id)?.has(hash)) return;
    const sources = this.#sources.get(hash) ?? new Map<string, Source>();
    this.#sources.set(hash, sources.set(peer.id, { size, mime }));
    this.pump();
  }

  #hearChunk(peer: Peer, { hash, offset, bytes }: Extract<Message, { kind: "chunk" }>): void {
    const download = this.#downloads.get(hash);
    const answer = download?.add(peer.id, offset, bytes);
    if (answer === "wrong") this.#parts.end(peer, "wrongPicture");
    if (download?.isComplete && answer === "taken") void this.#finish(hash, download);
    this.pump();
  }

  async #finish(hash: BlobHash, download: PictureDownload): Promise<void> {
    const { blobs, peers, end, failed } = this.#parts;
    try {
      const isRight = await blobs.put(hash, download.whole(), download.mime);
      const from = download.contributors;
      this.#downloads.delete(hash);
      if (isRight) {
        this.#forget(hash);
        this.#offer(hash, download);
      } else {
        this.#alone.delete(hash);
        const liar = from.length === 1 ? peers().find(({ id }) => id === from[0]) : undefined;
        for (const id of liar === undefined ? [] : from) this.#sources.get(hash)?.delete(id);
        const [next] = this.#sources.get(hash)?.keys() ?? [];
        if (next !== undefined) this.#alone.set(hash, next);
        if (liar !== undefined) end(liar, "wrongPicture");
      }
    } catch (error) {
      // Not kept: the bytes are let go, and asked for again with the next comparison.
      failed(error);
      this.#forget(hash);
    }
    this.pump();
  }

  /** Those who asked in vain hear of it now. */
  #offer(hash: BlobHash, { size, mime }: PictureDownload): void {
    for (const peer of this.#parts.peers()) {
      if (this.#sought.get(peer.id)?.delete(hash) === true) {
        peer.say({ kind: "offer", hash, size, mime });
      }
    }
  }

  #forget(hash: BlobHash): void {
    this.#downloads.delete(hash);
    this.#sources.delete(hash);
    this.#alone.delete(hash);
  }

  /** Serves one partner's questions one after the other. */
  #queue(peer: Peer, serve: () => Promise<void>): void {
    const count = (this.#servingCount.get(peer.id) ?? 0) + 1;
    if (count > LIMITS.waitingRequests) {
      this.#parts.end(peer, "tooMuch");
      return;
    }
    this.#servingCount.set(peer.id, count);
    const before = this.#serving.get(peer.id) ?? Promise.resolve();
    const turn = before
      .then(() => (this.#isClosed || peer.isEnded ? undefined : serve()))
      .catch((error: unknown) => this.#parts.failed(error))
      .then(() => {
        const left = (this.#servingCount.get(peer.id) ?? 1) - 1;
        if (left > 0) this.#servingCount.set(peer.id, left);
        else {
          this.#servingCount.delete(peer.id);
          this.#serving.delete(peer.id);
        }
      });
    this.#serving.set(peer.id, turn);
  }

  async #hearSeek(peer: Peer, hashes: readonly BlobHash[]): Promise<void> {
    for (const hash of hashes) {
      const blob = await this.#parts.blobs.get(hash);
      if (blob !== null && blob.bytes.length <= LIMITS.blobBytes) {
        peer.say({ kind: "offer", hash, size: blob.bytes.length, mime: blob.mime });
        continue;
      }
      const sought = this.#sought.get(peer.id) ?? new Set();
      if (sought.size < LIMITS.soughtBlobs) this.#sought.set(peer.id, sought.add(hash));
    }
  }

  async #hearFetch(
    peer: Peer,
    { hash, offset }: Extract<Message, { kind: "fetch" }>,
  ): Promise<void> {
    // Chunks of one picture are asked for in a row: it is read once.
    if (this.#served?.hash !== hash) {
      const blob = await this.#parts.blobs.get(hash);
      this.#served = blob === null ? null : { hash, bytes: blob.bytes };
    }
    const served = this.#served;
    if (served === null || offset >= served.bytes.length) {
      peer.say({ kind: "lack", hash });
      return;
    }
    const bytes = served.bytes.subarray(offset, offset + LIMITS.chunkBytes);
    await peer.send({ kind: "chunk", hash, offset, bytes });
  }
}
