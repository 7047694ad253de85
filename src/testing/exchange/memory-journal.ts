import * as Y from "yjs";
import { type Store, type WritableStore, createStore } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { BlobHash, MemberId } from "../../domain/index.ts";
import {
  type AcceptedEntry,
  type AdmissionRules,
  type AdmissionState,
  type DocumentName,
  FeedWriter,
  type FeedId,
  type FramePart,
  type HaveVector,
  type Refusal,
  type SealedFrame,
  admit,
  clientIdOf,
  copyOf,
  decodeFrame,
  emptyAdmission,
  haveOf,
  judgeAnew,
  rebuildDocument,
  signedBytesOfFeedHeader,
} from "../../journal/index.ts";
import {
  type EpochKeys,
  type MemberLog,
  type OperationBody,
  admissionRulesOf,
  bytesOfId,
  currentEpoch,
  headFor,
  openKeys,
  textOfId,
} from "../../membership/index.ts";
import type { BlobCopy, Challenges, JournalCopy, Recognition } from "../../roads/index.ts";
import { recogniseIntroduction, writeIntroduction } from "../../workspace/journal/introduction.ts";
import { StorageError } from "../../storage/index.ts";
import { type Someone, signed } from "../member-world.ts";
import { type EpochKey, openFrames, roundOf, sealParts } from "./frame-parts.ts";
import type { KeptFrame, SchoolDisk, WriteToDisk } from "./school-disk.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface MemoryJournalParts {
  readonly suite: Suite;
  readonly person: Someone;
  readonly log: MemberLog;
  readonly disk: SchoolDisk;
  readonly write: WriteToDisk;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

const RETRY_MS = 1000;

/** Refusals for which nobody has to answer: something that is missing here may still come. */
const EARLY: readonly Refusal["reason"][] = ["unknown-feed", "unknown-member"];
const BLAMED: readonly Refusal["reason"][] = ["signature", "other-space", "erasure"];

