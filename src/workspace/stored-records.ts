import { z } from "zod";
import { reportFault } from "../base/index.ts";
import {
  BLOB_HASH_PATTERN,
  type BlobHash,
  COVERS,
  ID_PATTERN,
  INTERFACE_LANGUAGES,
  type MemberId,
  PERSON_ROLES,
  type PageEntry,
  type PageId,
  type PartnerHas,
  type Person,
  type ProjectSummary,
  type SchoolId,
  type SpaceId,
} from "../domain/index.ts";
import type { OperationId } from "../membership/index.ts";
import { DamagedRecord, type RecordStore } from "../storage/index.ts";
import { type Joining, LOCK_AFTER_MINUTES, type Settings, TEXT_SIZES } from "./contract.ts";

/**
 * The records of this PC, by name. All but the settings are sealed. A field that a newer or older version wrote falls back; an id
 * must be whole.
 */
export const RECORDS = {
  person: "person",
  settings: "settings",
  sheet: "sheet",
  space: (id: SpaceId) => `space:${id}`,
  spaces: "space:",
  contacts: (id: SpaceId) => `contacts:${id}`,
  arrivals: (id: SpaceId) => `arrivals:${id}`,
  pageCards: (id: SpaceId) => `pages:${id}`,
  invitations: (id: SpaceId) => `invitations:${id}`,
  joining: (id: string) => `joining:${id}`,
  joinings: "joining:",
} as const;

/** What the schema makes of a record that is absent or does not open is what it makes of null. */
export async function readRecord<Value>(
  records: RecordStore,
  name: string,
  schema: z.ZodType<Value>,
): Promise<Value> {
  try {
    return schema.parse((await records.get(name)) ?? null);
  } catch (error) {
    if (!(error instanceof DamagedRecord)) throw error;
    reportFault("a record of this computer is damaged and counts as absent", error);
    return schema.parse(null);
  }
}

const id = <Id extends string>(): z.ZodType<Id> =>
  z.string().regex(ID_PATTERN) as unknown as z.ZodType<Id>;
const operationId = z.string().regex(/^[0-9a-f]{64}$/u) as unknown as z.ZodType<OperationId>;
const blobHash = z.string().regex(BLOB_HASH_PATTERN) as unknown as z.ZodType<BlobHash>;
const seedText = z.string().regex(/^[0-9a-z]{26}$/u);

const personRecord = z.object({
  id: id<MemberId>(),
  name: z.string(),
  role: z.enum(PERSON_ROLES).catch("teacher"),
  school: z.object({ id: id<SchoolId>(), name: z.string(), town: z.string(), country: z.string() }),
  languages: z.array(z.string()).catch([]),
}) satisfies z.ZodType<Person>;

/** Null: nobody has been introduced. */
export const knownPersonRecord = personRecord.nullable().catch(null);

export const DEFAULT_SETTINGS: Settings = {
  language: null,
  appearance: "system",
  textSize: 100,
  reducedMotion: false,
  // Longer than a task that a class does without the screen, shorter than a break that leaves the room empty.
  lockAfterMinutes: 15,
};

export const settingsRecord = z.object({
  language: z
    .enum([...INTERFACE_LANGUAGES, "pseudo"])
    .nullable()
    .catch(null),
  appearance: z.enum(["system", "light", "dark", "contrast"]).catch("system"),
  textSize: z.literal(TEXT_SIZES).catch(100),
  reducedMotion: z.boolean().catch(false),
  lockAfterMinutes: z.literal(LOCK_AFTER_MINUTES).catch(15),
}) satisfies z.ZodType<Settings>;

/** When the recovery sheet was made. */
export const sheetRecord = z.number().nullable().catch(null);

/** What the home screen shows of a project before its documents open, and where its partners may be found. */
export interface SpaceRecord extends ProjectSummary {
  /** host:port of hubs worth asking. */
  readonly hubs: readonly string[];
  /** Of the invitation that was accepted here, until the keys of the project have come. */
  readonly mailbox: Mailbox | null;
}

