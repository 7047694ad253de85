import { type Store, fail, reportFault, succeed } from "../../base/index.ts";
import type { BlobHash, MemberId, SpaceId } from "../../domain/index.ts";
import type { DocumentName, HaveVector } from "../../journal/index.ts";
import {
  type CutOff,
  type DeviceId,
  type EpochKeys,
  type Membership,
  type OperationBody,
  type OperationId,
  type Verdict,
  loggedFeedId,
  mayWrite,
  operationIdOf,
  textOfId,
  withSignature,
} from "../../membership/index.ts";
import type { BlobCopy, Challenges, Recognition } from "../../roads/index.ts";
import { type Storage, StorageError } from "../../storage/index.ts";
import type { LateWork } from "../contract.ts";
import { Announcements } from "./announcements.ts";
import { type JournalBlobs, journalBlobs } from "./blobs.ts";
import { chooseFrames, withinBytes } from "./choose-frames.ts";
import type { OwnChange, SpaceJournal, StoredContent, StoredVersion } from "./contract.ts";
import type { JournalCore } from "./core.ts";
import { recogniseIntroduction, writeIntroduction } from "./introduction.ts";
import { encodeLateWork } from "./late-work.ts";
import { nameOf } from "./ledger.ts";
import type { OwnFeeds } from "./own-feeds.ts";
import { readRows } from "./read-rows.ts";
import { sealedForNow } from "./seal-anew.ts";
import { wouldCount } from "./would-count.ts";
import { JournalWork } from "./journal-work.ts";
import type { ScreenFrames } from "./opened-frames.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface OpenedParts {
  readonly core: JournalCore;
  readonly storage: Storage;
  readonly feeds: OwnFeeds;
  readonly screen: ScreenFrames;
  readonly lateWork: readonly LateWork[];
}

