import { reportFault } from "../../base/index.ts";
import type { DocumentName, FeedWriter, MemberHead, SealedFrame } from "../../journal/index.ts";
import { headFor } from "../../membership/index.ts";
import { admitFrames, readWhatCompactionsReplace } from "./admit-frames.ts";
import type { Announcements } from "./announcements.ts";
import { type CompactedFeed, compactOwn } from "./compact-own.ts";
import type { OwnChange } from "./contract.ts";
import type { JournalCore } from "./core.ts";
import { encodeLateWork, lateWorkOf, withLateWork } from "./late-work.ts";
import { type OpenedFrame, sealPart } from "./opened-frames.ts";
import type { OwnFeeds } from "./own-feeds.ts";
import type { Settling } from "./settling.ts";
import { splitUpdate } from "./split-update.ts";

/** Well within what a run may hold. */
const MOST_BYTES_AT_ONCE = 600_000;

type PlacedChange = OwnChange & { readonly memberHead: MemberHead };

/** What is typed here becomes entries of this session's feed, or late work. Called in the journal's turn, but for `take`. */
export class OwnWriting {
  readonly #core: JournalCore;
  readonly #feeds: OwnFeeds;
  readonly #told: Announcements;
  readonly #settling: Settling;
  /** Taken over from the keeper, and not signed yet. */
  #taken: readonly OwnChange[] = [];

  constructor(core: JournalCore, feeds: OwnFeeds, told: Announcements, settling: Settling) {
    this.#core = core;
    this.#feeds = feeds;
    this.#told = told;
    this.#settling = settling;
  }

  /** From here on the changes are the journal's: whatever fails, they are not given again. */
  take(changes: readonly OwnChange[]): void {
    this.#taken = [...this.#taken, ...changes];
  }

