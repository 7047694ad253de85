import { useEffect, useRef, useState } from "react";
import { assertNever } from "../../base/index.ts";
import type { PageId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import type { OpenConverter } from "../../interchange/index.ts";
import type { Platform } from "../../platform/index.ts";
import { Dialog, ProgressPanel, notify, useLanguage, useStore } from "../../ui/index.ts";
import type { OpenProject } from "../../workspace/index.ts";
import styles from "./exchange.module.css";
import { FileChooser } from "./file-chooser.tsx";
import { ImportReport } from "./import-report.tsx";
import { ImportRun, type ImportRunState } from "./import-run.ts";
import { progressWords } from "./import-words.ts";

export interface ImportDialogProps {
  readonly project: Pick<OpenProject, "addPage" | "pictures">;
  readonly platform: Pick<Platform, "copyText">;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onOpenPage: (page: PageId) => void;
  /** Converts in a worker unless told otherwise. */
  readonly openConverter?: OpenConverter;
}

/** Brings documents and pictures in as new pages: choose or drop, watch or stop, and read what could not be kept. */
export function ImportDialog({
  project,
  openConverter,
  isOpen,
  onClose,
  ...rest
}: ImportDialogProps) {
  useLanguage();
  const [run] = useState(() => new ImportRun(project, openConverter));
  useEffect(() => () => run.stop(), [run]);
  /** In the middle of the work the cross only stops it, so that nobody loses the report by accident. */
  function close(): void {
    if (run.state.get().state === "working") {
      run.stop();
      return;
    }
    run.startOver();
    onClose();
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title={translate("import.title")} size="40rem">
      <ImportSteps {...rest} run={run} onClose={close} />
    </Dialog>
  );
}

function ImportSteps({
  run,
  platform,
  onClose,
  onOpenPage,
}: Pick<ImportDialogProps, "platform" | "onClose" | "onOpenPage"> & { readonly run: ImportRun }) {
  const state = useStore(run.state);
  function openPage(page: PageId): void {
    onClose();
    onOpenPage(page);
  }
  useOpenWhenPerfect(state, openPage);
  switch (state.state) {
    case "choosing":
      return <FileChooser onChoose={(chosen) => void run.start(chosen)} />;
    case "working":
      return (
        <div className={styles["part"]} data-testid="import-progress">
          <ProgressPanel
            title={translate("import.working")}
            done={state.done}
            total={state.total}
            step={
              state.progress === null
                ? translate("import.stageLooking")
                : translate("import.step", {
                    name: state.name,
                    stage: progressWords(state.progress),
                  })
            }
            onCancel={() => run.stop()}
          />
        </div>
      );
    case "finished":
      return (
        <ImportReport
          outcomes={state.outcomes}
          stopped={state.stopped}
          onAgain={() => run.startOver()}
          onClose={onClose}
          onOpenPage={openPage}
          onCopy={(text) =>
            void platform.copyText(text).then(() => notify({ words: translate("import.copied") }))
          }
        />
      );
    default:
      return assertNever(state);
  }
}

/** One file that came in whole needs no report: its page opens. */
function useOpenWhenPerfect(state: ImportRunState, open: (page: PageId) => void): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    if (state.state !== "finished") return;
    const [only] = state.outcomes;
    if (state.outcomes.length !== 1 || only?.kind !== "page" || only.report.length > 0) return;
    notify({ words: translate("import.arrivedWhole", { title: only.title }) });
    latest.current(only.page);
  }, [state]);
}
