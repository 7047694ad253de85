import { type Store, createStore } from "../base/index.ts";
import type { Member, MemberId, PartnerSync, ProjectSync, RoadName } from "../domain/index.ts";
import type { RecordStore } from "../storage/index.ts";
import type { Clock } from "./clock.ts";
import { type ContactRecord, contactsRecord } from "./stored-records.ts";

const SAVE_AFTER_MS = 3000;

/** What a living connection says of a member. */
export interface Meeting {
  readonly member: MemberId;
  readonly here: boolean;
  readonly heardAt: number;
  readonly road: RoadName;
  /** Documents whose newest changes they lack; null until they told. */
  readonly lacks: readonly string[] | null;
}

interface Parts {
  readonly records: RecordStore;
  readonly recordName: string;
  readonly clock: Clock;
}

/** Who was met when, and what they had then: the memory behind every word about sync. */
export class Contacts {
  readonly all: Store<ReadonlyMap<MemberId, ContactRecord>>;
  readonly #all = createStore<ReadonlyMap<MemberId, ContactRecord>>(new Map());
  readonly #parts: Parts;
  #stopTimer: (() => void) | null = null;

  private constructor(parts: Parts, contacts: readonly ContactRecord[]) {
    this.#parts = parts;
    this.all = this.#all;
    this.#all.set(new Map(contacts.map((contact) => [contact.member, contact])));
  }

  static async open(parts: Parts): Promise<Contacts> {
    return new Contacts(parts, contactsRecord.parse((await parts.records.get(parts.recordName)) ?? []));
  }

  meet(meetings: readonly Meeting[]): void {
    const contacts = new Map(this.#all.get());
    for (const { member, heardAt, lacks } of meetings) {
      const before = contacts.get(member);
      contacts.set(member, {
        member,
        lastMetAt: Math.max(heardAt, before?.lastMetAt ?? 0),
        lacks: lacks ?? before?.lacks ?? null,
      });
    }
    this.#set(contacts);
  }

  /** A document changed here: whoever is not here lacks that change. */
  changed(document: string, here: ReadonlySet<MemberId>): void {
    const contacts = new Map(this.#all.get());
    let grew = false;
    for (const contact of contacts.values()) {
      if (here.has(contact.member) || contact.lacks === null || contact.lacks.includes(document)) continue;
      contacts.set(contact.member, { ...contact, lacks: [...contact.lacks, document] });
      grew = true;
    }
    if (grew) this.#set(contacts);
  }

  async close(): Promise<void> {
    if (this.#stopTimer === null) return;
    this.#stopTimer();
    this.#stopTimer = null;
    await this.#save();
  }

  #set(contacts: ReadonlyMap<MemberId, ContactRecord>): void {
    this.#all.set(contacts);
    this.#stopTimer ??= this.#parts.clock.after(SAVE_AFTER_MS, () => {
      this.#stopTimer = null;
      this.#save().catch((error: unknown) => {
        // The next meeting tells it all again.
        console.error("the last contact was not kept", error);
      });
    });
  }

  #save(): Promise<void> {
    return this.#parts.records.put(this.#parts.recordName, [...this.#all.get().values()]);
  }
}

/** One line for each other member, from the living connections where there are any, else from memory. */
export function partnersOf(
  others: readonly Member[],
  meetings: readonly Meeting[],
  contacts: ReadonlyMap<MemberId, ContactRecord>,
): readonly PartnerSync[] {
  return others.map((member) => {
    const meeting = meetings.find((candidate) => candidate.member === member.id);
    const contact = contacts.get(member.id);
    const lacks = meeting?.lacks ?? contact?.lacks ?? null;
    return {
      member: member.id,
      school: member.schoolId,
      name: member.name,
      lastMetAt: meeting?.heardAt ?? contact?.lastMetAt ?? null,
      here: meeting?.here ?? false,
      road: meeting?.here === true ? meeting.road : null,
      has:
        lacks === null
          ? { state: "unknown" }
          : lacks.length === 0
            ? { state: "everything" }
            : { state: "behind", documents: lacks.length },
    };
  });
}

/** The calm line: what is most worth knowing, never more than is known. */
export function summaryOf(partners: readonly PartnerSync[]): ProjectSync {
  if (partners.length === 0) return { state: "alone" };
  const met = partners.filter(({ lastMetAt }) => lastMetAt !== null);
  if (met.length === 0) return { state: "neverMet" };
  const busy = partners.filter(({ here, has }) => here && has.state !== "everything");
  if (busy.length > 0) return { state: "exchanging", partners: busy.length };
  if (partners.every(({ has }) => has.state === "everything")) return { state: "everyoneHasEverything" };
  const behind = partners.filter(({ has }) => has.state === "behind");
  if (behind.length > 0) return { state: "waiting", partners: behind.length };
  return { state: "lastMet", at: Math.max(...met.map(({ lastMetAt }) => lastMetAt ?? 0)) };
}
