import { reportFault } from "../../base/index.ts";
import {
  type DocumentName,
  type SealedFrame,
  encodeFeedHeader,
  encodeRun,
  judgeAnew,
  sealFrame,
} from "../../journal/index.ts";
import { headFor } from "../../membership/index.ts";
import type { JournalRound } from "../../storage/index.ts";
import { type AdmittedFrames, admitFrames, appendedChange } from "./admit-frames.ts";
import type { Announcements } from "./announcements.ts";
import { RUNS_WORTH_COMPACTING, compactOwn } from "./compact-own.ts";
import type { OwnChange, StoredContent } from "./contract.ts";
import type { JournalCore } from "./core.ts";
import { encodeEvidence } from "./evidence.ts";
import { encodeKeys } from "./keyring.ts";
import { encodeLateWork, lateWorkOf, withLateWork } from "./late-work.ts";
import type { OpenedFrame, ScreenFrame } from "./opened-frames.ts";
import type { OwnFeeds } from "./own-feeds.ts";
import { docOf, foldedChange, isWaiting, readRows, rebuiltChange } from "./read-rows.ts";
import { type Received, Receiver } from "./receiver.ts";
import { encodeState } from "./state-codec.ts";
import { VersionShelf } from "./version-shelf.ts";
import { ROWS_BEFORE_FOLDING } from "./read-rows.ts";

/** After so many frames the state of admission is kept anew, so that a start reads few of them. */
const FRAMES_BEFORE_STATE = 200;
const COMPACT_AFTER_MS = 2 * 60_000;
/** Well within what a run may hold. */
const MOST_BYTES_AT_ONCE = 900_000;

type Parts = NonNullable<JournalRound["parts"]>;

/** What happens in a journal, one thing at a time: each of these is called in the journal's turn. */
export class JournalWork {
  readonly versions: VersionShelf;
  readonly #core: JournalCore;
  readonly #feeds: OwnFeeds;
  readonly #told: Announcements;
  readonly #receiver: Receiver;
  readonly #later: (act: () => Promise<void>) => void;
  /** Taken over from the keeper, and not signed yet. */
  #taken: OwnChange[] = [];
  /** Documents whose rows are to be built anew before anything is written. */
  readonly #dirty = new Set<DocumentName>();
  readonly #rows = new Map<DocumentName, number>();
  #framesSinceState = 0;
  #stopIdle: () => void = () => undefined;

  constructor(
    core: JournalCore,
    feeds: OwnFeeds,
    told: Announcements,
    screen: ScreenFrame | null,
    later: (act: () => Promise<void>) => void,
  ) {
    this.#core = core;
    this.#feeds = feeds;
    this.#told = told;
    this.#later = later;
    this.#receiver = new Receiver(core, screen);
    this.versions = new VersionShelf(core);
  }

  /** From here on the changes are the journal's: whatever fails, they are not given again. */
  take(changes: readonly OwnChange[]): void {
    this.#taken.push(...changes);
  }

  /** Signs, admits and keeps all that was taken, and all that is owed. */
  async keepOwn(): Promise<void> {
    for (;;) {
      const changes = nextChunk(this.#taken);
      if (changes.length === 0) break;
      await this.#signAndOwe(changes);
      this.#taken = this.#taken.slice(changes.length);
    }
    await this.#settle();
    this.#compactLater();
  }

  async receive(frames: readonly Uint8Array[]): Promise<Received["verdict"]> {
    const received = await this.#receiver.receive(frames);
    await this.#oweAdmitted(received.admitted);
    await this.#settle();
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
      await this.followLog();
    }
    return isRefused ? "refused" : "taken";
  }

