import { useState } from "react";
import { Outlet, useNavigate, useParams } from "react-router";
import { assertNever } from "../base/index.ts";
import type { SpaceId } from "../domain/index.ts";
import { ImportDialog } from "../features/exchange/index.ts";
import { translate } from "../i18n/index.ts";
import { Button, ErrorNotice, notify } from "../ui/index.ts";
import type { OpenProject, OpenProjectFailure } from "../workspace/index.ts";
import { useCommand } from "./commands.ts";
import { MainScreen } from "./main-screen.tsx";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { ProjectProvider } from "./project-screen.tsx";
import { useOpenProject } from "./use-open-project.ts";

/** Holds the project open while any of its screens is shown. */
export function ProjectRoute() {
  const { id = "" } = useParams();
  return <Opened key={id} id={id as SpaceId} />;
}

function Opened({ id }: { readonly id: SpaceId }) {
  const { workspace } = useProgram();
  const opening = useOpenProject(workspace, id);
  switch (opening.state) {
    case "loading":
      return (
        <MainScreen title={translate("app.loading")}>
          <output>{translate("app.loading")}</output>
        </MainScreen>
      );
    case "failed":
      return <OpeningFailure failure={opening.failure} />;
    case "ready":
      return (
        <ProjectProvider value={opening.project}>
          <ProjectCommands project={opening.project} />
          <Outlet />
        </ProjectProvider>
      );
    default:
      return assertNever(opening);
  }
}

function ProjectCommands({ project }: { readonly project: OpenProject }) {
  const { platform } = useProgram();
  const navigate = useNavigate();
  const [isImporting, setImporting] = useState(false);
  const addPage = useNewPage(project);
  useCommand("newPage", addPage);
  useCommand("importFiles", () => setImporting(true));
  useCommand("syncCentre", () => void navigate(PATHS.sync(project.id)));
  return (
    <ImportDialog
      project={project}
      platform={platform}
      isOpen={isImporting}
      onClose={() => setImporting(false)}
      onOpenPage={(page) => void navigate(PATHS.page(project.id, page))}
    />
  );
}

/** Adds a page at the end and goes there; says so where one may not. */
export function useNewPage(project: OpenProject): () => void {
  const navigate = useNavigate();
  return () => {
    if (!project.rights.get().createPages) {
      notify({ words: translate("app.noNewPage") });
      return;
    }
    void project
      .addPage(translate("app.newPageTitle"))
      .then((page) => navigate(PATHS.page(project.id, page)));
  };
}

function OpeningFailure({ failure }: { readonly failure: OpenProjectFailure }) {
  const { title, text } = failureWords(failure);
  return (
    <MainScreen title={title}>
      <h1>{title}</h1>
      <ErrorNotice
        title={title}
        words={text}
        actions={<Button href={href(PATHS.home)}>{translate("app.backToHome")}</Button>}
      />
    </MainScreen>
  );
}

function failureWords({ kind }: OpenProjectFailure): {
  readonly title: string;
  readonly text: string;
} {
  switch (kind) {
    case "notHere":
      return {
        title: translate("failure.projectNotHere"),
        text: translate("failure.projectNotHereText"),
      };
    case "notReadable":
      return {
        title: translate("failure.projectNotReadable"),
        text: translate("failure.projectNotReadableText"),
      };
    default:
      return assertNever(kind);
  }
}
