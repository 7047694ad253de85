import { z } from "zod";
import {
  COVERS,
  ID_PATTERN,
  INTERFACE_LANGUAGES,
  type MemberId,
  PERSON_ROLES,
  type PageId,
  type PartnerHas,
  type Person,
  type School,
  type SchoolId,
  type SpaceId,
} from "../domain/index.ts";
import { LOCK_AFTER_MINUTES, type Settings, TEXT_SIZES } from "./contract.ts";
import type { Invitation } from "./invitation.ts";

/** The records of this PC, by name. A field that a newer or older version wrote falls back; an id must be whole. */
export const RECORDS = {
  person: "person",
  settings: "settings",
  space: (id: SpaceId) => `space:${id}`,
  spaces: "space:",
  contacts: (id: SpaceId) => `contacts:${id}`,
  arrivals: (id: SpaceId) => `arrivals:${id}`,
} as const;

const id = <Id extends string>(): z.ZodType<Id> =>
  z.string().regex(ID_PATTERN) as unknown as z.ZodType<Id>;

export const personRecord = z.object({
  id: id<MemberId>(),
  name: z.string(),
  role: z.enum(PERSON_ROLES).catch("teacher"),
  school: z.object({ id: id<SchoolId>(), name: z.string(), town: z.string(), country: z.string() }),
  languages: z.array(z.string()).catch([]),
}) satisfies z.ZodType<Person>;

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

/** A project on this PC: how to meet its partners, and what the home screen shows before its documents open. */
export interface SpaceRecord {
  readonly id: SpaceId;
  readonly invitation: Invitation;
  readonly openedAt: number;
  readonly title: string;
  readonly cover: (typeof COVERS)[number];
  readonly schools: readonly School[];
  readonly lastPage: { readonly id: PageId; readonly title: string } | null;
  /** Founders are written into the roster once, those who joined likewise; null until that is done. */
  readonly joinedAs: "founder" | "member";
  readonly joinedAt: number;
}

const schoolFields = z.object({
  id: id<SchoolId>(),
  name: z.string(),
  town: z.string(),
  country: z.string(),
});

export const spaceRecord = z.object({
  id: id<SpaceId>(),
  invitation: z.object({
    space: id<SpaceId>(),
    topic: z.string(),
    secret: z.string(),
    hubs: z.array(z.string()).catch([]),
    title: z.string().catch(""),
  }),
  openedAt: z.number().catch(0),
  title: z.string().catch(""),
  cover: z.enum(COVERS).catch("stars"),
  schools: z.array(schoolFields).catch([]),
  lastPage: z.object({ id: id<PageId>(), title: z.string() }).nullable().catch(null),
  joinedAs: z.enum(["founder", "member"]).catch("member"),
  joinedAt: z.number().catch(0),
}) satisfies z.ZodType<SpaceRecord>;

/** What is remembered of a partner between runs. */
export interface ContactRecord {
  readonly member: MemberId;
  readonly lastMetAt: number;
  readonly has: PartnerHas;
}

const hasFields = z
  .discriminatedUnion("state", [
    z.object({ state: z.literal("unknown") }),
    z.object({ state: z.literal("everything") }),
    z.object({ state: z.literal("behind"), documents: z.number().int().positive() }),
  ])
  .catch({ state: "unknown" }) satisfies z.ZodType<PartnerHas>;

export const contactsRecord = z
  .array(z.object({ member: id<MemberId>(), lastMetAt: z.number(), has: hasFields }))
  .catch([]) satisfies z.ZodType<readonly ContactRecord[]>;

/** When each post of others was first seen here. */
export const arrivalsRecord = z.record(z.string(), z.number()).catch({});
