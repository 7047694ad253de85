import { equalBytes } from "../../base/index.ts";
import { type DocumentName, judgeAnew } from "../../journal/index.ts";
import { journalFeedId } from "../../membership/index.ts";
import type { Announcements } from "./announcements.ts";
import type { OwnChange, StoredContent } from "./contract.ts";
import type { JournalCore } from "./core.ts";
import { framesWithErased, withoutErased } from "./erasing.ts";
import { encodeKeys } from "./keyring.ts";
import { type LedgerEntry, placeOf } from "./ledger.ts";
import type { ScreenFrames } from "./opened-frames.ts";
import type { OwnFeeds } from "./own-feeds.ts";
import { OwnWriting } from "./own-writing.ts";
import { readFrames, writtenIn } from "./read-entries.ts";
import { readRows } from "./read-rows.ts";
import { type Received, Receiver } from "./receiver.ts";
import { Settling } from "./settling.ts";
import type { VersionShelf } from "./version-shelf.ts";

const COMPACT_AFTER_MS = 2 * 60_000;
/** Fewer runs than these gain little while more may follow. */
const RUNS_WORTH_COMPACTING = 8;

/** What happens in a journal, one thing at a time: each of these is called in the journal's turn. */
export class JournalWork {
  readonly #core: JournalCore;
  readonly #feeds: OwnFeeds;
  readonly #told: Announcements;
  readonly #receiver: Receiver;
  readonly #settling: Settling;
  readonly #writing: OwnWriting;
  readonly #later: (act: () => Promise<void>) => void;
  #stopIdle: () => void = () => undefined;

  constructor(
    core: JournalCore,
    feeds: OwnFeeds,
    told: Announcements,
    screen: ScreenFrames,
    later: (act: () => Promise<void>) => void,
  ) {
    this.#core = core;
    this.#feeds = feeds;
    this.#told = told;
    this.#later = later;
    this.#settling = new Settling(core, feeds, told, later);
    this.#receiver = new Receiver(core, screen, (documents) =>
      this.#settling.oweVersionsBefore(documents),
    );
    this.#writing = new OwnWriting(core, feeds, told, this.#settling);
  }

  get versions(): VersionShelf {
    return this.#settling.versions;
  }

  take(changes: readonly OwnChange[]): void {
    this.#writing.take(changes);
  }

  /** Signs, admits and keeps all that was taken, and all that is owed. */
  async keepOwn(): Promise<void> {
    await this.#writing.signTaken();
    await this.#settling.settle();
    this.#stopIdle();
    this.#stopIdle = this.#core.clock.after(COMPACT_AFTER_MS, () => {
      this.#later(() => this.compact());
    });
  }

  async receive(frames: readonly Uint8Array[]): Promise<Received["verdict"]> {
    const received = await this.#receiver.receive(frames);
    await this.#settling.oweAdmitted(received.admitted);
    await this.#settling.settle();
    return received.verdict;
  }

  /** Each proves itself; what is void counts for nothing and is kept all the same. */
  async takeOperations(operations: readonly Uint8Array[]): Promise<"taken" | "refused"> {
    const { log } = this.#core;
    let isRefused = false;
    const accepted: Uint8Array[] = [];
    for (const bytes of operations) {
      const receipt = await log.receive(bytes);
      if (receipt.kind === "refused") isRefused = true;
      if (receipt.kind === "accepted") {
        accepted.push(...receipt.ids.flatMap((id) => log.bytesOf(id) ?? []));
      }
    }
    if (accepted.length > 0) {
      this.#core.rounds.owe({ operations: accepted });
      await this.#followLog();
    }
    return isRefused ? "refused" : "taken";
  }

  /** A document anew from its frames. */
  async rebuild(document: DocumentName): Promise<StoredContent> {
    this.#settling.rebuild(document);
    await this.#settling.settle();
    const rows = await readRows(this.#core, document);
    if (rows === null) throw new Error("a document that was just built anew is damaged");
    return rows;
  }

  async compact(leastRuns = RUNS_WORTH_COMPACTING): Promise<void> {
    this.#stopIdle();
    await this.#settling.settle();
    await this.#writing.compact(leastRuns);
    await this.#settling.settle();
  }

  /** Before the end: fewer bytes, and a start that reads none of them. */
  async finish(): Promise<void> {
    await this.keepOwn();
    await this.compact(2);
    this.#settling.oweState();
    await this.#settling.settle();
  }

  /** What follows from a log that has grown: keys, verdicts, erasures, and frames that waited for any of them. */
  async #followLog(): Promise<void> {
    const { log, keyring, rounds } = this.#core;
    const { membership } = log;
    // First, so that it is told whatever of the rest has to be tried again.
    rounds.owe({ kept: () => this.#told.tellLog(this.#core) });
    if (membership !== null && (await keyring.follow(membership))) {
      rounds.owe({ parts: [{ name: "keys", bytes: encodeKeys(keyring.keys.get()) }] });
    }
    const spent = this.#judgeAnew();
    this.#writing.oweLate(await writtenIn(this.#core, spent));
    const current = this.#feeds.current.header.id;
    const isSpent = spent.some(({ feed }) => feed === current) || this.#isErasedHere();
    await this.#erase();
    // The clocks of what counts no more are spent, and nobody has what they stand for.
    if (isSpent) await this.#feeds.renew();
    const { admitted } = await this.#receiver.retry();
    await this.#settling.oweAdmitted(admitted);
    await this.#settling.settle();
  }

  /** What was written on this PC and has become void. */
  #judgeAnew(): readonly LedgerEntry[] {
    const { state, rules, ledger } = this.#core;
    const changed = judgeAnew(state, rules, ledger.entries());
    ledger.rejudge(changed);
    for (const { document } of changed) this.#settling.rebuild(document);
    const { device, member } = this.#feeds.current.header;
    return changed.filter(({ feed, isVoid }) => {
      const header = state.feeds.get(feed)?.header;
      const isOurs = header !== undefined && equalBytes(header.member, member);
      return isVoid && isOurs && equalBytes(header.device, device);
    });
  }

  #isErasedHere(): boolean {
    const current = this.#feeds.current.header.id;
    const { log } = this.#core;
    return (log.membership?.erasures ?? []).some(({ parts }) =>
      parts.some(({ feed }) => journalFeedId(feed) === current),
    );
  }

  /** Kept frames without what the log erases; documents and their earlier states with them. */
  async #erase(): Promise<void> {
    const { ledger, rounds } = this.#core;
    const frames = framesWithErased(this.#core);
    if (frames.length === 0) return;
    for (const opened of await readFrames(this.#core, frames)) {
      const erased = await withoutErased(this.#core, opened);
      const kept = ledger.get(opened.frame);
      if (erased === opened || kept === undefined) continue;
      const { feed, kind, sequence, order } = kept;
      const { bytes } = erased.frame;
      ledger.put({ ...kept, sizeBytes: bytes.length });
      rounds.owe({ frames: [{ ...placeOf(feed, kind, sequence), order, bytes }] });
      for (const document of new Set(kept.entries.map((entry) => entry.document))) {
        this.#settling.rebuild(document);
        rounds.owe({ parts: await this.versions.forget(document) });
      }
    }
  }
}
