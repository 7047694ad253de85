import * as Y from "yjs";
import type { Suite } from "../../cryptography/index.ts";
import {
  type AdmissionState,
  type DocumentName,
  type FeedId,
  FeedWriter,
  type MemberHead,
  type Run,
  clientIdOf,
} from "../../journal/index.ts";
import type { OwnChange, Signer } from "./contract.ts";

/** What could be signed, and what could not. */
export interface Flushed {
  readonly runs: readonly { readonly writer: FeedWriter; readonly run: Run }[];
  readonly unfit: readonly OwnChange[];
}

/**
 * The feeds of this session. There is one, until an entry in it becomes void: the clocks of that document are spent then, so what
 * is written from there on goes into a new one, and what was under way in the old one ends there.
 */
export class OwnFeeds {
  readonly #suite: Suite;
  readonly #begin: () => Promise<FeedWriter>;
  readonly #writers: FeedWriter[];
  readonly #clientIds = new Map<string, number>();

  private constructor(suite: Suite, begin: () => Promise<FeedWriter>, first: FeedWriter) {
    this.#suite = suite;
    this.#begin = begin;
    this.#writers = [first];
  }

  static async begin(
    suite: Suite,
    signer: Signer,
    space: Uint8Array<ArrayBuffer>,
    now: () => { readonly memberHead: MemberHead; readonly startedAt: number },
    member: Uint8Array<ArrayBuffer>,
  ): Promise<OwnFeeds> {
    const begin = (): Promise<FeedWriter> =>
      FeedWriter.begin(suite, { space, member, device: signer.device, ...now() }, (header) =>
        signer.signFeedHeader(header),
      );
    return new OwnFeeds(suite, begin, await begin());
  }

  /** The one that is written to. */
  get current(): FeedWriter {
    const last = this.#writers.at(-1);
    if (last === undefined) throw new Error("a session has a feed");
    return last;
  }

  /** The one that proves who is here, however many follow. */
  get first(): FeedWriter {
    return this.#writers[0] ?? this.current;
  }

  get all(): readonly FeedWriter[] {
    return this.#writers;
  }

  has(feed: FeedId): boolean {
    return this.#writers.some(({ header }) => header.id === feed);
  }

  /** Begins another feed, for what is written from now on. */
  async renew(): Promise<void> {
    this.#writers.push(await this.#begin());
  }

  clientIdOf(document: DocumentName, writer: FeedWriter = this.current): number {
    const name = `${writer.header.id} ${document}`;
    const known = this.#clientIds.get(name);
    if (known !== undefined) return known;
    const clientId = clientIdOf(this.#suite, writer.header.id, document);
    this.#clientIds.set(name, clientId);
    return clientId;
  }

  /** The feed that a document's updates were written for. Updates that only delete belong to none, so to the newest. */
  writerOf({ document, updates }: OwnChange): FeedWriter | null {
    for (const update of updates) {
      const [client] = Y.parseUpdateMeta(update).from.keys();
      if (client === undefined) continue;
      return this.#writers.find((writer) => this.clientIdOf(document, writer) === client) ?? null;
    }
    return this.current;
  }

  /** The same change, in parts that were each written for one feed: a new one may have begun while it was gathered. */
  byFeed({ document, updates }: OwnChange): readonly OwnChange[] {
    if (this.#writers.length === 1) return [{ document, updates }];
    const parts: { readonly writer: FeedWriter | null; readonly updates: Uint8Array[] }[] = [];
    for (const update of updates) {
      const writer = this.writerOf({ document, updates: [update] });
      const last = parts.at(-1);
      if (last !== undefined && last.writer === writer) last.updates.push(update);
      else parts.push({ writer, updates: [update] });
    }
    return parts.map((part) => ({ document, updates: part.updates }));
  }

  /** One run a feed; what does not follow what is known of its document is left out of it. */
  async flush(
    changes: readonly (OwnChange & { readonly memberHead: MemberHead })[],
    state: AdmissionState,
    now: number,
  ): Promise<Flushed> {
    const runs: { writer: FeedWriter; run: Run }[] = [];
    const unfit: OwnChange[] = [];
    const byWriter = new Map<FeedWriter, (OwnChange & { readonly memberHead: MemberHead })[]>();
    for (const change of changes) {
      const writer = this.writerOf(change);
      if (writer === null) unfit.push(change);
      else byWriter.set(writer, [...(byWriter.get(writer) ?? []), change]);
    }
    for (const [writer, all] of byWriter) {
      let left = all;
      while (left.length > 0) {
        const flushed = await writer.flush(left, { state, now });
        if (flushed.ok) {
          runs.push({ writer, run: flushed.value });
          break;
        }
        const { document } = flushed.failure;
        unfit.push(...left.filter((change) => change.document === document));
        left = left.filter((change) => change.document !== document);
      }
    }
    return { runs, unfit };
  }
}
