import { useState } from "react";
import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import type { Platform, PrintFailure, SaveFileFailure } from "../../platform/index.ts";
import {
  Button,
  Card,
  IconArrowRight,
  IconDeviceFloppy,
  IconPrinter,
  QrCode,
} from "../../ui/index.ts";
import { PaperSheet } from "./paper-sheet.tsx";
import styles from "./recovery.module.css";
import { TwelveWords } from "./twelve-words.tsx";

/** The words on the screen, and the sheet for the printer. */
export function WordsStep({
  words,
  platform,
  onPrinting,
  onHide,
  onReady,
}: {
  readonly words: readonly string[];
  readonly platform: Pick<Platform, "print" | "savePdf">;
  /** While the printer's window is open, ours has not been left. */
  readonly onPrinting: (isPrinting: boolean) => void;
  readonly onHide: () => void;
  readonly onReady: () => void;
}) {
  const [outcome, setOutcome] = useState<string | null>(null);

  async function put(work: () => Promise<string | null>): Promise<void> {
    setOutcome(null);
    onPrinting(true);
    try {
      setOutcome(await work());
    } finally {
      onPrinting(false);
    }
  }

  async function print(): Promise<string | null> {
    const printed = await platform.print();
    return printed.ok ? null : printWords(printed.failure);
  }

  async function savePdf(): Promise<string | null> {
    const saved = await platform.savePdf(translate("recovery.pdfName"));
    return saved.ok ? translate("recovery.pdfSaved") : saveWords(saved.failure);
  }

  return (
    <Card as="section" padding="wide" aria-labelledby="recovery-words">
      <h2 id="recovery-words">{translate("recovery.words")}</h2>
      <p>{translate("recovery.wordsText")}</p>
      <div className={styles["secret"]} onCopy={(event) => event.preventDefault()}>
        <TwelveWords words={words} />
        <div className={styles["code"]}>
          <QrCode text={words.join(" ")} label={translate("recovery.sheetCode")} />
        </div>
      </div>
      <PaperSheet words={words} />
      <div className={styles["actions"]}>
        <Button kind="secondary" icon={<IconPrinter aria-hidden />} onClick={() => void put(print)}>
          {translate("recovery.print")}
        </Button>
        <Button
          kind="secondary"
          icon={<IconDeviceFloppy aria-hidden />}
          onClick={() => void put(savePdf)}
        >
          {translate("recovery.savePdf")}
        </Button>
      </div>
      <output>{outcome}</output>
      <p className={styles["soft"]}>{translate("recovery.pdfText")}</p>
      <div className={styles["actions"]}>
        <Button iconEnd={<IconArrowRight aria-hidden />} onClick={onReady}>
          {translate("recovery.haveIt")}
        </Button>
        <Button kind="quiet" onClick={onHide}>
          {translate("recovery.hide")}
        </Button>
      </div>
    </Card>
  );
}

function printWords(failure: PrintFailure): string | null {
  switch (failure.kind) {
    case "canceled":
      return null;
    case "noPrinter":
      return translate("recovery.noPrinter");
    case "unknown":
      return translate("recovery.printFailed", { detail: failure.detail });
    default:
      return assertNever(failure);
  }
}

function saveWords(failure: SaveFileFailure): string | null {
  return failure.kind === "canceled" ? null : translate("recovery.pdfFailed");
}
