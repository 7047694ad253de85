import * as Y from "yjs";
import { concatBytes } from "../../src/base/index.ts";
import { type Suite, loadSuite } from "../../src/cryptography/index.ts";
import {
  type AcceptedEntry,
  type AdmissionRules,
  type AdmissionState,
  type DocumentName,
  type EpochId,
  type FramePart,
  FeedWriter,
  type Run,
  type SealedFrame,
  admit,
  applyAccepted,
  clientIdOf,
  compactFeed,
  decodeCheckpoint,
  decodeCompaction,
  decodeFeedHeader,
  decodeRun,
  emptyAdmission,
  encodeCheckpoint,
  encodePart,
  haveOf,
  isCheckpointSound,
  isCheckpointUsable,
  labelOf,
  makeCheckpoint,
  openFrame,
  openFromCheckpoint,
  sealFrame,
  signedBytesOfFeedHeader,
} from "../../src/journal/index.ts";
import { Random } from "../../src/testing/random.ts";

/** As at a second of quick typing, and at a flush every third of it. */
const KEYS_IN_ENTRY = 10;
const SPACE = new Uint8Array(16).fill(9);
const PAGE = "page:1" as DocumentName;
const HEAD = new Uint8Array(32).fill(3);
const EPOCH = "00112233445566778899aabbccddeeff" as EpochId;
const LETTERS = "the river carries letters to the other school and back ";
const START = 1_700_000_000_000;

/** What someone has who wrote for some hours: their document, each of its updates, and the journal of it. */
interface Session {
  readonly suite: Suite;
  readonly doc: Y.Doc;
  readonly updates: readonly Uint8Array[];
  readonly writer: FeedWriter;
  readonly state: AdmissionState;
  readonly admitted: readonly AcceptedEntry[];
  readonly rules: AdmissionRules;
  readonly runs: readonly Run[];
  /** Of each entry, from its updates to its sealed frame; and of signing and sealing alone. */
  readonly entryMs: readonly number[];
  readonly sealMs: readonly number[];
  readonly epochKey: Uint8Array<ArrayBuffer>;
}

/** Sizes in bytes, times in ms; each `floor` is Yjs alone, or cryptography alone, doing the same. */
export interface JournalFigures {
  readonly stateBytes: number;
  readonly compactedBytes: number;
  readonly sealedBytes: number;
  readonly rawBytes: number;
  readonly entry: { readonly ours: readonly number[]; readonly floor: readonly number[] };
  readonly catchUp: { readonly ours: readonly number[]; readonly floor: readonly number[] };
  readonly compacted: { readonly ours: readonly number[]; readonly floor: readonly number[] };
  readonly checkpoint: { readonly ours: readonly number[]; readonly floor: readonly number[] };
}

/** One author writes so many updates of one letter each; then others catch up with it, in every form that it has. */
export async function measureJournal(keys: number, runs: number): Promise<JournalFigures> {
  const session = await write(keys);
  const { suite, doc, writer, updates } = session;
  const state = Y.encodeStateAsUpdate(doc);
  const ownUpdates = session.admitted.map(({ update }) => update);
  const sources = [{ document: PAGE, doc, ownUpdates }];
  const compaction = await compactFeed(suite, writer, sources);
  const headerFrame = await seal(session, { kind: "header", header: writer.header });
  const rawFrames = [headerFrame];
  for (const run of session.runs) rawFrames.push(await seal(session, { kind: "run", run }));
  const compactedFrames = [headerFrame, await seal(session, { kind: "compaction", compaction })];
  const [catchUp, compacted, checkpoint] = [emptyPair(), emptyPair(), emptyPair()];
  for (let count = 0; count < runs; count += 1) {
    catchUp.ours.push(await timeOf(() => catchUpWith(session, rawFrames)));
    catchUp.floor.push(await timeOf(() => applyAll(updates)));
    compacted.ours.push(await timeOf(() => catchUpWith(session, compactedFrames)));
    compacted.floor.push(await timeOf(() => applyAll([state])));
    await openByCheckpoint(session, checkpoint);
  }
  return {
    stateBytes: state.length,
    compactedBytes: encodePart({ kind: "compaction", compaction }).length,
    sealedBytes: sizeOf(compactedFrames),
    rawBytes: sizeOf(rawFrames),
    entry: { ours: session.entryMs, floor: session.sealMs },
    catchUp,
    compacted,
    checkpoint,
  };
}