const schoolFields = z.object({
  id: id<SchoolId>(),
  name: z.string(),
  town: z.string(),
  country: z.string(),
});

export const spaceRecord = z.object({
  id: id<SpaceId>(),
  openedAt: z.number().catch(0),
  title: z.string().catch(""),
  cover: z.enum(COVERS).catch("stars"),
  schools: z.array(schoolFields).catch([]),
  ownSchool: id<SchoolId>().nullable().catch(null),
  lastPage: z.object({ id: id<PageId>(), title: z.string() }).nullable().catch(null),
  standing: z.enum(["active", "pending", "left", "removed"]).catch("active"),
  endedAt: z.number().nullable().catch(null),
  hubs: z.array(z.string()).catch([]),
  mailbox: z.object({ topic: z.string(), secret: z.string() }).nullable().catch(null),
}) satisfies z.ZodType<SpaceRecord>;

/** What stood in a page's document when it was last read, so that a list opens without opening every page. */
export interface PageCard extends Pick<PageEntry, "title" | "createdAt" | "deletedAt"> {
  readonly pictures: readonly BlobHash[];
}

export const pageCardsRecord = z
  .record(
    z.string(),
    z.object({
      title: z.string(),
      createdAt: z.number(),
      deletedAt: z.number().nullable(),
      pictures: z.array(blobHash).catch([]),
    }),
  )
  .catch({}) satisfies z.ZodType<Readonly<Record<string, PageCard>>>;

/** The secrets of invitations that were made on this PC, by the public key that stands in the log. One of both is there. */
export interface InvitationSecret {
  /** 16 bytes, written as ids are. */
  readonly seed: string | null;
  readonly code: string | null;
}

/** Where an invitation's two sides meet: as in `Rendezvous`. */
export interface Mailbox {
  readonly topic: string;
  readonly secret: string;
}

const mailboxFields = z.object({ topic: z.string(), secret: z.string() });

export interface KeptInvitation extends InvitationSecret {
  readonly mailbox: Mailbox;
}

export const invitationsRecord = z
  .record(
    z.string(),
    z.object({ seed: seedText.nullable(), code: z.string().nullable(), mailbox: mailboxFields }),
  )
  .catch({}) satisfies z.ZodType<Readonly<Record<string, KeptInvitation>>>;

/** An invitation that was accepted here, until someone of its project has been met. */
export interface JoiningRecord extends Joining, InvitationSecret {
  /** Null for a code, which does not say what it is an invitation to. */
  readonly founding: OperationId | null;
  readonly hubs: readonly string[];
}

export const joiningRecord = z.object({
  id: id<string>(),
  way: z.enum(["text", "code", "digits"]).catch("text"),
  startedAt: z.number().catch(0),
  state: z.enum(["looking", "refused"]).catch("looking"),
  seed: seedText.nullable(),
  code: z.string().nullable(),
  founding: operationId.nullable(),
  hubs: z.array(z.string()).catch([]),
}) satisfies z.ZodType<JoiningRecord>;

/** What is remembered of a partner between runs. */
export interface ContactRecord {
  readonly member: MemberId;
  readonly lastMetAt: number;
  readonly has: PartnerHas;
  /** The newest operations that they were seen to know. */
  readonly heads: readonly string[];
}

const hasFields = z
  .discriminatedUnion("state", [
    z.object({ state: z.literal("unknown") }),
    z.object({ state: z.literal("everything") }),
    z.object({ state: z.literal("behind"), documents: z.number().int().nonnegative() }),
  ])
  .catch({ state: "unknown" }) satisfies z.ZodType<PartnerHas>;

export const contactsRecord = z
  .array(
    z.object({
      member: id<MemberId>(),
      lastMetAt: z.number(),
      has: hasFields,
      heads: z.array(z.string()).catch([]),
    }),
  )
  .catch([]) satisfies z.ZodType<readonly ContactRecord[]>;

/** When each post of others was first seen here. */
export const arrivalsRecord = z.record(z.string(), z.number()).catch({});
