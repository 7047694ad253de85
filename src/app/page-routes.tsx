import { Navigate } from "react-router";
import { translate } from "../i18n/index.ts";
import { Button, EmptyState, IconPlus, useStore } from "../ui/index.ts";
import { PATHS } from "./paths.ts";
import { useNewPage } from "./project-route.tsx";
import { ProjectScreen, useProject } from "./project-screen.tsx";

/** The first page; where there is none, the way to make one. */
export function PagesRoute() {
  const project = useProject();
  const first = useStore(project.pages)[0];
  const addPage = useNewPage(project);
  if (first !== undefined) return <Navigate to={PATHS.page(project.id, first.id)} replace />;
  return (
    <ProjectScreen place="pages" title={translate("project.pages")}>
      <h1>{translate("project.pages")}</h1>
      <EmptyState
        drawing="pages"
        title={translate("project.noPages")}
        text={translate("project.noPagesText")}
        action={
          <Button icon={<IconPlus aria-hidden />} onClick={addPage}>
            {translate("project.newPage")}
          </Button>
        }
        worksOffline
      />
    </ProjectScreen>
  );
}
