import { assertNever } from "../../base/index.ts";
import type { ProjectSummary, ProjectSync, Standing } from "../../domain/index.ts";
import { formatDate, formatList, translate } from "../../i18n/index.ts";
import {
  Badge,
  Button,
  Card,
  CoverPicture,
  IconArrowRight,
  IconHourglass,
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
  const title = project.title === "" ? untitledWords(project.standing) : project.title;
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
        <p className={styles["last"]} hidden={project.standing === "pending"}>
          {project.lastPage === null ? (
            translate("home.noPageYet")
          ) : (
            <Rich message="home.lastPage" values={{ title: project.lastPage.title }} />
          )}
        </p>
        <HowItStands project={project} sync={sync} />
        <div className={styles["open"]}>
          <OpenButton standing={project.standing} title={title} onOpen={onOpen} />
        </div>
      </div>
    </Card>
  );
}

function untitledWords(standing: Standing): string {
  return translate(standing === "pending" ? "home.onItsWay" : "home.untitled");
}

/** Whoever waits or is gone is told so in place of what travels, for nothing does. */
function HowItStands({
  project,
  sync,
}: {
  readonly project: ProjectSummary;
  readonly sync: ProjectSync | null;
}) {
  switch (project.standing) {
    case "active":
      return sync === null ? null : <SyncBadge sync={sync} />;
    case "pending":
      return (
        <>
          <Badge tone="waiting" icon={<IconHourglass aria-hidden />}>
            {translate("home.pending")}
          </Badge>
          <p className={styles["last"]}>{translate("home.pendingText")}</p>
        </>
      );
    case "left":
    case "removed":
      return <p className={styles["last"]}>{endedWords(project.standing, project.endedAt)}</p>;
    default:
      return assertNever(project.standing);
  }
}

function endedWords(standing: "left" | "removed", endedAt: number | null): string {
  if (endedAt === null)
    return translate(standing === "left" ? "home.leftNoDate" : "home.removedNoDate");
  const date = formatDate(endedAt);
  return translate(standing === "left" ? "home.left" : "home.removed", { date });
}

function OpenButton({
  standing,
  title,
  onOpen,
}: {
  readonly standing: Standing;
  readonly title: string;
  readonly onOpen: () => void;
}) {
  const arrow = <IconArrowRight aria-hidden />;
  switch (standing) {
    case "active":
      return (
        <Button
          isFullWidth
          iconEnd={arrow}
          aria-label={translate("home.carryOnWith", { title })}
          onClick={onOpen}
        >
          {translate("home.carryOn")}
        </Button>
      );
    case "pending":
      return (
        <Button isFullWidth iconEnd={arrow} onClick={onOpen}>
          {translate("home.pendingOpen")}
        </Button>
      );
    case "left":
    case "removed":
      return (
        <Button
          kind="secondary"
          isFullWidth
          iconEnd={arrow}
          aria-label={translate("home.readIn", { title })}
          onClick={onOpen}
        >
          {translate("home.read")}
        </Button>
      );
    default:
      return assertNever(standing);
  }
}
