import { useCallback, useMemo, useRef, useState } from "react";
import type { Store } from "../../base/index.ts";
import type { PageEntry, PageId } from "../../domain/index.ts";
import { Authorship, PageEditor, type PageEditorHandle } from "../../editor/index.ts";
import { translate } from "../../i18n/index.ts";
import { ErrorNotice, useStore } from "../../ui/index.ts";
import type { OpenPage, OpenProject } from "../../workspace/index.ts";
import { AuthorsPanel } from "./authors-panel.tsx";
import { HerePanel } from "./here-panel.tsx";
import { type ExportKind, PageMenu } from "./page-menu.tsx";
import { shownTitle } from "./page-names.ts";
import { PageTitle } from "./page-title.tsx";
import { PageTree } from "./page-tree.tsx";
import { ReadingReason } from "./reading-reason.tsx";
import { RescuedPanel } from "./rescued-panel.tsx";
import { RightsDialog } from "./rights-dialog.tsx";
import { useOpenPage } from "./use-open-page.ts";
import { VersionsDialog } from "./versions/versions-dialog.tsx";
import styles from "./page.module.css";

/** The open page for the window's menu and for export. */
export interface PageHandle extends PageEditorHandle {
  readonly page: OpenPage;
}

export interface PageScreenProps {
  readonly project: OpenProject;
  readonly pageId: PageId;
  /** "Ctrl" or "⌘". */
  readonly modKey: string;
  readonly pageHref: (page: PageId) => string;
  /** To another page; null where none is left. */
  readonly onGo: (page: PageId | null) => void;
  readonly onNewPage: () => void;
  /** Files into the project, as new pages or into this one. */
  readonly onImport: () => void;
  readonly onExport: (kind: ExportKind, page: OpenPage) => void;
  readonly onPrint: () => void;
  readonly onOpenLink: (address: string) => void;
  /** Told when a page can be edited, and null when it is left. Must stay the same function. */
  readonly onReady?: (handle: PageHandle | null) => void;
}

/** Pages at the side, the text in the middle, what happened to it at the other side. */
export function PageScreen(props: PageScreenProps) {
  const { project, pageId, pageHref, onGo, onNewPage } = props;
  const opening = useOpenPage(project, pageId);
  return (
    <div className={styles["screen"]}>
      <PageTree
        project={project}
        current={pageId}
        pageHref={pageHref}
        onGo={onGo}
        onNewPage={onNewPage}
      />
      {opening.state === "loading" && (
        <output className={styles["loading"]}>{translate("page.opening")}</output>
      )}
      {opening.state === "failed" && (
        <div className={styles["loading"]}>
          <h1>{translate("page.notHere")}</h1>
          <ErrorNotice title={translate("page.notHere")} words={translate("page.notHereText")} />
        </div>
      )}
      {opening.state === "ready" && (
        <OpenedPage key={`${pageId} ${opening.round}`} {...props} page={opening.page} />
      )}
    </div>
  );
}

function OpenedPage({
  project,
  page,
  modKey,
  onImport,
  onExport,
  onPrint,
  onOpenLink,
  onReady,
}: PageScreenProps & { readonly page: OpenPage }) {
  const entry = useStore(page.entry);
  const arrival = useStore(page.arrival);
  const isEditable = useIsEditable(page);
  const { createPages } = useStore(project.rights);
  const [authorship] = useState(() => new Authorship());
  const [dialog, setDialog] = useState<"versions" | "rights" | null>(null);
  const column = useRef<HTMLDivElement>(null);
  const ready = useCallback(
    (handle: PageEditorHandle | null) => onReady?.(handle === null ? null : { ...handle, page }),
    [onReady, page],
  );

  return (
    <>
      <div ref={column} className={styles["middle"]}>
        <PageEditor
          page={page}
          members={project.members}
          schools={project.schools}
          isEditable={isEditable}
          authorship={authorship}
          label={translate("page.textOf", { title: shownTitle(entry) })}
          modKey={modKey}
          onOpenLink={onOpenLink}
          onReady={ready}
          heading={
            <>
              <div className={styles["sheetHead"]}>
                <PageTitle
                  entry={entry}
                  isEditable={isEditable}
                  onRename={(title) => project.renamePage(page.id, title)}
                  onDone={() => column.current?.querySelector<HTMLElement>(".page-text")?.focus()}
                />
                <PageMenu
                  authorship={authorship}
                  mayCreate={createPages}
                  onVersions={() => setDialog("versions")}
                  onRights={() => setDialog("rights")}
                  onImport={onImport}
                  onExport={(kind) => onExport(kind, page)}
                  onPrint={onPrint}
                />
              </div>
              <output className={styles["arriving"]}>
                {arrival === "arriving" && translate("page.arriving")}
                {arrival === "here" && !isEditable && entry !== null && (
                  <Reason project={project} entry={entry} />
                )}
              </output>
            </>
          }
          footer={(words) => <WordCountLine words={words} />}
        />
      </div>
      <PageSide project={project} page={page} authorship={authorship} isEditable={isEditable} />
      <VersionsDialog
        project={project}
        page={page}
        entry={entry}
        isEditable={isEditable}
        isOpen={dialog === "versions"}
        onClose={() => setDialog(null)}
      />
      {entry !== null && (
        <RightsDialog
          project={project}
          page={page}
          entry={entry}
          isOpen={dialog === "rights"}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

/** Not in the basket, arrived, and allowed. */
function useIsEditable(page: OpenPage): boolean {
  const mayEdit = useStore(page.mayEdit);
  const entry = useStore(page.entry);
  const arrival = useStore(page.arrival);
  const isReplaced = useStore(page.isReplaced);
  return mayEdit && !isReplaced && entry?.deletedAt === null && arrival === "here";
}

function Reason({ project, entry }: { readonly project: OpenProject; readonly entry: PageEntry }) {
  const rights = useStore(project.rights);
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  return <ReadingReason entry={entry} rights={rights} members={members} schools={schools} />;
}

/** By itself: a partner's cursor that moves must not draw the editor and its toolbar anew. */
function PageSide({
  project,
  page,
  authorship,
  isEditable,
}: {
  readonly project: OpenProject;
  readonly page: OpenPage;
  readonly authorship: Authorship;
  readonly isEditable: boolean;
}) {
  const areAuthorsShown = useStore(authorship.shown).kind !== "nobody";
  const rescued = useStore(page.rescued);
  const here = useStore(useMemo(() => peopleIn(page.present), [page]));
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  if (rescued.length === 0 && here === "" && !areAuthorsShown) return null;
  return (
    <aside className={styles["side"]} aria-label={translate("page.side")}>
      <AuthorsPanel authorship={authorship} />
      <RescuedPanel
        page={page}
        rescued={rescued}
        members={members}
        schools={schools}
        isEditable={isEditable}
      />
      <HerePanel here={here.split(" ")} members={members} schools={schools} />
    </aside>
  );
}

/** Who is here, as ids with a space between them: the same text until someone comes or goes. */
function peopleIn(present: OpenPage["present"]): Store<string> {
  return {
    get: () => [...new Set(present.get().map(({ member }) => member))].sort().join(" "),
    subscribe: (listener) => present.subscribe(listener),
  };
}

function WordCountLine({ words }: { readonly words: Store<number> }) {
  const count = useStore(words);
  return <p className={styles["words"]}>{translate("page.words", { count })}</p>;
}
