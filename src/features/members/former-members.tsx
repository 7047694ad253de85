import type { Member, School } from "../../domain/index.ts";
import { compareNames, translate } from "../../i18n/index.ts";
import { SchoolBadge } from "../../ui/index.ts";
import { shownName } from "./people-names.ts";
import styles from "./members.module.css";

/** Their words stay, so their names do; folded away, because they take no part. */
export function FormerMembers({
  former,
  schools,
}: {
  readonly former: readonly Member[];
  readonly schools: readonly School[];
}) {
  if (former.length === 0) return null;
  return (
    <details className={styles["former"]}>
      <summary>{translate("members.former", { count: former.length })}</summary>
      <table className={styles["table"]}>
        <caption className={styles["hidden"]}>{translate("members.formerTable")}</caption>
        <thead>
          <tr>
            <th scope="col">{translate("members.person")}</th>
            <th scope="col">{translate("members.role")}</th>
            <th scope="col">{translate("members.formerHow")}</th>
          </tr>
        </thead>
        <tbody>
          {[...former]
            .sort((a, b) => compareNames(a.name, b.name))
            .map((member) => {
              const school = schools.find(({ id }) => id === member.schoolId);
              return (
                <tr key={member.id}>
                  <th scope="row">
                    <span className={styles["who"]}>
                      {school !== undefined && <SchoolBadge school={school} all={schools} />}
                      <bdi>{shownName(member)}</bdi>
                    </span>
                  </th>
                  <td data-label={translate("members.role")}>
                    {translate(`roles.${member.role}`)}
                  </td>
                  <td data-label={translate("members.formerHow")}>
                    {translate(member.standing === "left" ? "members.left" : "members.removed")}
                  </td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </details>
  );
}
