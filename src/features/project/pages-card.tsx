import type { PageId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Button, Card, IconFileText, IconPlus, useStore } from "../../ui/index.ts";
import type { OpenProject } from "../../workspace/index.ts";
import styles from "./project.module.css";

const SHOWN = 8;

/** The way into the pages from the home of the project. */
export function PagesCard({
  project,
  pageHref,
  pagesHref,
  onNewPage,
}: {
  readonly project: Pick<OpenProject, "pages" | "rights">;
  readonly pageHref: (page: PageId) => string;
  readonly pagesHref: string;
  readonly onNewPage: () => void;
}) {
  const pages = useStore(project.pages);
  const rights = useStore(project.rights);
  return (
    <Card as="section" aria-labelledby="project-pages">
      <h2 id="project-pages">{translate("project.pages")}</h2>
      {pages.length === 0 ? (
        <p className={styles["soft"]}>{translate("project.noPagesText")}</p>
      ) : (
        <ul className={styles["pages"]}>
          {pages.slice(0, SHOWN).map(({ id, title }) => (
            <li key={id}>
              <a href={pageHref(id)}>
                <IconFileText aria-hidden />
                <bdi>{title.trim() === "" ? translate("project.untitledPage") : title}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      <div className={styles["row"]}>
        {rights.createPages ? (
          <Button kind="secondary" icon={<IconPlus aria-hidden />} onClick={onNewPage}>
            {translate("project.newPage")}
          </Button>
        ) : (
          rights.standing === "active" && (
            <p className={styles["soft"]}>
              {translate("project.noNewPageRole", { role: translate(`roles.${rights.role}`) })}
            </p>
          )
        )}
        {pages.length > SHOWN && (
          <Button kind="quiet" href={pagesHref}>
            {translate("project.allPages")}
          </Button>
        )}
      </div>
    </Card>
  );
}
