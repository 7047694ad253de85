import type { PageId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  Button,
  DialogActions,
  IconAlertTriangle,
  IconCircleCheck,
  IconCopy,
} from "../../ui/index.ts";
import styles from "./exchange.module.css";
import type { ImportOutcome } from "./import-run.ts";
import { failureWords, noticeWords, reportText } from "./import-words.ts";

export interface ImportReportProps {
  readonly outcomes: readonly ImportOutcome[];
  readonly stopped: boolean;
  readonly onAgain: () => void;
  readonly onClose: () => void;
  readonly onOpenPage: (page: PageId) => void;
  readonly onCopy: (text: string) => void;
}

/** File by file: the page it became and what is different there, or why it stayed out. */
export function ImportReport({
  outcomes,
  stopped,
  onAgain,
  onClose,
  onOpenPage,
  onCopy,
}: ImportReportProps) {
  const pages = outcomes.filter(({ kind }) => kind === "page").length;
  return (
    <div className={styles["part"]} data-testid="import-report">
      <output>
        {translate("import.summary", { pages, failed: outcomes.length - pages })}
        {stopped && ` ${translate("import.stopped")}`}
      </output>
      <ul className={styles["outcomes"]}>
        {outcomes.map((outcome, place) => (
          <li key={place} data-kind={outcome.kind}>
            <OutcomeView outcome={outcome} onOpenPage={onOpenPage} />
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button
          kind="quiet"
          icon={<IconCopy aria-hidden />}
          onClick={() => onCopy(reportText(outcomes))}
        >
          {translate("import.copyReport")}
        </Button>
        <Button kind="secondary" onClick={onAgain}>
          {translate("import.again")}
        </Button>
        <Button onClick={onClose} hasFirstFocus>
          {translate("import.done")}
        </Button>
      </DialogActions>
    </div>
  );
}

function OutcomeView({
  outcome,
  onOpenPage,
}: {
  readonly outcome: ImportOutcome;
  readonly onOpenPage: (page: PageId) => void;
}) {
  if (outcome.kind === "failed") {
    return (
      <>
        <IconAlertTriangle aria-hidden />
        <div>
          <h3>
            <bdi>{outcome.name}</bdi>
          </h3>
          <p role="alert">{failureWords(outcome.failure)}</p>
        </div>
      </>
    );
  }
  return (
    <>
      <IconCircleCheck aria-hidden />
      <div>
        <h3>
          <bdi>{outcome.name}</bdi>
        </h3>
        {outcome.report.length === 0 ? (
          <p>{translate("import.everythingKept")}</p>
        ) : (
          <ul>
            {outcome.report.map((notice) => (
              <li key={noticeWords(notice)}>{noticeWords(notice)}</li>
            ))}
          </ul>
        )}
        <Button kind="quiet" onClick={() => onOpenPage(outcome.page)}>
          {translate("import.openPage", { title: outcome.title })}
        </Button>
      </div>
    </>
  );
}
