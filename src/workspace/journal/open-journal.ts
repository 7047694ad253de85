import { type Result, fail, randomBytes, reportFault, succeed } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { SchoolId, SpaceId } from "../../domain/index.ts";
import { emptyAdmission, screenHere } from "../../journal/index.ts";
import {
  type EpochKeys,
  MemberLog,
  admissionRulesOf,
  bytesOfId,
  composeFounding,
  entitledMembers,
  headOfOperation,
  makeRotation,
  spaceFoundedBy,
  withSignature,
} from "../../membership/index.ts";
import type { Clock } from "../../roads/index.ts";
import { type Storage, StorageError } from "../../storage/index.ts";
import type { Signer, SpaceJournal } from "./contract.ts";
import type { JournalCore } from "./core.ts";
import { framesWithErased, withoutErased } from "./erasing.ts";
import { decodeEvidence } from "./evidence.ts";
import { Keyring, decodeKeys, encodeKeys } from "./keyring.ts";
import { decodeLateWork } from "./late-work.ts";
import { Ledger } from "./ledger.ts";
import type { ScreenFrames } from "./opened-frames.ts";
import { OwnFeeds } from "./own-feeds.ts";
import { readFrames } from "./read-entries.ts";
import { RoundKeeper } from "./round-keeper.ts";
import { LocalSpaceJournal } from "./space-journal.ts";
import { decodeState } from "./state-codec.ts";
import { takeStoredFrames } from "./stored-frames.ts";

export interface SpaceJournalParts {
  readonly space: SpaceId;
  readonly signer: Signer;
  readonly suite: Suite;
  readonly storage: Storage;
  readonly clock: Clock;
  /** Null: bytes of strangers are decoded here. */
  readonly screen: ScreenFrames | null;
  /** What is known of the log beside what is stored, such as an invitation's; in an order that can be taken. */
  readonly operations?: readonly Uint8Array[];
  /** Likewise, keys that the log is committed to. */
  readonly keys?: EpochKeys;
}

export type FoundingParts = Omit<SpaceJournalParts, "space" | "operations" | "keys"> & {
  readonly school: SchoolId;
  /** What the shell's question calls people, schools and the project (under ""). */
  readonly names: Readonly<Record<string, string>>;
};

/** Opens what is stored of a space, or begins with what was given. Rejects with a `StorageError` when the new could not be kept. */
export async function openSpaceJournal(parts: SpaceJournalParts): Promise<SpaceJournal> {
  const { space, signer, suite, storage, clock } = parts;
  const spaceBytes = bytesOfId(space);
  const member = bytesOfId(signer.member);
  if (spaceBytes === null || member === null) throw new Error("ids have 16 bytes");
  const store = storage.journal;
  const [log, fresh] = await openLog(parts);
  const stored = await readPart(storage, space, "keys");
  const known = new Map([...(stored === null ? [] : decodeKeys(stored)), ...(parts.keys ?? [])]);
  const keyring = new Keyring(suite, signer, known);
  const isNewKey = log.membership !== null && (await keyring.follow(log.membership));
  const state = await readPart(storage, space, "state");
  const decoded = state === null ? null : decodeState(suite, spaceBytes, state);
  if (state !== null && decoded === null) {
    reportFault("the state of a journal is damaged and is made anew", null);
  }
  const keptUpdates: JournalCore["keptUpdates"] = new Map();
  const core: JournalCore = {
    space,
    spaceBytes,
    suite,
    clock,
    signer,
    store,
    log,
    rules: admissionRulesOf(
      suite,
      log,
      (feed, document) => keptUpdates.get(feed)?.get(document) ?? [],
    ),
    keptUpdates,
    state: decoded?.state ?? emptyAdmission(spaceBytes),
    ledger: decoded?.ledger ?? new Ledger(),
    keyring,
    rounds: new RoundKeeper(store, space),
    waiting: new Map(),
    withheld: new Set(),
  };
  await takeStoredFrames(core);
  await freezeAgain(core, storage);
  for (const opened of await readFrames(core, framesWithErased(core))) {
    await withoutErased(core, opened);
  }
  const isChanged = isNewKey || parts.keys !== undefined;
  if (fresh.length > 0 || isChanged) {
    core.rounds.owe({
      operations: fresh,
      parts: isChanged ? [{ name: "keys", bytes: encodeKeys(keyring.keys.get()) }] : [],
    });
  }
  await core.rounds.settle();
  const feeds = await OwnFeeds.begin(suite, signer, spaceBytes, () => whenAndWhere(core), member);
  const late = await readPart(storage, space, "late");
  const lateWork = late === null ? [] : decodeLateWork(late);
  const screen: ScreenFrames = parts.screen ?? ((frames) => screenHere(suite).screen(frames));
  return new LocalSpaceJournal({ core, storage, feeds, screen, lateWork });
}