  /** Signs and admits all that was taken; `Settling` writes it. */
  async signTaken(): Promise<void> {
    for (;;) {
      if (this.#taken.length === 0) return;
      await this.#settling.oweVersionsBefore(this.#taken.map(({ document }) => document));
      // Whatever may fail comes before the signature: what is signed has to be admitted and kept.
      await readWhatCompactionsReplace(this.#core, []);
      const parts = this.#taken.flatMap((change) => this.#feeds.byFeed(withSmallUpdates(change)));
      const { changes, left } = nextChunk(parts);
      this.#taken = left;
      const { placed, late } = this.#placed(changes);
      const { state, clock } = this.#core;
      const { runs, unfit } = await this.#feeds.flush(placed, state, clock.now());
      const opened: OpenedFrame[] = [];
      for (const { writer, run } of runs) {
        const { header } = writer;
        const isBegun = this.#core.ledger.framesOf(header.id).length > 0;
        if (!isBegun) opened.push(await this.#seal({ kind: "header", header }));
        opened.push(await this.#seal({ kind: "run", run }));
      }
      const admitted = await admitFrames(this.#core, opened);
      await this.#settling.oweAdmitted(admitted);
      const written = admitted.frames.map(({ bytes }) => bytes);
      this.#core.rounds.owe({ kept: () => this.#told.tellWritten(written) });
      this.oweLate([...late, ...unfit]);
      const [refused] = [...admitted.refused, ...admitted.frozen];
      if (refused !== undefined) throw new Error(`one's own run was not taken: ${refused.reason}`);
    }
  }

  /** Own feeds with at least so many runs, each as one frame. */
  async compact(leastRuns: number): Promise<void> {
    const { rounds, state, ledger } = this.#core;
    for (const writer of this.#feeds.all) {
      const compacted = await this.#compactOne(writer, leastRuns);
      if (compacted === null) continue;
      const { frame, ...round } = compacted;
      const kept = (): void => {
        this.#told.tellFeeds({ state, ledger });
        this.#told.tellWritten([frame.bytes]);
      };
      rounds.owe({ ...round, kept });
      await this.#settling.oweVersionsAtRest(writer.written.keys());
      this.#settling.oweState();
    }
  }

  /** A feed that is not made shorter is only longer. */
  async #compactOne(writer: FeedWriter, leastRuns: number): Promise<CompactedFeed | null> {
    try {
      return await compactOwn(this.#core, writer, leastRuns);
    } catch (error) {
      reportFault("a feed was not compacted", error);
      return null;
    }
  }

  /** What counts where it is written now, and what came too late for that. */
  #placed(changes: readonly OwnChange[]): {
    readonly placed: readonly PlacedChange[];
    readonly late: readonly OwnChange[];
  } {
    const { log, signer } = this.#core;
    const placed: PlacedChange[] = [];
    const late: OwnChange[] = [];
    for (const change of changes) {
      const memberHead = headFor(log, signer.member, change.document);
      const counts = memberHead !== null && this.#counts(change, memberHead);
      if (counts) placed.push({ ...change, memberHead });
      else late.push(change);
    }
    return { placed, late };
  }

  #counts(change: OwnChange, memberHead: MemberHead): boolean {
    const { log, rules, keyring } = this.#core;
    const writer = this.#feeds.writerOf(change);
    const hasKey = log.membership !== null && keyring.current(log.membership) !== null;
    if (writer === null || !hasKey) return false;
    const { document } = change;
    const { member, device, id: feed } = writer.header;
    if (rules.structuresLeftOf({ member, feed, document }) !== null) return false;
    const sequence = writer.nextSequence;
    return rules.verdictOn({ member, device, feed, sequence, memberHead, document }) === "counts";
  }

  async #seal(part: OpenedFrame["part"]): Promise<OpenedFrame> {
    const { log, keyring, suite } = this.#core;
    const sealing: { readonly epoch: SealedFrame["epoch"]; readonly key: Uint8Array } | null =
      log.membership === null ? null : keyring.current(log.membership);
    if (sealing === null) throw new Error("nothing is written without a key");
    return await sealPart(suite, sealing, part);
  }

  /** Owes what was written here and counts for nothing, as words that can be copied. */
  oweLate(changes: readonly OwnChange[]): void {
    if (changes.length === 0) return;
    const now = this.#core.clock.now();
    const added = changes.flatMap(
      ({ document, updates }) => lateWorkOf(document, updates, now) ?? [],
    );
    const all = withLateWork(this.#told.knownLateWork, added);
    this.#told.knownLateWork = all;
    const documents = [...new Set(changes.map(({ document }) => document))];
    this.#core.rounds.owe({
      parts: [{ name: "late", bytes: encodeLateWork(all) }],
      kept: () => {
        this.#told.lateWork.set(all);
        // What stands there counts for nothing, so it does not stay on the screen.
        this.#told.tellRebuilt(documents);
      },
    });
  }
}

function withSmallUpdates({ document, updates }: OwnChange): OwnChange {
  const small = updates.flatMap((update) => splitUpdate(update, MOST_BYTES_AT_ONCE));
  return { document, updates: small };
}

/** The first changes that fit into one run, each document once, and what is left behind them. */
function nextChunk(taken: readonly OwnChange[]): {
  readonly changes: readonly OwnChange[];
  readonly left: readonly OwnChange[];
} {
  const changes: OwnChange[] = [];
  const documents = new Set<DocumentName>();
  let bytes = 0;
  for (const [at, { document, updates }] of taken.entries()) {
    if (documents.has(document)) return { changes, left: taken.slice(at) };
    documents.add(document);
    const fitting = updates.findIndex((update) => {
      bytes += update.length;
      return bytes > MOST_BYTES_AT_ONCE;
    });
    if (fitting < 0) {
      changes.push({ document, updates });
      continue;
    }
    // What is too large alone is left to the writer to refuse.
    const end = changes.length === 0 ? Math.max(1, fitting) : fitting;
    if (end > 0) changes.push({ document, updates: updates.slice(0, end) });
    const rest = { document, updates: updates.slice(end) };
    const after = taken.slice(at + 1);
    return { changes, left: rest.updates.length > 0 ? [rest, ...after] : after };
  }
  return { changes, left: [] };
}
