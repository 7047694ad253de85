import { useCallback, useRef, useState } from "react";
import { Navigate, useNavigate, useParams } from "react-router";
import type { PageId } from "../domain/index.ts";
import { ExportDialog, type ExportFormat } from "../features/exchange/index.ts";
import { type PageHandle, PageScreen } from "../features/page/index.ts";
import { translate } from "../i18n/index.ts";
import { Button, EmptyState, IconPlus, notify, useLanguage, useStore } from "../ui/index.ts";
import type { OpenPage } from "../workspace/index.ts";
import { useCommand, useDesk } from "./commands.ts";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { useNewPage } from "./project-route.tsx";
import { ProjectScreen, useProject } from "./project-screen.tsx";

/** The first page; where there is none, the way to make one. */
export function PagesRoute() {
  const project = useProject();
  const first = useStore(project.pages)[0];
  const { createPages, standing } = useStore(project.rights);
  const addPage = useNewPage(project);
  if (first !== undefined) return <Navigate to={PATHS.page(project.id, first.id)} replace />;
  return (
    <ProjectScreen place="pages" title={translate("project.pages")}>
      <h1>{translate("project.pages")}</h1>
      <EmptyState
        drawing="pages"
        title={translate("project.noPages")}
        text={translate(standing === "pending" ? "project.pagesClosed" : "project.noPagesText")}
        action={
          createPages ? (
            <Button icon={<IconPlus aria-hidden />} onClick={addPage}>
              {translate("project.newPage")}
            </Button>
          ) : undefined
        }
        worksOffline={createPages}
      />
    </ProjectScreen>
  );
}

/** The page that is being saved as a file; without a format, the person chooses one. */
interface Exported {
  readonly page: OpenPage;
  readonly startWith?: ExportFormat;
}

/** A page with everything around it: what it exports, prints, opens and finds. */
export function PageRoute() {
  useLanguage();
  const { platform, info } = useProgram();
  const project = useProject();
  const navigate = useNavigate();
  const desk = useDesk();
  const addPage = useNewPage(project);
  const pageId = (useParams()["page"] ?? "") as PageId;
  const entry = useStore(project.pages).find(({ id }) => id === pageId);
  const handle = useRef<PageHandle | null>(null);
  const keepHandle = useCallback((ready: PageHandle | null) => {
    handle.current = ready;
  }, []);
  const [exported, setExported] = useState<Exported | null>(null);
  useCommand("find", () => handle.current?.find());
  useCommand("exportPage", () => {
    const page = handle.current?.page;
    if (page !== undefined) setExported({ page });
  });

  async function openLink(address: string): Promise<void> {
    const opened = await platform.openExternal(address);
    if (!opened.ok) notify({ words: translate("failure.linkRefused") });
  }

  const title = entry?.title.trim() ?? "";
  return (
    <ProjectScreen
      place="pages"
      title={title === "" ? translate("project.untitledPage") : title}
      layout="fill"
    >
      <PageScreen
        project={project}
        pageId={pageId}
        modKey={info.platform === "darwin" ? "⌘" : "Ctrl"}
        pageHref={(page) => href(PATHS.page(project.id, page))}
        onGo={(page) =>
          void navigate(page === null ? PATHS.pages(project.id) : PATHS.page(project.id, page))
        }
        onNewPage={addPage}
        onImport={() => void desk.give("importFiles")}
        onExport={(startWith, page) => setExported({ page, startWith })}
        onPrint={() => void desk.give("print")}
        onOpenLink={(address) => void openLink(address)}
        onReady={keepHandle}
      />
      {exported !== null && (
        <ExportDialog {...exported} platform={platform} isOpen onClose={() => setExported(null)} />
      )}
    </ProjectScreen>
  );
}
