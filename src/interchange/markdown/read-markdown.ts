import { Marked } from "marked";
import type { Draft } from "../draft.ts";
import { HTML_LIMITS } from "../html/bounded-tree.ts";
import { liftDataUrls } from "../html/data-url.ts";
import type { FindBeside } from "../html/html-pictures.ts";
import { readLiftedHtml } from "../html/read-html.ts";
import { ImportRefused } from "../import-outcome.ts";

const marked = new Marked({ gfm: true, async: false });

/** Reads GitHub's Markdown by way of HTML. Throws `ImportRefused` (tooComplex) and RangeError for endless nesting. */
export function readMarkdown(markdown: string, findBeside: FindBeside): Draft {
  const { text, lifted } = liftDataUrls(markdown);
  if (text.length > HTML_LIMITS.letters) throw new ImportRefused({ kind: "tooComplex" });
  const { body, title } = withoutFrontMatter(text);
  const draft = readLiftedHtml(marked.parse(body, { async: false }), lifted, findBeside);
  return { ...draft, title: title ?? draft.title };
}

/** Notes programs put a block of properties between two lines of dashes before the text. */
function withoutFrontMatter(text: string): {
  readonly body: string;
  readonly title: string | null;
} {
  const found = /^\uFEFF?---\r?\n((?:[\w-]+:.*\r?\n|[ \t]+.*\r?\n)+)---\r?\n/u.exec(text);
  if (found === null) return { body: text, title: null };
  const title = /^title:[ \t]*["']?(.*?)["']?[ \t]*$/mu.exec(found[1] ?? "")?.[1] ?? "";
  return { body: text.slice(found[0].length), title: title === "" ? null : title };
}
