import type { Draft } from "../draft.ts";
import { DraftBuilder } from "../draft-builder.ts";
import { cleanText } from "../runs.ts";

/** Each line a paragraph; blank lines only part them. */
export function readText(text: string): Draft {
  const builder = new DraftBuilder();
  for (const line of cleanText(text.replace(/^\uFEFF/u, "")).split("\n")) {
    const words = line.trimEnd();
    if (words !== "") builder.addParagraph({}, [{ text: words }]);
  }
  return builder.finish(null);
}
