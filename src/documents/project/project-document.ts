import { generateKeyBetween } from "fractional-indexing";
import * as Y from "yjs";
import { z } from "zod";
import type { Store } from "../../base/index.ts";
import {
  AGES,
  COVERS,
  ID_PATTERN,
  type MemberId,
  PAGE_LIMITS,
  PROJECT_LIMITS,
  type PageEntry,
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

const pageFields = z.object({
  title: textField(PAGE_LIMITS.title),
  order: z.string().max(200).catch("a0"),
  createdBy: textField(64) as unknown as z.ZodType<MemberId>,
  createdAt: timeField,
  deletedAt: z.number().finite().nullable().catch(null),
}) satisfies z.ZodType<Omit<PageEntry, "id">>;

function clampAge(age: number): number {
  return Math.min(AGES.oldest, Math.max(AGES.youngest, age));
}

/** The project's card and its list of pages. One small document, so that a list opens before any page does. */
export class ProjectDocument {
  readonly card: Store<ProjectCard>;
  /** Every page, those in the basket too, in order. */
  readonly pages: Store<readonly PageEntry[]>;
  readonly #doc: Y.Doc;
  readonly #card: Y.Map<unknown>;
  readonly #pages: Y.Map<unknown>;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#card = doc.getMap("card");
    this.#pages = doc.getMap("pages");
    this.card = viewOf(this.#card, () => cardFields.parse(fieldsOf(this.#card)));
    this.pages = viewOf(this.#pages, () => this.#readPages());
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

  addPage(page: Pick<PageEntry, "id" | "title" | "createdBy" | "createdAt">, origin: object): void {
    const last = this.pages.get().at(-1)?.order ?? null;
    this.#doc.transact(() => {
      const fields = new Y.Map<unknown>();
      fields.set("title", page.title.slice(0, PAGE_LIMITS.title));
      fields.set("order", keyBetween(last, null));
      fields.set("createdBy", page.createdBy);
      fields.set("createdAt", page.createdAt);
      fields.set("deletedAt", null);
      this.#pages.set(page.id, fields);
    }, origin);
  }

  renamePage(page: PageId, title: string, origin: object): void {
    this.#setPageField(page, "title", title.slice(0, PAGE_LIMITS.title), origin);
  }

  /** Moves by giving the page a new place between its neighbours; two who move at once both succeed. */
  movePage(page: PageId, before: PageId | null, origin: object): void {
    const others = this.pages
      .get()
      .filter(({ id, deletedAt }) => id !== page && deletedAt === null);
    const index = before === null ? others.length : others.findIndex(({ id }) => id === before);
    if (index < 0) return;
    const previous = others[index - 1]?.order ?? null;
    // Two that were added apart may share a place: then those behind move on, and there is room again.
    const sharing = others
      .slice(index)
      .filter(({ order }) => previous !== null && order <= previous);
    const next =
      others.slice(index).find(({ order }) => previous === null || order > previous)?.order ?? null;
    this.#doc.transact(() => {
      let place = keyBetween(previous, next);
      this.#setPageField(page, "order", place, origin);
      for (const other of sharing) {
        place = keyBetween(place, next);
        this.#setPageField(other.id, "order", place, origin);
      }
    }, origin);
  }

  deletePage(page: PageId, at: number, origin: object): void {
    this.#setPageField(page, "deletedAt", at, origin);
  }

  restorePage(page: PageId, origin: object): void {
    this.#setPageField(page, "deletedAt", null, origin);
  }

  #setPageField(page: PageId, name: keyof PageEntry, value: unknown, origin: object): void {
    const fields = this.#pages.get(page);
    if (!(fields instanceof Y.Map) || fields.get(name) === value) return;
    this.#doc.transact(() => fields.set(name, value), origin);
  }

  #readPages(): readonly PageEntry[] {
    const pages: PageEntry[] = [];
    for (const [id, value] of this.#pages.entries()) {
      const fields = fieldsOf(value);
      if (fields === null || !ID_PATTERN.test(id)) continue;
      pages.push({ id: id as PageId, ...pageFields.parse(fields) });
    }
    return pages.sort((a, b) => compareText(a.order, b.order) || compareText(a.id, b.id));
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A place that a partner made up may be no valid index; then a longer text after it must do. */
function keyBetween(before: string | null, after: string | null): string {
  try {
    return generateKeyBetween(before, after);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `${before ?? "a0"}V`.slice(-200);
  }
}
