import { translate } from "../../i18n/index.ts";
import { IconHourglass, Notice, SchoolBadge, useStore } from "../../ui/index.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

/** After a removal: who goes on sharing, because the news has not reached them. */
export function UnawareSchools({ project }: { readonly project: PeopleView }) {
  const unaware = useStore(project.people.unawareSchools);
  const schools = useStore(project.schools);
  if (unaware.length === 0) return null;
  return (
    <Notice
      title={translate("members.unawareTitle")}
      tone="waiting"
      icon={<IconHourglass aria-hidden />}
      data-testid="unaware-schools"
    >
      <p>{translate("members.unawareText", { count: unaware.length })}</p>
      <ul className={styles["schools"]}>
        {unaware.map((id) => {
          const school = schools.find((one) => one.id === id);
          return (
            <li key={id}>
              {school !== undefined && <SchoolBadge school={school} all={schools} />}
              <bdi>
                {school === undefined || school.name === ""
                  ? translate("members.unknownSchool")
                  : school.name}
              </bdi>
            </li>
          );
        })}
      </ul>
      <p>{translate("members.unawareHint")}</p>
    </Notice>
  );
}
