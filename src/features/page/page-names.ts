import type { PageEntry } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";

export function shownTitle(entry: Pick<PageEntry, "title"> | null): string {
  const title = entry?.title.trim() ?? "";
  return title === "" ? translate("page.untitled") : title;
}
