import type { ReactNode } from "react";
import type { Member, MemberRole, PageEntry, School } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Rich } from "../../ui/index.ts";
import type { OwnRights } from "../../workspace/index.ts";
import { nameOf } from "./page-names.ts";

/** Roles that write where a page is open to them. The others read, whatever the page's rights say. */
const WRITING: readonly MemberRole[] = ["founder", "administrator", "teacher", "expert"];

/** One calm line that says why this page can only be read. */
export function ReadingReason({
  entry,
  rights: { role, standing },
  members,
  schools,
}: {
  readonly entry: PageEntry;
  readonly rights: Pick<OwnRights, "role" | "standing">;
  readonly members: readonly Member[];
  readonly schools: readonly School[];
}): ReactNode {
  if (standing === "pending") return translate("page.readPending");
  if (standing !== "active") return translate("page.readGone");
  if (role === "observer") return translate("page.readObserver");
  if (role === "studentTeacher") return translate("page.readStudentTeacher");
  if (!WRITING.includes(role))
    return translate("page.readRole", { role: translate(`roles.${role}`) });
  if (entry.deletedAt !== null) return translate("page.readBasket");
  const name = nameOf(entry.createdBy, members, schools);
  switch (entry.rights.editors) {
    case "creator":
      return <Rich message="page.readCreator" values={{ name }} />;
    case "staff":
      return translate("page.readStaff");
    case "listed":
      return <Rich message="page.readListed" values={{ name }} />;
    case "everyone":
      return entry.rights.visibility === "draft" ? (
        <Rich message="page.readDraft" values={{ name }} />
      ) : (
        translate("page.readOnly")
      );
  }
}
