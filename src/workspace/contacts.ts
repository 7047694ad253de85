import { type Store, createStore, reportFault } from "../base/index.ts";
import type { Member, MemberId, PartnerSync, ProjectSync } from "../domain/index.ts";
import type { Clock, PartnerState } from "../roads/index.ts";
import type { RecordStore } from "../storage/index.ts";
import { type ContactRecord, contactsRecord, readRecord } from "./stored-records.ts";

const SAVE_AFTER_MS = 3000;

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
  /** Met since the program started: of those the exchange itself knows what they lack. */
  readonly #met = new Set<MemberId>();
  readonly #changedSince = new Map<MemberId, Set<string>>();
  #stopTimer: (() => void) | null = null;

  private constructor(parts: Parts, contacts: readonly ContactRecord[]) {
    this.#parts = parts;
    this.all = this.#all;
    this.#all.set(new Map(contacts.map((contact) => [contact.member, contact])));
  }

  static async open(parts: Parts): Promise<Contacts> {
    return new Contacts(parts, await readRecord(parts.records, parts.recordName, contactsRecord));
  }

  /** What the exchange knows of those it met since the program started. */
  meet(partners: readonly PartnerState[]): void {
    const contacts = new Map(this.#all.get());
    for (const { member, lastMetAt, has, heads } of partners) {
      if (lastMetAt === null) continue;
      const before = contacts.get(member);
      const known = has.state === "unknown" ? (before?.has ?? has) : has;
      const knew = heads ?? before?.heads ?? [];
      contacts.set(member, { member, lastMetAt, has: known, heads: knew });
      this.#met.add(member);
      this.#changedSince.delete(member);
    }
    this.#set(contacts);
  }

  /** A document changed here: those who were last met in an earlier run of the program lack that change. */
  changed(document: string): void {
    const contacts = new Map(this.#all.get());
    for (const contact of contacts.values()) {
      const { member, has } = contact;
      if (this.#met.has(member) || has.state === "unknown") continue;
      const changed = (this.#changedSince.get(member) ?? new Set()).add(document);
      this.#changedSince.set(member, changed);
      const documents = Math.max(changed.size, has.state === "behind" ? has.documents : 0);
      contacts.set(member, { ...contact, has: { state: "behind", documents } });
    }
    this.#set(contacts);
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
        reportFault("the last contact was not kept", error);
      });
    });
  }

  #save(): Promise<void> {
    return this.#parts.records.put(this.#parts.recordName, [...this.#all.get().values()]);
  }
}

/** One line for each other member: from the exchange where they met in this run, else from memory. */
export function partnersOf(
  others: readonly Member[],
  met: readonly PartnerState[],
  contacts: ReadonlyMap<MemberId, ContactRecord>,
): readonly PartnerSync[] {
  return others.map(({ id, name, schoolId }) => {
    const now = met.find(({ member }) => member === id);
    const before = contacts.get(id);
    return {
      member: id,
      school: schoolId,
      name,
      lastMetAt: now?.lastMetAt ?? before?.lastMetAt ?? null,
      here: now?.here ?? false,
      road: now?.road ?? null,
      has:
        now !== undefined && now.has.state !== "unknown"
          ? now.has
          : (before?.has ?? { state: "unknown" }),
      missingHere: now?.missingHere ?? 0,
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
  if (partners.every(({ has }) => has.state === "everything"))
    return { state: "everyoneHasEverything" };
  const behind = partners.filter(({ has }) => has.state === "behind");
  if (behind.length > 0) return { state: "waiting", partners: behind.length };
  return { state: "lastMet", at: Math.max(...met.map(({ lastMetAt }) => lastMetAt ?? 0)) };
}