/** A new space, its first key, and its journal. */
export async function foundSpaceJournal(
  parts: FoundingParts,
): Promise<
  Result<SpaceJournal, { readonly kind: "declined" | "locked" | "noRight" | "notSaved" }>
> {
  const { signer, suite, clock, school, names, ...rest } = parts;
  const { signingKey, agreementKey } = signer;
  const founder = { signingKey, agreementKey, role: "founder", school, mentor: null } as const;
  const nonce = randomBytes(16);
  const body = { kind: "found", space: "project", nonce, founder } as const;
  const unsigned = composeFounding(suite, body, clock.now());
  const signed = await signer.signOperation(null, unsigned, names);
  if (!signed.ok) {
    return fail({ kind: signed.failure.kind === "refused" ? "noRight" : signed.failure.kind });
  }
  const founding = withSignature(unsigned, signed.value);
  const space = spaceFoundedBy(suite, founding);
  let journal: SpaceJournal;
  try {
    journal = await openSpaceJournal({
      ...rest,
      space,
      signer,
      suite,
      clock,
      operations: [founding],
    });
  } catch (error) {
    if (error instanceof StorageError) return fail({ kind: "notSaved" });
    throw error;
  }
  const membership = journal.membership.get();
  if (membership === null) throw new Error("a founding founds");
  const recipients = entitledMembers(membership, "project");
  const rotation = await makeRotation(suite, space, "project", recipients);
  const rotated = await journal.act(rotation.body, names);
  if (rotated.ok) return succeed(journal);
  await journal.close();
  await rest.storage.journal.removeSpace(space);
  return rotated;
}

async function openLog({
  suite,
  space,
  storage,
  operations = [],
}: SpaceJournalParts): Promise<readonly [MemberLog, readonly Uint8Array[]]> {
  const log = new MemberLog(suite, space);
  const stored = await storage.journal.operations(space);
  if (stored.damaged > 0) {
    reportFault("operations of a member log are damaged; partners have them", null);
  }
  await log.recall(stored.operations);
  const fresh: Uint8Array[] = [];
  for (const bytes of operations) {
    const receipt = await log.receive(bytes);
    if (receipt.kind === "accepted") {
      fresh.push(...receipt.ids.flatMap((id) => log.bytesOf(id) ?? []));
    }
  }
  return [log, fresh];
}

async function readPart(
  storage: Storage,
  space: SpaceId,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const part = await storage.journal.part(space, name);
  if (part.state === "damaged") reportFault("a part of a journal is damaged", null);
  return part.state === "here" ? part.bytes : null;
}

async function freezeAgain(core: JournalCore, storage: Storage): Promise<void> {
  const evidence = await readPart(storage, core.space, "frozen");
  if (evidence === null) return;
  for (const freeze of decodeEvidence(core.suite, evidence)) {
    const feed = core.state.feeds.get(freeze.feed);
    if (feed === undefined) continue;
    feed.frozen = freeze;
    feed.held.clear();
    feed.heldCompaction = null;
  }
}

function whenAndWhere({ log, clock }: JournalCore): {
  readonly memberHead: Uint8Array<ArrayBuffer>;
  readonly startedAt: number;
} {
  const [head] = log.latestHeads;
  return {
    memberHead: head === undefined ? new Uint8Array(32) : headOfOperation(head),
    startedAt: clock.now(),
  };
}
