import { translate } from "../../i18n/index.ts";

/** The project's title, or words for one that has none yet. */
export function displayTitle({ title }: { readonly title: string }): string {
  return title.trim() === "" ? translate("project.untitled") : title;
}
