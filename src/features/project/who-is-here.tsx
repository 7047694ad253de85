import type { MemberId, PageId, PartnerSync, Presence } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Card, Rich, useStore } from "../../ui/index.ts";
import type { OpenProject } from "../../workspace/index.ts";
import styles from "./project.module.css";

/** The others who are in the project at this moment, and the page they are in. */
export function WhoIsHere({
  project,
  pageHref,
}: {
  readonly project: Pick<OpenProject, "present" | "sync" | "members" | "pages">;
  readonly pageHref: (page: PageId) => string;
}) {
  const present = useStore(project.present);
  const { partners } = useStore(project.sync);
  const members = useStore(project.members);
  const pages = useStore(project.pages);
  const here = whoIsWhere(present, partners);

  return (
    <Card as="section" aria-labelledby="project-here">
      <h2 id="project-here">{translate("project.whoIsHere")}</h2>
      {here.length === 0 ? (
        <p className={styles["soft"]}>{translate("project.nobodyHere")}</p>
      ) : (
        <ul className={styles["plainList"]} data-testid="here-now">
          {here.map(({ member, page }) => {
            const name =
              members.find(({ id }) => id === member)?.name ?? translate("project.unknownAuthor");
            const entry = pages.find(({ id }) => id === page);
            if (entry === undefined)
              return (
                <li key={member}>
                  <Rich message="project.isInProject" values={{ name }} />
                </li>
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

/**
 * Everyone with a living connection, and the page that one of their windows shows. Two windows of one person are one
 * person; the window in a page tells more.
 */
function whoIsWhere(
  present: readonly Presence[],
  partners: readonly PartnerSync[],
): readonly { readonly member: MemberId; readonly page: PageId | null }[] {
  const pages = new Map<MemberId, PageId | null>();
  for (const { member, here } of partners) if (here) pages.set(member, null);
  for (const { member, page } of present) pages.set(member, page ?? pages.get(member) ?? null);
  return [...pages].map(([member, page]) => ({ member, page }));
}
