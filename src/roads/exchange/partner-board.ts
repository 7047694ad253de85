import { type Store, createStore } from "../../base/index.ts";
import type { MemberId, PartnerHas, PartnerSync, RoadName } from "../../domain/index.ts";
import { EXCHANGE_TIMES as TIMES } from "./limits.ts";
import type { Claim, StateHash } from "./message.ts";
import type { OwnDocuments } from "./own-documents.ts";

/** What the exchange knows of a partner. Their name and school stand in the roster document. */
export type PartnerState = Omit<PartnerSync, "name" | "school">;

/** Contact is shown to the minute; a finer step would only redraw. */
const MET_STEP_MS = 10_000;

/** What one session of a member has told about its copy; kept while this program runs, connected or not. */
export class PartnerCopy {
  readonly member: MemberId;
  readonly session: string;
  /** The hash that it told last for each document. */
  readonly claims = new Map<string, StateHash>();
  readonly #versions = new Map<string, number>();
  /** An own hash that it once told too: whatever it holds since, it holds that. */
  readonly covered = new Map<string, StateHash>();
  readonly behind = new Set<string>();
  /** Whether it has ever told about all its documents. */
  isListed = false;
  heardAt = 0;
  connections = 0;

  constructor(member: MemberId, session: string) {
    this.member = member;
    this.session = session;
  }

  /** False when it has said something newer already. */
  hear({ document, hash, version }: Claim): boolean {
    if (version < (this.#versions.get(document) ?? 0)) return false;
    this.#versions.set(document, version);
    this.claims.set(document, hash);
    return true;
  }
}

/** Who has what, told truthfully: only a partner's own word about its copy counts. */
export class PartnerBoard {
  readonly partners: Store<readonly PartnerState[]>;
  readonly #partners = createStore<readonly PartnerState[]>([]);
  readonly #copies = new Map<string, PartnerCopy>();
  readonly #met: Map<MemberId, number>;
  readonly #own: OwnDocuments;
  readonly #road: RoadName;

  constructor(own: OwnDocuments, road: RoadName, met: ReadonlyMap<MemberId, number>) {
    this.#own = own;
    this.#road = road;
    this.#met = new Map(met);
    this.partners = this.#partners;
  }

  copyOf(member: MemberId, session: string): PartnerCopy {
    const known = this.#copies.get(session);
    if (known !== undefined && known.member === member) return known;
    const copy = new PartnerCopy(member, session);
    this.#copies.set(session, copy);
    return copy;
  }

  forget(session: string): void {
    this.#copies.delete(session);
  }

  /** Looks again at one document of one copy, or of all. */
  judge(document: string, copies: Iterable<PartnerCopy> = this.#copies.values()): void {
    const own = this.#own.hash(document);
    const mustKnow = !this.#own.isKnown(document);
    for (const copy of copies) {
      if (own !== null && copy.claims.get(document) === own) copy.covered.set(document, own);
      const hasIt = own === null ? !mustKnow : copy.covered.get(document) === own;
      if (hasIt) copy.behind.delete(document);
      else copy.behind.add(document);
    }
  }

  judgeAll(copy: PartnerCopy): void {
    for (const document of this.#own.held()) this.judge(document, [copy]);
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
    const has: PartnerHas = this.#own.isComplete ? bestOf(counted) : { state: "unknown" };
    return { member, lastMetAt, here, road: here ? this.#road : null, has };
  }
}

function bestOf(copies: readonly PartnerCopy[]): PartnerHas {
  const listed = copies.filter((copy) => copy.isListed);
  if (listed.length === 0) return { state: "unknown" };
  const documents = Math.min(...listed.map((copy) => copy.behind.size));
  return documents === 0 ? { state: "everything" } : { state: "behind", documents };
}

function looksSame(one: PartnerState, other: PartnerState): boolean {
  return (
    one.member === other.member &&
    one.here === other.here &&
    one.road === other.road &&
    one.has.state === other.has.state &&
    (one.has.state !== "behind" ||
      other.has.state !== "behind" ||
      one.has.documents === other.has.documents) &&
    Math.abs((one.lastMetAt ?? 0) - (other.lastMetAt ?? 0)) < MET_STEP_MS
  );
}
