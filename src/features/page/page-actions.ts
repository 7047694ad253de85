import type { Member, MemberId, PageEntry, School } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import type { OwnRights } from "../../workspace/index.ts";
import { nameOf } from "./page-names.ts";

/** What one may not do with a page in the list, each with the reason; null where one may. */
export interface PageRefusals {
  readonly rename: string | null;
  readonly move: string | null;
  readonly remove: string | null;
}

export function refusalsOf(
  entry: PageEntry,
  {
    me,
    rights,
    members,
    schools,
  }: {
    readonly me: MemberId;
    readonly rights: OwnRights;
    readonly members: readonly Member[];
    readonly schools: readonly School[];
  },
): PageRefusals {
  const isOwn = entry.createdBy === me && entry.mayEdit;
  const name = nameOf(entry.createdBy, members, schools);
  return {
    rename: entry.mayEdit ? null : translate("page.noRename"),
    move: rights.changeOthersPages ? null : translate("page.noMove"),
    remove: isOwn || rights.changeOthersPages ? null : translate("page.noDelete", { name }),
  };
}

export function whyNotRestored(entry: PageEntry, rights: OwnRights): string | null {
  if (rights.changeOthersPages) return null;
  if (entry.isDeletedByLead) return translate("page.restoreByLead");
  return entry.mayEdit ? null : translate("page.restoreByWriters");
}
