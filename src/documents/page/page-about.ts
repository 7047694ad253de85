import type * as Y from "yjs";
import { z } from "zod";
import { PAGE_LIMITS, type PageAbout } from "../../domain/index.ts";
import { fieldsOf, textField, timeField } from "../fields.ts";
import { PAGE_ROOTS } from "./page-format.ts";

const aboutFields = z.object({
  title: textField(PAGE_LIMITS.title),
  createdAt: timeField,
  deletedAt: z.number().finite().min(0).max(8.64e15).nullable().catch(null),
}) satisfies z.ZodType<PageAbout>;

/** What lies in a page's document beside its text, for lists that need no more. */
export function readPageAbout(doc: Y.Doc): PageAbout {
  return aboutFields.parse(fieldsOf(doc.getMap(PAGE_ROOTS.about)));
}
