import type { Member, MemberId, PageEntry, School } from "../../domain/index.ts";
import { personName } from "../../editor/index.ts";
import { translate } from "../../i18n/index.ts";

export function shownTitle(entry: Pick<PageEntry, "title"> | null): string {
  const title = entry?.title.trim() ?? "";
  return title === "" ? translate("page.untitled") : title;
}

/** By name, or by role and school while the name is not here. */
export function nameOf(
  id: MemberId | null,
  members: readonly Member[],
  schools: readonly School[],
): string {
  const member = members.find((one) => one.id === id);
  return member === undefined ? translate("page.someone") : personName(member, schools);
}