interface Pair {
  readonly ours: number[];
  readonly floor: number[];
}
const emptyPair = (): Pair => ({ ours: [], floor: [] });

async function write(keys: number): Promise<Session> {
  const suite = await loadSuite();
  const identity = await suite.makeSigningKeys();
  const header = {
    space: SPACE,
    member: suite.sha256(identity.publicKey).slice(0, 16),
    device: new Uint8Array(16),
    memberHead: HEAD,
    startedAt: START,
  };
  const writer = await FeedWriter.begin(suite, header, (fields) =>
    suite.sign(identity, signedBytesOfFeedHeader(fields)),
  );
  const client = clientIdOf(suite, writer.header.id, PAGE);
  const rules: AdmissionRules = {
    identityKeyOf: () => identity.publicKey,
    verdictOn: () => "counts",
    structuresLeftOf: () => null,
    clientIdOf: () => client,
    keptUpdates: () => [],
  };
  const state = emptyAdmission(SPACE);
  await admit(suite, state, rules, { headers: [writer.header], runs: [], compactions: [] });
  const doc = new Y.Doc();
  doc.clientID = client;
  const fresh: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => fresh.push(update));
  const session = {
    suite,
    doc,
    updates: [] as Uint8Array[],
    writer,
    state,
    admitted: [] as AcceptedEntry[],
    rules,
    runs: [] as Run[],
    entryMs: [] as number[],
    sealMs: [] as number[],
    epochKey: new Uint8Array(32).fill(5),
  };
  const random = new Random(20);
  const text = doc.getText("text");
  let at = 0;
  for (let key = 0; key < keys; key += 1) {
    // People write on where they are, go somewhere else now and then, and take back one letter in eight.
    if (random.chance(0.02)) at = random.whole(0, text.length);
    if (at > 0 && random.chance(0.125)) {
      at -= 1;
      text.delete(at, 1);
    } else {
      text.insert(at, LETTERS.charAt(key % LETTERS.length));
      at += 1;
    }
    if (fresh.length === KEYS_IN_ENTRY || key === keys - 1) {
      const own = fresh.splice(0);
      session.updates.push(...own);
      await writeEntry(session, own, START + key * 100);
    }
  }
  return session;
}

/** As the program keeps what was typed: sign, take in by the door for all, seal. */
async function writeEntry(
  session: {
    readonly suite: Suite;
    readonly writer: FeedWriter;
    readonly state: AdmissionState;
    readonly rules: AdmissionRules;
    readonly epochKey: Uint8Array<ArrayBuffer>;
    readonly runs: Run[];
    readonly admitted: AcceptedEntry[];
    readonly entryMs: number[];
    readonly sealMs: number[];
  },
  updates: readonly Uint8Array[],
  now: number,
): Promise<void> {
  const { suite, writer, state, rules } = session;
  const begun = performance.now();
  const change = { document: PAGE, updates, memberHead: HEAD };
  const flushed = await writer.flush([change], { now, state });
  if (!flushed.ok) throw new Error(flushed.failure.kind);
  const run = flushed.value;
  const { accepted } = await admit(suite, state, rules, {
    headers: [],
    runs: [run],
    compactions: [],
  });
  await seal(session, { kind: "run", run });
  session.entryMs.push(performance.now() - begun);
  session.runs.push(run);
  session.admitted.push(...accepted);
  const again = performance.now();
  const merged = Y.mergeUpdates([...updates]);
  await writer.sign(merged);
  await suite.seal(session.epochKey, merged, SPACE);
  session.sealMs.push(performance.now() - again);
}

