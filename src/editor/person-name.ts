import type { Member, School } from "../domain/index.ts";
import { translate } from "../i18n/index.ts";

/** What a member is called on the screen: never by an id, and by role and school while the name is not here. */
export function personName(
  { name, role, schoolId }: Pick<Member, "name" | "role" | "schoolId">,
  schools: readonly School[],
): string {
  if (name !== "") return name;
  const school = schools.find(({ id }) => id === schoolId)?.name ?? "";
  const shownRole = translate(`roles.${role}`);
  return school === "" ? shownRole : translate("editor.nameless", { role: shownRole, school });
}
