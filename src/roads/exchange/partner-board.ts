import { type Store, createStore } from "../../base/index.ts";
import type { MemberId, PartnerHas, PartnerSync, RoadName } from "../../domain/index.ts";
import type { FeedId, HaveVector } from "../../journal/index.ts";
import type { JournalCopy } from "./journal-copy.ts";
import { EXCHANGE_TIMES as TIMES } from "./limits.ts";
import { PartnerCopy } from "./partner-copy.ts";

/** What the exchange knows of a partner. Names are in profiles, schools in the log. */
export interface PartnerState extends Omit<PartnerSync, "name" | "school"> {
  /** Of the log, as they told them last in this run of the program; null: not yet. */
  readonly heads: readonly string[] | null;
}

/** Contact is shown to the minute; a finer step would only redraw. */
const MET_STEP_MS = 10_000;

/** Who has what, told truthfully: only a partner's own word about its copy counts. */
export class PartnerBoard {
  readonly partners: Store<readonly PartnerState[]>;
  readonly #partners = createStore<readonly PartnerState[]>([]);
  /** By session. */
  readonly #copies = new Map<FeedId, PartnerCopy>();
  /** When each member was last met, those of earlier runs included. */
  readonly #met: Map<MemberId, number>;
  readonly #copy: JournalCopy;
  readonly #road: RoadName;

  constructor(copy: JournalCopy, road: RoadName, met: ReadonlyMap<MemberId, number>) {
    this.#copy = copy;
    this.#road = road;
    this.#met = new Map(met);
    this.partners = this.#partners;
  }

  copies(): Iterable<PartnerCopy> {
    return this.#copies.values();
  }

  copyOf(member: MemberId, session: FeedId): PartnerCopy {
    const known = this.#copies.get(session);
    if (known !== undefined && known.member === member) return known;
    const copy = new PartnerCopy(member, session);
    this.#copies.set(session, copy);
    this.judgeAll(copy, this.#copy.have.get());
    return copy;
  }

  forgetMember(member: MemberId): void {
    for (const copy of [...this.#copies.values()]) {
      if (copy.member === member) this.#copies.delete(copy.session);
    }
  }

  /** Something came here of these feeds. */
  judgeOwn(feeds: Iterable<FeedId>): void {
    const own = this.#copy.have.get();
    for (const feed of feeds) {
      for (const copy of this.#copies.values()) copy.judge(feed, own.get(feed));
    }
  }

  judgeAll(copy: PartnerCopy, own: HaveVector): void {
    for (const feed of own.keys()) copy.judge(feed, own.get(feed));
    for (const feed of copy.have.keys()) copy.judge(feed, own.get(feed));
  }

  /** Tells the screens. */
  publish(now: number): void {
    for (const copy of this.#copies.values()) {
      if (copy.heardAt > (this.#met.get(copy.member) ?? 0)) {
        this.#met.set(copy.member, copy.heardAt);
      }
    }
    const before = this.#partners.get();
    const after = [...this.#met].map(([member, metAt]) => this.#state(member, metAt, now));
    after.sort((one, other) => (one.member < other.member ? -1 : 1));
    const merged = after.map((state, index) => {
      const old = before[index];
      return old !== undefined && looksSame(old, state) ? old : state;
    });
    const changed = merged.length !== before.length || merged.some((s, at) => s !== before[at]);
    if (changed) this.#partners.set(merged);
  }

  #state(member: MemberId, lastMetAt: number, now: number): PartnerState {
    const copies = [...this.#copies.values()].filter((copy) => copy.member === member);
    const connected = copies.filter((copy) => copy.connections > 0);
    const here = connected.some((copy) => now - copy.heardAt < TIMES.hereMs);
    // Of several PCs the best one counts, for its owner can see it there; of those long gone, the last one heard.
    const last = copies.reduce<PartnerCopy | null>(
      (latest, copy) => (latest === null || copy.heardAt > latest.heardAt ? copy : latest),
      null,
    );
    const counted = connected.length > 0 ? connected : last === null ? [] : [last];
    const judged = counted.map((copy) => ({ copy, has: this.#judge(copy, now) }));
    const best = judged.reduce<(typeof judged)[number] | null>(
      (one, other) => (one === null || isBetter(other.has, one.has) ? other : one),
      null,
    );
    return {
      member,
      lastMetAt,
      here,
      road: here ? this.#road : null,
      has: best?.has ?? { state: "unknown" },
      missingHere: Math.max(0, ...counted.map((copy) => this.#missingHere(copy))),
      heads: best?.copy.heads ?? null,
    };
  }

  #judge(copy: PartnerCopy, now: number): PartnerHas {
    if (!copy.isListed || copy.heads === null) return { state: "unknown" };
    if (copy.lacks.size === 0 && isSame(copy.heads, this.#copy.heads.get())) {
      copy.documentsBehind = null;
      return { state: "everything" };
    }
    const counted = copy.documentsBehind;
    if (counted !== null && now - counted.at < TIMES.countMs) {
      return { state: "behind", documents: counted.count };
    }
    const documents = copy.lacks.size === 0 ? 0 : this.#copy.documentsBehind(copy.have).size;
    copy.documentsBehind = { count: documents, at: now };
    return { state: "behind", documents };
  }

  #missingHere(copy: PartnerCopy): number {
    const own = this.#copy.have.get();
    let missing = 0;
    for (const [feed, theirs] of copy.offers) missing += theirs - (own.get(feed) ?? 0);
    return missing;
  }
}

function isBetter(one: PartnerHas, other: PartnerHas): boolean {
  if (one.state === "behind" && other.state === "behind") return one.documents < other.documents;
  const order = ["unknown", "behind", "everything"];
  return order.indexOf(one.state) > order.indexOf(other.state);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((head, index) => head === other[index]);
}

function looksSame(one: PartnerState, other: PartnerState): boolean {
  return (
    one.member === other.member &&
    one.here === other.here &&
    one.road === other.road &&
    one.missingHere === other.missingHere &&
    one.has.state === other.has.state &&
    (one.has.state !== "behind" ||
      other.has.state !== "behind" ||
      one.has.documents === other.has.documents) &&
    isSame(one.heads ?? [], other.heads ?? []) &&
    (one.heads === null) === (other.heads === null) &&
    Math.abs((one.lastMetAt ?? 0) - (other.lastMetAt ?? 0)) < MET_STEP_MS
  );
}
