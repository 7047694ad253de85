import type { CreatedPage, PageAbout, PageEntry, PageId } from "../domain/index.ts";

export interface PageListParts {
  /** The pages that one may see, in any order. */
  readonly created: readonly CreatedPage[];
  /** What the pages say of themselves, as far as they have arrived. */
  readonly abouts: ReadonlyMap<PageId, PageAbout>;
  /** As in `ProjectDocument`. */
  readonly places: ReadonlyMap<PageId, string>;
  readonly basket: ReadonlyMap<PageId, number>;
}

const NOT_ARRIVED: PageAbout = { title: "", createdAt: 0, deletedAt: null };

/**
 * Every page, those in the basket too: first those that have a place, by it; then the others, the oldest first; and those of which
 * nothing has arrived last. Equal ones by id, so that every copy shows the same order.
 */
export function pageListOf({
  created,
  abouts,
  places,
  basket,
}: PageListParts): readonly PageEntry[] {
  const entries = created.map((page) => {
    const about = abouts.get(page.id) ?? NOT_ARRIVED;
    const byLead = basket.get(page.id);
    return {
      ...page,
      ...about,
      deletedAt: byLead ?? about.deletedAt,
      isDeletedByLead: byLead !== undefined,
    };
  });
  return entries.sort((one, other) => {
    const [place, otherPlace] = [places.get(one.id), places.get(other.id)];
    if (place !== undefined && otherPlace !== undefined)
      return compare(place, otherPlace) || compare(one.id, other.id);
    if (place !== undefined || otherPlace !== undefined) return place === undefined ? 1 : -1;
    return compare(ageOf(one), ageOf(other)) || compare(one.id, other.id);
  });
}

function ageOf({ createdAt }: PageEntry): number {
  return createdAt === 0 ? Number.POSITIVE_INFINITY : createdAt;
}

function compare<Value extends string | number>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
