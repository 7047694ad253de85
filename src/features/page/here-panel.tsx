import { type Member, type School, schoolMark } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Avatar, SchoolBadge } from "../../ui/index.ts";
import { personName } from "../../editor/index.ts";
import styles from "./page.module.css";

/** The others who are in this page now. */
export function HerePanel({
  here: ids,
  members,
  schools,
}: {
  /** Ids of members, each once however many windows they have. */
  readonly here: readonly string[];
  readonly members: readonly Member[];
  readonly schools: readonly School[];
}) {
  const here = members.filter(({ id }) => ids.includes(id));
  if (here.length === 0) return null;
  return (
    <section className={styles["panel"]} aria-labelledby="here-in-page" data-testid="here-in-page">
      <h2 id="here-in-page">{translate("page.here")}</h2>
      <ul className={styles["people"]}>
        {here.map((member) => {
          const { id, schoolId } = member;
          const name = personName(member, schools);
          const school = schools.find((candidate) => candidate.id === schoolId);
          return (
            <li key={id}>
              <Avatar name={name} mark={schoolMark(schoolId, schools)} />
              <bdi>{name}</bdi>
              {school !== undefined && <SchoolBadge school={school} all={schools} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