/** A copy of a space on a disk in memory: a real log, real feeds, real admission and seals. */
export class MemoryJournal implements JournalCopy {
  readonly me: JournalCopy["me"];
  readonly heads: Store<readonly string[]>;
  readonly have: Store<HaveVector>;
  readonly keys: Store<EpochKeys>;
  readonly blobs: BlobCopy;
  readonly wanted: WritableStore<readonly BlobHash[]> = createStore<readonly BlobHash[]>([]);
  readonly log: MemberLog;
  readonly #parts: MemoryJournalParts;
  readonly #writer: FeedWriter;
  readonly #rules: AdmissionRules;
  readonly #heads: WritableStore<readonly string[]>;
  readonly #have: WritableStore<HaveVector>;
  readonly #keys: WritableStore<EpochKeys>;
  readonly #listeners = new Set<(frames: readonly Bytes[]) => void>();
  /** Frames that came and are not kept yet, because something before them is missing. */
  readonly #waiting = new Map<string, KeptFrame>();
  #admitted: readonly AcceptedEntry[] = [];
  #state: AdmissionState;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(parts: MemoryJournalParts, writer: FeedWriter, keys: EpochKeys) {
    const { suite, person, log, disk } = parts;
    this.#parts = parts;
    this.#writer = writer;
    this.log = log;
    this.me = { member: person.id, session: writer.header.id };
    this.#rules = admissionRulesOf(suite, log, (feed, document) =>
      this.#admitted
        .filter((entry) => entry.feed === feed && entry.document === document)
        .map(({ update }) => update),
    );
    this.#state = emptyAdmission(writer.header.space);
    this.#heads = createStore<readonly string[]>(log.heads);
    this.#have = createStore<HaveVector>(new Map());
    this.#keys = createStore(keys);
    this.heads = this.#heads;
    this.have = this.#have;
    this.keys = this.#keys;
    this.blobs = {
      wanted: this.wanted,
      has: (hash) => Promise.resolve(disk.blobs.has(hash)),
      get: (hash) => Promise.resolve(disk.blobs.get(hash) ?? null),
      put: (hash, bytes, mime) => this.#putBlob(hash, bytes, mime),
    };
  }

  /** As a program that starts: from the operations in `log` and the frames on the disk. */
  static async open(parts: MemoryJournalParts): Promise<MemoryJournal> {
    const { suite, person, log, disk, now } = parts;
    const [space, member] = [bytesOfId(log.space), bytesOfId(person.id)];
    if (space === null || member === null) throw new Error("ids are of 16 bytes");
    const memberHead = headFor(log, person.id, "project");
    if (memberHead === null) throw new Error("nothing is founded");
    const device = new Uint8Array(16).fill(1);
    const whose = { space, member, device, memberHead, startedAt: now() };
    const writer = await FeedWriter.begin(suite, whose, (header) =>
      suite.sign(person.signing, signedBytesOfFeedHeader(header)),
    );
    const journal = new MemoryJournal(parts, writer, await keysOf(parts));
    const { parts: read } = await openFrames(suite, journal.keys.get(), disk.frames);
    await journal.#admit(read);
    return journal;
  }

  async introduce(challenges: Challenges): Promise<Bytes> {
    const sign = (message: Uint8Array): Promise<Bytes> => this.#writer.sign(message);
    return await writeIntroduction(this.#writer.header, sign, challenges);
  }

  async recognise(introduction: Uint8Array, challenges: Challenges): Promise<Recognition> {
    const { suite } = this.#parts;
    const { space } = this.#writer.header;
    return await recogniseIntroduction(suite, this.log, space, introduction, challenges);
  }

  operationsAfter(heads: readonly string[]): readonly Bytes[] {
    return this.log.missingFrom(heads as Parameters<MemberLog["missingFrom"]>[0]);
  }

  receiveOperations(operations: readonly Uint8Array[]): Promise<"taken" | "refused"> {
    return this.#inTurn(() => this.#receiveOperations(operations));
  }

  /** Signs an operation after all that is known here, and keeps it. */
  async act(body: OperationBody): Promise<void> {
    const { suite, person, now } = this.#parts;
    await this.#inTurn(async () => {
      const unsigned = this.log.compose(person.id, body, now());
      return await this.#receiveOperations([await signed(suite, this.log.space, person, unsigned)]);
    });
  }

  documentsBehind(theirs: HaveVector): ReadonlySet<DocumentName> {
    return new Set(this.#missing(theirs).flatMap(({ documents }) => documents));
  }

  async framesFor(
    theirs: HaveVector,
    mostBytes: number,
    first: DocumentName | null,
  ): Promise<{ readonly frames: readonly Bytes[]; readonly rest: boolean }> {
    const missing = this.#missing(theirs);
    // Whole feeds, for an entry is taken only after all before it.
    const wanted = new Set(
      missing
        .filter(({ documents }) => first !== null && documents.includes(first))
        .map(({ feed }) => feed),
    );
    const ordered = [
      ...missing.filter(({ feed }) => wanted.has(feed)),
      ...missing.filter(({ feed }) => !wanted.has(feed)),
    ];
    let bytes = 0;
    const end = ordered.findIndex((frame, index) => {
      bytes += frame.bytes.length;
      return index > 0 && bytes > mostBytes;
    });
    const chosen = end < 0 ? ordered : ordered.slice(0, end);
    const frames = await this.#readable(chosen);
    return { frames: frames.map((frame) => frame.bytes), rest: end >= 0 };
  }

  /** Sealed anew, where a removal has made an epoch void: nobody who comes now ever gets its key. */
  async #readable(frames: readonly KeptFrame[]): Promise<readonly KeptFrame[]> {
    const epochs = this.log.membership?.epochs ?? [];
    const key = this.#currentKey();
    const readable: KeptFrame[] = [];
    for (const frame of frames) {
      const stands = epochs.some(({ id }) => id.startsWith(frame.epoch));
      const { suite } = this.#parts;
      const { parts } = stands ? { parts: [] } : await openFrames(suite, this.#keys.get(), [frame]);
      readable.push(
        ...(key === null || parts.length === 0 ? [frame] : await sealParts(suite, key, parts)),
      );
    }
    return readable;
  }

  receiveFrames(
    frames: readonly Uint8Array[],
    _from: MemberId,
  ): Promise<"taken" | "early" | "refused"> {
    return this.#inTurn(() => this.#receiveFrames(frames));
  }

  onWritten(listener: (frames: readonly Bytes[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  feedsOf(member: MemberId): readonly FeedId[] {
    const feeds = [...this.#state.feeds.values()];
    return feeds
      .filter(({ header }) => textOfId<MemberId>(header.member) === member)
      .map(({ header }) => header.id);
  }

  /** A document as it stands here, with the clientID of this session. */
  read(document: DocumentName): Y.Doc {
    const doc = new Y.Doc();
    const admitted = this.#admitted.filter((entry) => entry.document === document);
    rebuildDocument(admitted, doc, null);
    doc.clientID = clientIdOf(this.#parts.suite, this.#writer.header.id, document);
    return doc;
  }

  /** Changes a document as it stands when its turn comes; true when it is kept. Nobody is asked whether they may. */
  async write(document: DocumentName, change: (doc: Y.Doc) => void): Promise<boolean> {
    return await this.#inTurn(async () => {
      const { person, now } = this.#parts;
      const doc = this.read(document);
      const updates: Uint8Array[] = [];
      doc.on("update", (update: Uint8Array) => updates.push(update));
      doc.transact(() => change(doc));
      const memberHead = headFor(this.log, person.id, document);
      const key = this.#currentKey();
      if (updates.length === 0 || memberHead === null || key === null) return false;
      const context = { now: now(), state: this.#state };
      const flushed = await this.#writer.flush([{ document, updates, memberHead }], context);
      if (!flushed.ok) throw new Error(flushed.failure.kind);
      const parts: FramePart[] = [{ kind: "run", run: flushed.value }];
      if (!this.#state.feeds.has(this.me.session)) {
        parts.unshift({ kind: "header", header: this.#writer.header });
      }
      const frames = await sealParts(this.#parts.suite, key, parts);
      await this.#keepSurely(frames, parts);
      for (const listener of this.#listeners) listener(frames.map(({ bytes }) => bytes));
      return true;
    });
  }

  async #receiveOperations(operations: readonly Uint8Array[]): Promise<"taken" | "refused"> {
    const { disk, write } = this.#parts;
    // A log takes back nothing: what could not be written must not be in it.
    await write(disk, () => undefined);
    const taken: Bytes[] = [];
    let isRefused = false;
    for (const operation of operations) {
      const receipt = await this.log.receive(operation);
      if (receipt.kind === "refused") isRefused = true;
      if (receipt.kind !== "accepted") continue;
      for (const id of receipt.ids) {
        const bytes = this.log.bytesOf(id);
        if (bytes !== null) taken.push(bytes);
      }
    }
    disk.operations.push(...taken);
    if (taken.length > 0) await this.#logGrew();
    return isRefused ? "refused" : "taken";
  }

  async #logGrew(): Promise<void> {
    this.#keys.set(await keysOf(this.#parts, this.#keys.get()));
    const changed = judgeAnew(this.#state, this.#rules, this.#admitted);
    const verdicts = new Map(changed.map((entry) => [placeOf(entry), entry.isVoid]));
    this.#admitted = this.#admitted.map((entry) => ({
      ...entry,
      isVoid: verdicts.get(placeOf(entry)) ?? entry.isVoid,
    }));
    this.#heads.set(this.log.heads);
    // What waited for operations may be taken now; if it cannot be written, it comes again.
    await this.#keep([], []).catch(() => undefined);
  }

  async #receiveFrames(frames: readonly Uint8Array[]): Promise<"taken" | "early" | "refused"> {
    const sealed: SealedFrame[] = [];
    for (const bytes of frames) {
      const frame = decodeFrame(bytes);
      if (!frame.ok) return "refused";
      sealed.push(frame.value);
    }
    const opened = await openFrames(this.#parts.suite, this.#keys.get(), sealed);
    if (opened.isForged) return "refused";
    const refused = await this.#keep(opened.frames, opened.parts);
    if (refused.some(({ reason }) => BLAMED.includes(reason))) return "refused";
    const isHeld = opened.frames.some((frame) => this.#waiting.has(placeOf(frame)));
    const isEarly = opened.isEarly || refused.some(({ reason }) => EARLY.includes(reason));
    return isHeld || isEarly ? "early" : "taken";
  }

  #currentKey(): EpochKey | null {
    const { membership } = this.log;
    const epoch = membership === null ? null : currentEpoch(membership, "project");
    const key = epoch === null ? undefined : this.#keys.get().get(epoch.id);
    return epoch === null || key === undefined ? null : { epoch: epoch.id, key };
  }

  /** Tries what came on a copy, writes what was admitted, and shows it only then. */
  async #keep(
    frames: readonly KeptFrame[],
    parts: readonly FramePart[],
  ): Promise<readonly Refusal[]> {
    const { disk, write, suite } = this.#parts;
    const tried = copyOf(this.#state);
    const { accepted, refused } = await admit(suite, tried, this.#rules, roundOf(parts));
    if (refused.some(({ reason }) => BLAMED.includes(reason))) return refused;
    const known = new Set(disk.frames.map((frame) => placeOf(frame)));
    for (const frame of frames) {
      if (!known.has(placeOf(frame))) this.#waiting.set(placeOf(frame), frame);
    }
    const fresh = [...this.#waiting.values()].filter((frame) => {
      const feed = tried.feeds.get(frame.feed);
      return feed !== undefined && frame.next <= feed.next;
    });
    if (fresh.length > 0) await write(disk, () => disk.frames.push(...fresh));
    for (const frame of fresh) this.#waiting.delete(placeOf(frame));
    this.#admitted = [...this.#admitted, ...accepted];
    this.#state = tried;
    this.#have.set(haveOf(tried));
    return refused;
  }

  /** What is signed must be kept: the chain goes on behind it. */
  async #keepSurely(frames: readonly KeptFrame[], parts: readonly FramePart[]): Promise<void> {
    for (;;) {
      try {
        await this.#keep(frames, parts);
        return;
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        await this.#parts.wait(RETRY_MS);
      }
    }
  }

  /** Of what is on the disk already. */
  async #admit(parts: readonly FramePart[]): Promise<void> {
    const { suite } = this.#parts;
    const { accepted } = await admit(suite, this.#state, this.#rules, roundOf(parts));
    this.#admitted = accepted;
    this.#have.set(haveOf(this.#state));
  }

  #missing(theirs: HaveVector): readonly KeptFrame[] {
    return this.#parts.disk.frames.filter((frame) => {
      const have = theirs.get(frame.feed);
      return frame.kind === "header" ? have === undefined : frame.next > (have ?? 0);
    });
  }

  async #putBlob(hash: BlobHash, bytes: Bytes, mime: string): Promise<boolean> {
    const { suite, disk, write } = this.#parts;
    if (blobHashOf(suite, bytes) !== hash) return false;
    await write(disk, () => disk.blobs.set(hash, { bytes, mime }));
    this.wanted.update((wanted) => wanted.filter((one) => one !== hash));
    return true;
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

export function blobHashOf(suite: Suite, bytes: Uint8Array): BlobHash {
  return Buffer.from(suite.sha256(bytes)).toString("hex") as BlobHash;
}

async function keysOf(parts: MemoryJournalParts, known: EpochKeys = new Map()): Promise<EpochKeys> {
  const { suite, person, log } = parts;
  const { membership } = log;
  if (membership === null) return known;
  const { publicKey } = person.agreement;
  const agreement = {
    publicKey,
    agree: (theirs: Uint8Array) => suite.agree(person.agreement, theirs),
  };
  return await openKeys(suite, membership, person.id, agreement, known);
}

const placeOf = (place: {
  readonly feed: FeedId;
  readonly sequence: number;
  readonly kind?: string;
}): string => `${place.feed} ${place.kind ?? ""} ${place.sequence}`;