async function seal(
  { suite, epochKey }: Pick<Session, "suite" | "epochKey">,
  part: FramePart,
): Promise<SealedFrame> {
  return await sealFrame(suite, epochKey, labelOf(part, EPOCH), encodePart(part));
}

/** From sealed frames to a document, as on a copy that has nothing. */
async function catchUpWith(session: Session, frames: readonly SealedFrame[]): Promise<void> {
  const { suite, rules, epochKey } = session;
  const round = { headers: [], runs: [], compactions: [] } as {
    headers: ReturnType<typeof unwrapHeader>[];
    runs: Run[];
    compactions: ReturnType<typeof unwrapCompaction>[];
  };
  for (const frame of frames) {
    const plain = await openFrame(suite, epochKey, frame);
    if (plain === null) throw new Error("a frame opens under its own key");
    if (frame.kind === "header") round.headers.push(unwrapHeader(suite, plain));
    else if (frame.kind === "compaction") round.compactions.push(unwrapCompaction(plain));
    else round.runs.push(unwrapRun(suite, plain));
  }
  const { accepted } = await admit(suite, emptyAdmission(SPACE), rules, round);
  const doc = new Y.Doc();
  applyAccepted(accepted, () => doc, null);
  check(doc, session);
}

function unwrapHeader(suite: Suite, plain: Uint8Array) {
  const read = decodeFeedHeader(suite, plain);
  if (!read.ok) throw new Error("a header");
  return read.value;
}

function unwrapRun(suite: Suite, plain: Uint8Array): Run {
  const read = decodeRun(suite, plain);
  if (!read.ok) throw new Error("a run");
  return read.value;
}

function unwrapCompaction(plain: Uint8Array) {
  const read = decodeCompaction(plain);
  if (!read.ok) throw new Error("a compaction");
  return read.value;
}

function applyAll(updates: readonly Uint8Array[]): void {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
}

/**
 * A checkpoint of all but the last hundredth, and the rest on top. Whether it is what was attested was asked when it came; what
 * lies on the disk is sealed.
 */
async function openByCheckpoint(session: Session, pair: Pair): Promise<void> {
  const { suite, rules, state, admitted, writer, epochKey } = session;
  const covers = new Map(haveOf(state));
  covers.set(writer.header.id, Math.floor(admitted.length * 0.99));
  const made = makeCheckpoint({ space: SPACE, document: PAGE, covers }, admitted);
  if (!isCheckpointSound(rules, made)) throw new Error("it is sound");
  const sealed = await suite.seal(epochKey, encodeCheckpoint(made), SPACE);
  const whole = await suite.seal(epochKey, Y.encodeStateAsUpdate(session.doc), SPACE);
  pair.ours.push(
    await timeOf(async () => {
      const bytes = await suite.open(epochKey, sealed, SPACE);
      const read = bytes === null ? null : decodeCheckpoint(bytes);
      if (read?.ok !== true) throw new Error("a checkpoint");
      if (!isCheckpointUsable(state, rules, read.value, admitted)) throw new Error("it is usable");
      const doc = new Y.Doc();
      openFromCheckpoint(read.value, admitted, doc, null);
      check(doc, session);
    }),
  );
  pair.floor.push(
    await timeOf(async () => {
      const bytes = await suite.open(epochKey, whole, SPACE);
      if (bytes !== null) applyAll([bytes]);
    }),
  );
}

function check(doc: Y.Doc, session: Session): void {
  if (doc.getText("text").length !== session.doc.getText("text").length) {
    throw new Error("the document is another");
  }
}

const sizeOf = (frames: readonly SealedFrame[]): number =>
  concatBytes(frames.map(({ bytes }) => bytes)).length;

async function timeOf(work: () => Promise<void> | void): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
