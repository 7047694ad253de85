import { useSearchParams } from "react-router";
import { InviteDialog } from "../features/invite/index.ts";
import { MembersScreen } from "../features/members/index.ts";
import { ProjectHome } from "../features/project/index.ts";
import { SyncCentre } from "../features/sync/index.ts";
import { translate } from "../i18n/index.ts";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { useNewPage } from "./project-route.tsx";
import { ProjectScreen, useProject } from "./project-screen.tsx";

export { ProjectRoute } from "./project-route.tsx";

export function ProjectHomeRoute() {
  const { info } = useProgram();
  const project = useProject();
  const addPage = useNewPage(project);
  return (
    <ProjectScreen place="home" title={null}>
      <ProjectHome
        project={project}
        pageHref={(page) => href(PATHS.page(project.id, page))}
        pagesHref={href(PATHS.pages(project.id))}
        onNewPage={addPage}
        modKey={info.platform === "darwin" ? "⌘" : "Ctrl"}
      />
    </ProjectScreen>
  );
}

export function MembersRoute() {
  const { workspace, platform } = useProgram();
  const project = useProject();
  const [search, setSearch] = useSearchParams();
  return (
    <ProjectScreen place="members" title={translate("project.members")}>
      <MembersScreen project={project} onInvite={() => setSearch({ invite: "" })} />
      <InviteDialog
        workspace={workspace}
        platform={platform}
        project={project.id}
        isOpen={search.has("invite")}
        onClose={() => setSearch({}, { replace: true })}
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
