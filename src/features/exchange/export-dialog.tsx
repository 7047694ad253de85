import { type ReactNode, useEffect, useRef, useState } from "react";
import { assertNever } from "../../base/index.ts";
import { direction, localeTag, translate } from "../../i18n/index.ts";
import {
  type ExportedFile,
  type PageToExport,
  exportHtml,
  exportMarkdown,
  fileName,
} from "../../interchange/index.ts";
import type { Platform, SaveFileFailure, SavedFile } from "../../platform/index.ts";
import type { Result } from "../../base/index.ts";
import { Button, Dialog, ErrorNotice, notify, useLanguage } from "../../ui/index.ts";
import type { OpenPage } from "../../workspace/index.ts";
import styles from "./exchange.module.css";

export interface ExportDialogProps {
  readonly page: Pick<OpenPage, "entry" | "blocks" | "pictures">;
  readonly platform: Pick<Platform, "saveFile" | "savePdf" | "copyText">;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Chosen already: saved at once, and the dialog shows itself only if that fails. */
  readonly startWith?: ExportFormat;
}

export type ExportFormat = "html" | "pdf" | "markdown";

type Exporting =
  | { readonly state: "choosing" }
  | { readonly state: "working"; readonly format: ExportFormat }
  | { readonly state: "failed"; readonly failure: SaveFileFailure };

/** Saves a copy of the page as a file that works without the program. */
export function ExportDialog({ page, platform, isOpen, onClose, startWith }: ExportDialogProps) {
  useLanguage();
  const [exporting, setExporting] = useState<Exporting>(
    startWith === undefined ? { state: "choosing" } : { state: "working", format: startWith },
  );
  const hasStarted = useRef(false);

  async function save(format: ExportFormat): Promise<void> {
    setExporting({ state: "working", format });
    // The dialog must be off the page before the page is printed.
    if (format === "pdf") await dialogGone();
    const saved = await saveAs(format, page, platform);
    if (!saved.ok && saved.failure.kind !== "canceled") {
      setExporting({ state: "failed", failure: saved.failure });
      return;
    }
    if (saved.ok) notify({ words: translate("exchange.saved", { name: saved.value.name }) });
    else if (format !== startWith) {
      setExporting({ state: "choosing" });
      return;
    }
    onClose();
    setExporting({ state: "choosing" });
  }

  useEffect(() => {
    if (startWith === undefined || hasStarted.current) return;
    hasStarted.current = true;
    void save(startWith);
  });

  const isOutOfTheWay =
    exporting.state === "working" && (exporting.format === "pdf" || exporting.format === startWith);
  const choice = (format: ExportFormat, title: string, text: string) => (
    <FormatChoice
      isBusy={exporting.state === "working"}
      title={title}
      text={text}
      onChoose={() => void save(format)}
      testId={`export-${format}`}
    />
  );
  return (
    <Dialog isOpen={isOpen && !isOutOfTheWay} onClose={onClose} title={translate("exchange.title")}>
      <div className={styles["part"]}>
        {exporting.state === "failed" && (
          <ExportFailure failure={exporting.failure} copyText={(text) => platform.copyText(text)} />
        )}
        <ul className={styles["formats"]}>
          {choice("html", translate("exchange.html"), translate("exchange.htmlText"))}
          {choice("pdf", translate("exchange.pdf"), translate("exchange.pdfText"))}
          {choice("markdown", translate("exchange.markdown"), translate("exchange.markdownText"))}
        </ul>
      </div>
    </Dialog>
  );
}

function FormatChoice({
  title,
  text,
  isBusy,
  onChoose,
  testId,
}: {
  readonly title: string;
  readonly text: string;
  readonly isBusy: boolean;
  readonly onChoose: () => void;
  readonly testId: string;
}): ReactNode {
  return (
    <li>
      <Button
        kind="secondary"
        isFullWidth
        isBusy={isBusy}
        onClick={onChoose}
        aria-describedby={`${testId}-text`}
        data-testid={testId}
      >
        {title}
      </Button>
      <p id={`${testId}-text`}>{text}</p>
    </li>
  );
}

function ExportFailure({
  failure,
  copyText,
}: {
  readonly failure: SaveFileFailure;
  readonly copyText: (text: string) => Promise<void>;
}) {
  const details = failure.kind === "unknown" ? { details: failure.detail, copyText } : {};
  return (
    <ErrorNotice title={translate("exchange.failed")} words={failureWords(failure)} {...details} />
  );
}

function failureWords(failure: SaveFileFailure): string {
  switch (failure.kind) {
    case "diskFull":
      return translate("exchange.failedDiskFull");
    case "notAllowed":
      return translate("exchange.failedNotAllowed");
    case "tooLarge":
      return translate("exchange.failedTooLarge");
    case "canceled":
    case "unknown":
      return translate("exchange.failedUnknown");
    default:
      return assertNever(failure);
  }
}

async function saveAs(
  format: ExportFormat,
  page: ExportDialogProps["page"],
  platform: ExportDialogProps["platform"],
): Promise<Result<SavedFile, SaveFileFailure>> {
  const content = pageToExport(page);
  if (format === "pdf") return platform.savePdf(`${fileName(content.title)}.pdf`);
  const file: ExportedFile =
    format === "html" ? await exportHtml(content) : await exportMarkdown(content);
  return platform.saveFile(file);
}

function pageToExport({ entry, blocks, pictures }: ExportDialogProps["page"]): PageToExport {
  const title = entry.get()?.title ?? "";
  return {
    title: title === "" ? translate("exchange.untitled") : title,
    blocks: blocks(),
    pictures: (hash) => pictures.bytes(hash),
    language: localeTag(),
    direction: direction(),
    missing: ({ name, alt }) =>
      translate("exchange.missingPicture", { name: alt === "" ? name : alt }),
  };
}

/** It fades out over a few frames; a page that is never painted would wait for ever, so the wait has an end. */
async function dialogGone(): Promise<void> {
  for (let frame = 0; frame < 60; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (document.querySelector('[role="dialog"]') === null) return;
  }
}
