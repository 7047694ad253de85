import type { ProjectSummary, ProjectSync } from "../../domain/index.ts";
import { formatList, translate } from "../../i18n/index.ts";
import {
  Button,
  Card,
  CoverPicture,
  IconArrowRight,
  Rich,
  SchoolBadge,
  SyncBadge,
} from "../../ui/index.ts";
import styles from "./home.module.css";

export function ProjectCard({
  project,
  sync,
  isLarge,
  onOpen,
}: {
  readonly project: ProjectSummary;
  /** null until the workspace has looked. */
  readonly sync: ProjectSync | null;
  readonly isLarge: boolean;
  readonly onOpen: () => void;
}) {
  const title = project.title === "" ? translate("home.untitled") : project.title;
  return (
    <Card as="li" padding="none" data-testid="project-card">
      <CoverPicture cover={project.cover} size={isLarge ? "wide" : "card"} />
      <div className={styles["body"]}>
        <h3>
          <bdi>{title}</bdi>
        </h3>
        <p className={styles["schools"]}>
          {project.schools.map((school) => (
            <SchoolBadge key={school.id} school={school} all={project.schools} />
          ))}
          <bdi>
            {formatList(project.schools.map(({ town, name }) => (town === "" ? name : town)))}
          </bdi>
        </p>
        <p className={styles["last"]}>
          {project.lastPage === null ? (
            translate("home.noPageYet")
          ) : (
            <Rich message="home.lastPage" values={{ title: project.lastPage.title }} />
          )}
        </p>
        {sync === null ? null : <SyncBadge sync={sync} />}
        <div className={styles["open"]}>
          <Button
            isFullWidth
            iconEnd={<IconArrowRight aria-hidden />}
            aria-label={translate("home.carryOnWith", { title })}
            onClick={onOpen}
          >
            {translate("home.carryOn")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