  /** What follows from a log that has grown: keys, verdicts, and frames that waited for either. */
  async followLog(): Promise<void> {
    const { log, keyring, rounds, state, rules, ledger } = this.#core;
    const { membership } = log;
    if (membership !== null && (await keyring.follow(membership))) {
      rounds.owe({ parts: [{ name: "keys", bytes: encodeKeys(keyring.keys.get()) }] });
    }
    const changed = judgeAnew(state, rules, ledger.entries());
    ledger.rejudge(changed);
    for (const { document } of changed) this.#dirty.add(document);
    if (changed.some(({ feed, isVoid }) => isVoid && this.#feeds.has(feed))) {
      await this.#feeds.renew();
    }
    const { admitted } = await this.#receiver.retry();
    await this.#oweAdmitted(admitted);
    if (changed.length > 0) rounds.owe({ parts: this.#stateParts() });
    rounds.owe({ kept: () => this.#told.tellLog(this.#core) });
    await this.#settle();
  }

  /** A document anew from its frames. */
  async rebuild(document: DocumentName): Promise<StoredContent> {
    this.#dirty.add(document);
    await this.#settle();
    const rows = await readRows(this.#core, document);
    if (rows === null) throw new Error("a document that was just built anew is damaged");
    return rows;
  }

  async compact(leastRuns = RUNS_WORTH_COMPACTING): Promise<void> {
    this.#stopIdle();
    const { rounds, ledger } = this.#core;
    await this.#settle();
    for (const writer of this.#feeds.all) {
      const compacted = await compactOwn(this.#core, writer, leastRuns);
      if (compacted === null) continue;
      const { frame, ...round } = compacted;
      const kept = (): void => {
        this.#told.tellFeeds({ state: this.#core.state, ledger });
        this.#told.tellWritten([frame.bytes]);
      };
      rounds.owe({ ...round, parts: this.#stateParts(), kept });
    }
    await this.#settle();
  }

  /** Before the end: fewer bytes, and a start that reads none of them. */
  async finish(): Promise<void> {
    this.#stopIdle();
    await this.keepOwn();
    this.#stopIdle();
    await this.compact(2);
    this.#core.rounds.owe({ parts: this.#stateParts() });
    await this.#settle();
  }

  async #signAndOwe(changes: readonly OwnChange[]): Promise<void> {
    const { state, clock } = this.#core;
    const { writable, late } = this.#sorted(changes);
    const versions = await this.#versionsBefore(writable.map(({ document }) => document));
    const { runs, unfit } = await this.#feeds.flush(writable, state, clock.now());
    const opened: OpenedFrame[] = [];
    for (const { writer, run } of runs) {
      const isBegun = this.#core.ledger.framesOf(writer.header.id).length > 0;
      if (!isBegun) {
        const { header } = writer;
        const frame = await this.#seal("header", header.id, 0, 0, encodeFeedHeader(header));
        opened.push({ kind: "header", header, frame });
      }
      const { feed, firstSequence, entries } = run;
      const frame = await this.#seal("run", feed, firstSequence, entries.length, encodeRun(run));
      opened.push({ kind: "run", run, frame });
    }
    const admitted = await admitFrames(this.#core, opened);
    if (admitted.refused.length > 0 || admitted.frozen.length > 0) {
      throw new Error("what was written here was not admitted here");
    }
    await this.#oweAdmitted(admitted, versions);
    const written = admitted.frames.map(({ bytes }) => bytes);
    this.#core.rounds.owe({ kept: () => this.#told.tellWritten(written) });
    this.#oweLate([...late, ...unfit]);
  }

  /** What counts where it is written now, and what came too late for that. */
  #sorted(changes: readonly OwnChange[]): {
    readonly writable: readonly (OwnChange & { readonly memberHead: Uint8Array<ArrayBuffer> })[];
    readonly late: readonly OwnChange[];
  } {
    const { log, signer, rules, keyring } = this.#core;
    const { membership } = log;
    const hasKey = membership !== null && keyring.current(membership) !== null;
    const writable: (OwnChange & { readonly memberHead: Uint8Array<ArrayBuffer> })[] = [];
    const late: OwnChange[] = [];
    for (const change of changes) {
      const { document } = change;
      const memberHead = hasKey ? headFor(log, signer.member, document) : null;
      const writer = this.#feeds.writerOf(change);
      if (memberHead === null || writer === null) {
        late.push(change);
        continue;
      }
      const { member, device, id: feed } = writer.header;
      const sequence = writer.nextSequence;
      const claim = { member, device, feed, sequence, memberHead, document };
      if (rules.verdictOn(claim) === "counts") writable.push({ ...change, memberHead });
      else late.push(change);
    }
    return { writable, late };
  }

  async #seal(
    kind: SealedFrame["kind"],
    feed: SealedFrame["feed"],
    sequence: number,
    count: number,
    plain: Uint8Array,
  ): Promise<SealedFrame> {
    const { log, keyring, suite } = this.#core;
    const sealing = log.membership === null ? null : keyring.current(log.membership);
    if (sealing === null) throw new Error("nothing is written without a key");
    const label = { kind, epoch: sealing.epoch, feed, sequence, count };
    return await sealFrame(suite, sealing.key, label, plain);
  }

  #oweLate(changes: readonly OwnChange[]): void {
    if (changes.length === 0) return;
    const now = this.#core.clock.now();
    const added = changes.flatMap(
      ({ document, updates }) => lateWorkOf(document, updates, now) ?? [],
    );
    const all = withLateWork(this.#told.lateWork.get(), added);
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

  async #versionsBefore(documents: readonly DocumentName[]): Promise<Parts> {
    try {
      return await this.versions.beforeChange(documents);
    } catch (error) {
      reportFault("an earlier state of a page was not kept", error);
      return [];
    }
  }

  async #oweAdmitted(admitted: AdmittedFrames, versions: Parts | null = null): Promise<void> {
    const { ledger, rounds, state } = this.#core;
    const { frames, forgottenFrames, entries } = admitted;
    const evidence =
      admitted.frozen.length > 0 ? [{ name: "frozen", bytes: encodeEvidence(state) }] : [];
    const nothing = frames.length + entries.size + evidence.length + forgottenFrames.length === 0;
    if (nothing) return;
    const parts = [...evidence, ...(versions ?? (await this.#versionsBefore([...entries.keys()])))];
    const tell = (): void => this.#told.tellFeeds({ state, ledger });
    rounds.owe({ frames, forgottenFrames, parts, kept: tell });
    this.#framesSinceState += frames.length;
    for (const [document, accepted] of entries) {
      if (this.#dirty.has(document)) continue;
      const change = appendedChange(document, accepted);
      const others = accepted.filter(({ feed }) => !this.#feeds.has(feed));
      if (others.length > 0 && ledger.hasVoid(document)) {
        // What is void is not there to build on; where someone built on it, its structure has to be.
        if (!(await this.#fits(document, change.updates))) {
          this.#dirty.add(document);
          continue;
        }
      }
      const arrived = others.length > 0 ? appendedChange(document, others).updates : [];
      rounds.owe({
        documents: [change],
        kept: () => {
          this.#countRow(document);
          if (arrived.length > 0) {
            this.#told.tellArrived(document, arrived as readonly Uint8Array<ArrayBuffer>[]);
          }
        },
      });
    }
  }

  async #fits(document: DocumentName, updates: readonly Uint8Array[]): Promise<boolean> {
    const rows = await readRows(this.#core, document);
    if (rows === null) return false;
    const doc = docOf({ ...rows, updates: [...rows.updates, ...updates] });
    const fits = !isWaiting(doc);
    doc.destroy();
    return fits;
  }

  /** Everything that is owed, with the documents that have to be built anew first. */
  async #settle(): Promise<void> {
    const { rounds } = this.#core;
    for (const document of this.#dirty) {
      const change = await rebuiltChange(this.#core, document);
      this.#dirty.delete(document);
      rounds.owe({ documents: [change], kept: () => this.#told.tellRebuilt([document]) });
    }
    if (this.#framesSinceState >= FRAMES_BEFORE_STATE) rounds.owe({ parts: this.#stateParts() });
    await rounds.settle();
  }

  #stateParts(): Parts {
    this.#framesSinceState = 0;
    return [{ name: "state", bytes: encodeState(this.#core.state, this.#core.ledger) }];
  }

  #countRow(document: DocumentName): void {
    const rows = (this.#rows.get(document) ?? 0) + 1;
    this.#rows.set(document, rows);
    if (rows < ROWS_BEFORE_FOLDING) return;
    this.#rows.set(document, 0);
    this.#later(async () => {
      const change = await foldedChange(this.#core, document);
      if (change !== null) this.#core.rounds.owe({ documents: [change] });
      await this.#settle();
    });
  }

  #compactLater(): void {
    this.#stopIdle();
    this.#stopIdle = this.#core.clock.after(COMPACT_AFTER_MS, () => {
      this.#later(() => this.compact());
    });
  }
}

/** The first changes that fit into one run, each document once. */
function nextChunk(taken: readonly OwnChange[]): readonly OwnChange[] {
  const documents = new Set<DocumentName>();
  let bytes = 0;
  const end = taken.findIndex(({ document, updates }, index) => {
    bytes += updates.reduce((sum, update) => sum + update.length, 0);
    const isFull = index > 0 && (documents.has(document) || bytes > MOST_BYTES_AT_ONCE);
    documents.add(document);
    return isFull;
  });
  return end < 0 ? taken : taken.slice(0, end);
}
