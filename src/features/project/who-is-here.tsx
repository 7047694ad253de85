import type { MemberId, PageId, Presence } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Card, Rich, useStore } from "../../ui/index.ts";
import type { OpenProject } from "../../workspace/index.ts";
import styles from "./project.module.css";

/** The others who are in the project at this moment, and the page they are in. */
export function WhoIsHere({
  project,
  pageHref,
}: {
  readonly project: OpenProject;
  readonly pageHref: (page: PageId) => string;
}) {
  const present = useStore(project.present);
  const members = useStore(project.members);
  const pages = useStore(project.pages);

  return (
    <Card as="section" aria-labelledby="project-here">
      <h2 id="project-here">{translate("project.whoIsHere")}</h2>
      {present.length === 0 ? (
        <p className={styles["soft"]}>{translate("project.nobodyHere")}</p>
      ) : (
        <ul className={styles["plainList"]} data-testid="here-now">
          {oncePerMember(present).map(({ member, page }) => {
            const name =
              members.find(({ id }) => id === member)?.name ?? translate("project.unknownAuthor");
            const entry = pages.find(({ id }) => id === page);
            if (entry === undefined)
              return (
                <li key={member}>{<Rich message="project.isInProject" values={{ name }} />}</li>
              );
            const title =
              entry.title.trim() === "" ? translate("project.untitledPage") : entry.title;
            return (
              <li key={member}>
                <Rich
                  message="project.isInPage"
                  values={{
                    name,
                    page: title,
                    link: (inside) => <a href={pageHref(entry.id)}>{inside}</a>,
                  }}
                />
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

/** Two windows of one person are one person; the window in a page tells more. */
function oncePerMember(present: readonly Presence[]): readonly Presence[] {
  const byMember = new Map<MemberId, Presence>();
  for (const presence of present) {
    const known = byMember.get(presence.member);
    if (known === undefined || (known.page === null && presence.page !== null))
      byMember.set(presence.member, presence);
  }
  return [...byMember.values()];
}
