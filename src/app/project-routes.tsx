import { WaitingCard } from "../features/members/index.ts";
import { ProjectHome, displayTitle } from "../features/project/index.ts";
import { SyncCentre } from "../features/sync/index.ts";
import { translate } from "../i18n/index.ts";
import { useStore } from "../ui/index.ts";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { useNewPage } from "./project-route.tsx";
import { ProjectScreen, useProject } from "./project-screen.tsx";

export { ProjectRoute } from "./project-route.tsx";

export function ProjectHomeRoute() {
  const { info, platform } = useProgram();
  const project = useProject();
  const { standing } = useStore(project.rights);
  const card = useStore(project.card);
  const addPage = useNewPage(project);
  const isMember = useStore(project.members).some(({ id }) => id === project.me);
  if (standing === "pending" && isMember)
    return (
      <ProjectScreen place="home" title={null} showsWords>
        <h1>{displayTitle(card)}</h1>
        <WaitingCard project={project} />
      </ProjectScreen>
    );
  return (
    <ProjectScreen place="home" title={null}>
      <ProjectHome
        project={project}
        pageHref={(page) => href(PATHS.page(project.id, page))}
        pagesHref={href(PATHS.pages(project.id))}
        onNewPage={addPage}
        modKey={info.platform === "darwin" ? "⌘" : "Ctrl"}
        copyText={(text) => platform.copyText(text)}
      />
    </ProjectScreen>
  );
}

export function SyncRoute() {
  const { workspace, platform } = useProgram();
  const project = useProject();
  return (
    <ProjectScreen place="sync" title={translate("project.sync")}>
      <SyncCentre
        workspace={workspace}
        platform={platform}
        project={project}
        inviteHref={href(PATHS.invite(project.id))}
      />
    </ProjectScreen>
  );
}
