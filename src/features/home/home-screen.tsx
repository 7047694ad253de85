import type { ReactNode } from "react";
import type { SpaceId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  Button,
  IconPlus,
  IconUsersGroup,
  Rich,
  ScreenHeader,
  useLanguage,
  useNow,
  useStore,
} from "../../ui/index.ts";
import type { Workspace } from "../../workspace/index.ts";
import { AnotherProject, FirstProject } from "./begin-or-join.tsx";
import styles from "./home.module.css";
import { JoiningCard } from "./joining-card.tsx";
import { ProjectCard } from "./project-card.tsx";

export interface HomeScreenProps {
  readonly workspace: Pick<
    Workspace,
    "person" | "projects" | "sync" | "joinings" | "cancelJoining"
  >;
  /** What the person should not forget, above the projects. */
  readonly reminder?: ReactNode;
  readonly onOpen: (space: SpaceId) => void;
  readonly onBegin: () => void;
  readonly onJoin: () => void;
}

/** Up to here the way to the next project stands beside the cards; with more of them it stands above. */
const FEW = 2;
/** Up to here the pictures are large, because the cards fill one row only. */
const ONE_ROW = 3;

/** Where everyone arrives: one's projects, and how each stands with the partners. */
export function HomeScreen({ workspace, reminder, onOpen, onBegin, onJoin }: HomeScreenProps) {
  useLanguage();
  const person = useStore(workspace.person);
  const projects = useStore(workspace.projects);
  const sync = useStore(workspace.sync);
  const joinings = useStore(workspace.joinings);
  const now = useNow();
  const schools = new Set(
    projects.flatMap(({ schools: all, ownSchool }) =>
      all.flatMap(({ id }) => (id === ownSchool ? [] : [id])),
    ),
  );
  const hasFew = projects.length <= FEW;
  return (
    <>
      <ScreenHeader
        title={<Rich message="home.hello" values={{ name: person?.name ?? "" }} />}
        text={
          projects.length === 0
            ? translate("home.emptyText")
            : translate("home.partners", { schools: schools.size })
        }
        actions={
          hasFew ? undefined : (
            <>
              <Button kind="secondary" icon={<IconUsersGroup aria-hidden />} onClick={onJoin}>
                {translate("home.join")}
              </Button>
              <Button icon={<IconPlus aria-hidden />} onClick={onBegin}>
                {translate("home.begin")}
              </Button>
            </>
          )
        }
      />
      {joinings.length > 0 && (
        <section aria-labelledby="home-joinings" className={styles["joinings"]}>
          <h2 id="home-joinings">{translate("home.joinings")}</h2>
          <ul>
            {joinings.map((joining) => (
              <JoiningCard
                key={joining.id}
                joining={joining}
                now={now}
                onCancel={() => void workspace.cancelJoining(joining.id)}
                onJoin={onJoin}
              />
            ))}
          </ul>
        </section>
      )}
      {reminder}
      {projects.length === 0 ? (
        <FirstProject onBegin={onBegin} onJoin={onJoin} />
      ) : (
        <section aria-labelledby="home-projects">
          <h2 id="home-projects" className={styles["heading"]}>
            {translate("home.title")}
          </h2>
          <ul className={styles["cards"]} data-few={hasFew || undefined}>
            {projects.map((project) => (
              <ProjectCard
                key={project.id}
                project={project}
                sync={sync.get(project.id)?.summary ?? null}
                isLarge={projects.length <= ONE_ROW}
                onOpen={() => onOpen(project.id)}
              />
            ))}
            {hasFew ? <AnotherProject onBegin={onBegin} onJoin={onJoin} /> : null}
          </ul>
        </section>
      )}
    </>
  );
}
