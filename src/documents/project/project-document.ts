import { generateKeyBetween } from "fractional-indexing";
import type * as Y from "yjs";
import { z } from "zod";
import type { Store } from "../../base/index.ts";
import {
  AGES,
  COVERS,
  ID_PATTERN,
  PROJECT_LIMITS,
  type PageId,
  type ProjectCard,
} from "../../domain/index.ts";
import { fieldsOf, listField, textField, timeField } from "../fields.ts";
import { viewOf } from "../document-store.ts";

/** Partners may run older or newer versions, so a bad field falls back and never throws. */
const cardFields = z.object({
  title: textField(PROJECT_LIMITS.title),
  aims: textField(PROJECT_LIMITS.aims),
  subjects: listField(PROJECT_LIMITS.subjects, 40),
  ages: z
    .object({ from: z.number().int(), to: z.number().int() })
    .transform(({ from, to }) => ({
      from: clampAge(Math.min(from, to)),
      to: clampAge(Math.max(from, to)),
    }))
    .catch({ from: 6, to: 18 }),
  languages: listField(PROJECT_LIMITS.languages, 12),
  cover: z.enum(COVERS).catch("stars"),
  createdAt: timeField,
}) satisfies z.ZodType<ProjectCard>;

function clampAge(age: number): number {
  return Math.min(AGES.oldest, Math.max(AGES.youngest, age));
}

/** So long is the longest place that is read; a partner cannot make one without end. */
const LONGEST_PLACE = 200;

/** What those who lead the project say about it: its card, the order of its pages, and which of them they put away. */
export class ProjectDocument {
  readonly card: Store<ProjectCard>;
  /** Fractional indexes; pages sort by them, then by id. Pages that nobody has moved have none. */
  readonly places: Store<ReadonlyMap<PageId, string>>;
  /** When those who lead put a page into the basket. */
  readonly basket: Store<ReadonlyMap<PageId, number>>;
  readonly #doc: Y.Doc;
  readonly #card: Y.Map<unknown>;
  readonly #places: Y.Map<unknown>;
  readonly #basket: Y.Map<unknown>;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#card = doc.getMap("card");
    this.#places = doc.getMap("order");
    this.#basket = doc.getMap("basket");
    this.card = viewOf(this.#card, () => cardFields.parse(fieldsOf(this.#card)));
    this.places = viewOf(this.#places, () => readPages(this.#places, placeField));
    this.basket = viewOf(this.#basket, () => readPages(this.#basket, deletionField));
  }

  changeCard(change: Partial<ProjectCard>, origin: object): void {
    this.#doc.transact(() => {
      for (const [name, value] of Object.entries(change)) {
        // Writing what already stands there would only make the history longer.
        if (JSON.stringify(this.#card.get(name)) !== JSON.stringify(value))
          this.#card.set(name, value);
      }
    }, origin);
  }

  /**
   * Puts the page before `before`, or at the end of `shown`, which is the list as it stands on the screen. Two who move pages at
   * once both succeed. Pages without a place that come before get theirs, so that they stay where they are seen.
   */
  movePage(page: PageId, before: PageId | null, shown: readonly PageId[], origin: object): void {
    const others = shown.filter((id) => id !== page);
    const index = before === null ? others.length : others.indexOf(before);
    if (index < 0) return;
    const places = this.places.get();
    const ahead = others.slice(0, index);
    const behind = others.slice(index).flatMap((id) => placeOf(places, id));
    const previous = ahead.filter((id) => places.has(id)).at(-1);
    const last = previous === undefined ? null : (places.get(previous) ?? null);
    // Two that were moved apart may share a place: then those behind move on, and there is room again.
    const sharing = behind.filter(({ place }) => last !== null && place <= last);
    const next = behind.find(({ place }) => last === null || place > last)?.place ?? null;
    this.#doc.transact(() => {
      let place = last;
      const settled = [
        ...ahead.filter((id) => !places.has(id)),
        page,
        ...sharing.map(({ id }) => id),
      ];
      for (const id of settled) {
        place = keyBetween(place, next);
        if (places.get(id) !== place) this.#places.set(id, place);
      }
    }, origin);
  }

  deletePage(page: PageId, at: number, origin: object): void {
    if (!this.basket.get().has(page)) this.#doc.transact(() => this.#basket.set(page, at), origin);
  }

  restorePage(page: PageId, origin: object): void {
    if (this.#basket.has(page)) this.#doc.transact(() => this.#basket.delete(page), origin);
  }
}

const placeField = z.string().min(1).max(LONGEST_PLACE);
const deletionField = z.number().finite().min(0).max(8.64e15);

/** What makes no sense is left out: such a page stands behind the others, or in none of the baskets. */
function readPages<Value>(
  map: Y.Map<unknown>,
  field: z.ZodType<Value>,
): ReadonlyMap<PageId, Value> {
  const pages = new Map<PageId, Value>();
  for (const [id, value] of map.entries()) {
    const read = field.safeParse(value);
    if (ID_PATTERN.test(id) && read.success) pages.set(id as PageId, read.data);
  }
  return pages;
}

function placeOf(
  places: ReadonlyMap<PageId, string>,
  id: PageId,
): readonly { readonly id: PageId; readonly place: string }[] {
  const place = places.get(id);
  return place === undefined ? [] : [{ id, place }];
}

/** A place that a partner made up may be no valid index; then a longer text after it must do. */
function keyBetween(before: string | null, after: string | null): string {
  try {
    return generateKeyBetween(before, after);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `${before ?? "a0"}V`.slice(-LONGEST_PLACE);
  }
}