/** The door of one open journal: everything that changes it happens in turn. */
export class LocalSpaceJournal implements SpaceJournal {
  readonly space: SpaceId;
  readonly me: SpaceJournal["me"];
  readonly membership: Store<Membership | null>;
  readonly log: SpaceJournal["log"];
  readonly keys: Store<EpochKeys>;
  readonly documents: Store<readonly DocumentName[]>;
  readonly lateWork: Store<readonly LateWork[]>;
  readonly heads: Store<readonly string[]>;
  readonly have: Store<HaveVector>;
  readonly lastSessions: Store<ReadonlyMap<DeviceId, number>>;
  readonly blobs: BlobCopy;
  readonly #blobs: JournalBlobs;
  readonly #core: JournalCore;
  readonly #feeds: OwnFeeds;
  readonly #told = new Announcements();
  readonly #work: JournalWork;
  readonly #authors = new Map<
    DocumentName,
    { readonly feeds: number; readonly of: ReadonlyMap<number, MemberId> }
  >();
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor({ core, storage, feeds, screen, lateWork }: OpenedParts) {
    this.#core = core;
    this.#feeds = feeds;
    this.space = core.space;
    this.me = { member: core.signer.member, session: feeds.first.header.id };
    this.log = core.log;
    this.keys = core.keyring.keys;
    const told = this.#told;
    told.lateWork.set(lateWork);
    told.knownLateWork = lateWork;
    told.tellFeeds(core);
    told.tellLog(core);
    this.membership = told.membership;
    this.documents = told.documents;
    this.lateWork = told.lateWork;
    this.heads = told.heads;
    this.have = told.have;
    this.lastSessions = told.lastSessions;
    this.#blobs = journalBlobs(storage.blobs);
    this.blobs = this.#blobs.copy;
    this.#work = new JournalWork(core, feeds, told, screen, (act) => {
      this.#inTurn(act).catch((error: unknown) => {
        // What waits for the disk is owed, and goes with whatever is kept next.
        if (!this.#isClosed) reportFault("a journal was not tidied", error);
      });
    });
  }

  async forgetLateWork(id: string): Promise<void> {
    await this.#inTurn(async () => {
      const left = this.#told.knownLateWork.filter((work) => work.id !== id);
      this.#told.knownLateWork = left;
      const parts = [{ name: "late", bytes: encodeLateWork(left) }];
      this.#core.rounds.owe({ parts, kept: () => this.#told.lateWork.set(left) });
      await this.#core.rounds.settle();
    });
  }

  act(
    body: OperationBody,
    names: Readonly<Record<string, string>> = {},
  ): ReturnType<SpaceJournal["act"]> {
    return this.#inTurn(async (): Promise<Awaited<ReturnType<SpaceJournal["act"]>>> => {
      const { log, signer, clock, suite, space } = this.#core;
      const unsigned = log.compose(signer.member, body, clock.now());
      if (!(await wouldCount(suite, log, unsigned))) return fail({ kind: "noRight" });
      const signed = await signer.signOperation(space, unsigned, names);
      if (!signed.ok) {
        const { kind } = signed.failure;
        return fail({ kind: kind === "refused" ? "noRight" : kind });
      }
      const bytes = withSignature(unsigned, signed.value);
      try {
        await this.#work.takeOperations([bytes]);
      } catch (error) {
        if (error instanceof StorageError) return fail({ kind: "notSaved" });
        throw error;
      }
      return succeed(operationIdOf(suite, bytes));
    });
  }

  cutOffsOf(member: MemberId, device: DeviceId | null): readonly CutOff[] {
    const cutOffs = [...this.#core.state.feeds.values()].flatMap(({ header, next }) => {
      const isTheirs =
        textOfId<MemberId>(header.member) === member &&
        (device === null || textOfId<DeviceId>(header.device) === device);
      return isTheirs && next > 0 ? [{ feed: loggedFeedId(header.id), kept: next }] : [];
    });
    return cutOffs.sort((one, other) => (one.feed < other.feed ? -1 : 1));
  }

  mayWrite(document: DocumentName): Verdict {
    const { log, signer, keyring } = this.#core;
    const { membership } = log;
    const me = membership?.members.get(signer.member);
    if (membership === null || me === undefined) return "no";
    // Without the newest key there is nothing to seal with that those who left could not open.
    if (keyring.current(membership) === null) return "no";
    return mayWrite(membership, me, document);
  }

  clientIdOf(document: DocumentName): number {
    return this.#feeds.clientIdOf(document);
  }

  authorOf(document: DocumentName, clientId: number): MemberId | null {
    const { ledger, state, rules, signer } = this.#core;
    if (this.#feeds.all.some((writer) => this.#feeds.clientIdOf(document, writer) === clientId)) {
      return signer.member;
    }
    const feeds = ledger.feedsOf(document);
    const known = this.#authors.get(document);
    if (known?.feeds === feeds.size) return known.of.get(clientId) ?? null;
    const of = new Map<number, MemberId>();
    for (const feed of feeds) {
      const header = state.feeds.get(feed)?.header;
      if (header !== undefined) {
        of.set(rules.clientIdOf(feed, document), textOfId<MemberId>(header.member));
      }
    }
    this.#authors.set(document, { feeds: feeds.size, of });
    return of.get(clientId) ?? null;
  }

  async keep(changes: readonly OwnChange[]): Promise<void> {
    this.#work.take(changes);
    await this.#inTurn(() => this.#work.keepOwn());
  }

  async load(document: DocumentName): Promise<StoredContent> {
    const rows = await readRows(this.#core, document);
    if (rows !== null) return rows;
    reportFault("rows of a document are damaged; it is built anew", null);
    return await this.#inTurn(() => this.#work.rebuild(document));
  }

  onArrived(listener: Parameters<SpaceJournal["onArrived"]>[0]): () => void {
    return this.#told.onArrived(listener);
  }

  onRebuilt(listener: Parameters<SpaceJournal["onRebuilt"]>[0]): () => void {
    return this.#told.onRebuilt(listener);
  }

  onWritten(listener: Parameters<SpaceJournal["onWritten"]>[0]): () => void {
    return this.#told.onWritten(listener);
  }

  async compact(): Promise<void> {
    await this.#inTurn(() => this.#work.compact());
  }

  async versions(document: DocumentName): Promise<readonly StoredVersion[]> {
    const kept = await this.#inTurn(() => this.#work.versions.list(document));
    return kept.map(({ id, writtenAt, authors }) => ({ id, writtenAt, authors }));
  }

  readVersion(document: DocumentName, id: string): Promise<Bytes | null> {
    return this.#work.versions.read(document, id);
  }

  introduce(challenges: Challenges): Promise<Bytes> {
    const writer = this.#feeds.first;
    return writeIntroduction(writer.header, (message) => writer.sign(message), challenges);
  }

  recognise(introduction: Uint8Array, challenges: Challenges): Promise<Recognition> {
    const { suite, log, spaceBytes } = this.#core;
    return recogniseIntroduction(suite, log, spaceBytes, introduction, challenges);
  }

  operationsAfter(heads: readonly string[]): readonly Bytes[] {
    return this.#core.log.missingFrom(heads as readonly OperationId[]);
  }

  receiveOperations(operations: readonly Uint8Array[]): Promise<"taken" | "refused"> {
    return this.#inTurn(() => this.#work.takeOperations(operations));
  }

  documentsBehind(theirs: HaveVector): ReadonlySet<DocumentName> {
    return this.#core.ledger.documentsBehind(theirs);
  }

  async framesFor(
    theirs: HaveVector,
    mostBytes: number,
    first: DocumentName | null,
  ): Promise<{ readonly frames: readonly Bytes[]; readonly rest: boolean }> {
    const { ledger, store, space, withheld } = this.#core;
    const all = chooseFrames(ledger.frames(), theirs, first).filter(
      (frame) => !withheld.has(nameOf(frame)),
    );
    const chosen = withinBytes(all, mostBytes);
    const stored = await store.frames(space, chosen);
    const bytes = new Map<string, Bytes>();
    for (const frame of stored)
      bytes.set(nameOf(frame), await sealedForNow(this.#core, frame.bytes));
    const frames = chosen.flatMap((frame) => bytes.get(nameOf(frame)) ?? []);
    return { frames, rest: frames.length > 0 && chosen.length < all.length };
  }

  receiveFrames(
    frames: readonly Uint8Array[],
    _from: MemberId,
  ): Promise<"taken" | "early" | "refused"> {
    return this.#inTurn(() => this.#work.receive(frames));
  }

  want(hashes: Iterable<BlobHash>): Promise<void> {
    return this.#blobs.want(hashes);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#inTurn(() => this.#work.finish()).catch((error: unknown) => {
      reportFault("a journal was closed before all of it was tidied", error);
    });
    this.#isClosed = true;
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(() => {
      if (this.#isClosed) throw new StorageError("databaseClosed", null);
      return act();
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
