import { type ReactNode, createContext, useContext } from "react";
import { translate } from "../i18n/index.ts";
import {
  IconArrowsExchange,
  IconFileText,
  IconHome,
  IconUsers,
  type Place,
  useStore,
} from "../ui/index.ts";
import type { OpenProject } from "../workspace/index.ts";
import { StandingNotice, displayTitle } from "../features/project/index.ts";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { Screen } from "./screen.tsx";
import styles from "./project-screen.module.css";

const ProjectContext = createContext<OpenProject | null>(null);
export const ProjectProvider = ProjectContext.Provider;

export function useProject(): OpenProject {
  const project = useContext(ProjectContext);
  if (project === null) throw new Error("no project around this component");
  return project;
}

type PlaceId = "home" | "pages" | "members" | "sync";

/** A screen of the open project. */
export function ProjectScreen({
  place,
  title,
  layout = "page",
  showsWords = false,
  children,
}: {
  readonly place: PlaceId;
  /** Of this screen; null on the project's own home. */
  readonly title: string | null;
  readonly layout?: "page" | "fill";
  /** The four words of one who waits stand on this screen. */
  readonly showsWords?: boolean;
  readonly children: ReactNode;
}) {
  const project = useProject();
  const { workspace } = useProgram();
  const card = useStore(project.card);
  const { standing } = useStore(project.rights);
  const summary = useStore(workspace.projects).find(({ id }) => id === project.id);
  const name = displayTitle(card);
  const home = PATHS.project(project.id);
  return (
    <Screen
      title={
        title === null ? name : translate("app.screenInProject", { screen: title, project: name })
      }
      crumbs={
        title === null ? [{ label: name }] : [{ label: name, href: href(home) }, { label: title }]
      }
      places={placesOf(project, place)}
      sync={project.sync}
      syncPath={PATHS.sync(project.id)}
      layout={layout}
    >
      {standing === "active" ? (
        children
      ) : (
        <div className={styles["withNotice"]} data-layout={layout}>
          <StandingNotice
            project={project}
            endedAt={summary?.endedAt ?? null}
            wordsHref={showsWords ? null : href(PATHS.members(project.id))}
          />
          {children}
        </div>
      )}
    </Screen>
  );
}

function placesOf({ id }: OpenProject, current: PlaceId): readonly Place[] {
  const places = [
    {
      id: "home",
      label: translate("project.home"),
      icon: <IconHome aria-hidden />,
      path: PATHS.project(id),
    },
    {
      id: "pages",
      label: translate("project.pages"),
      icon: <IconFileText aria-hidden />,
      path: PATHS.pages(id),
    },
    {
      id: "members",
      label: translate("project.members"),
      icon: <IconUsers aria-hidden />,
      path: PATHS.members(id),
    },
    {
      id: "sync",
      label: translate("project.sync"),
      icon: <IconArrowsExchange aria-hidden />,
      path: PATHS.sync(id),
    },
  ] as const;
  return places.map(({ id: place, label, icon, path }) => ({
    id: place,
    label,
    icon,
    href: href(path),
    isCurrent: place === current,
  }));
}
