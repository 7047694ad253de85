import { type SyntheticEvent, useState } from "react";
import { translate } from "../../i18n/index.ts";
import type { CreateKeychainFailure } from "../../platform/index.ts";
import {
  Button,
  IconArrowRight,
  SheetWordsField,
  loadSheetList,
  readSheet,
} from "../../ui/index.ts";
import styles from "./welcome.module.css";

/** The way in for one who has a recovery sheet. */
export function SheetStep({
  words,
  wrong,
  onChange,
  onBack,
  onDone,
}: {
  readonly words: readonly string[];
  readonly wrong: Extract<CreateKeychainFailure, { kind: "wrongWords" }> | null;
  readonly onChange: (words: readonly string[]) => void;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const [fault, setFault] = useState<number | null>(wrong?.word ?? null);

  async function check(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    const read = readSheet(words, await loadSheetList());
    setFault(read.ok ? null : read.failure);
    if (!read.ok) return;
    onChange(read.value);
    onDone();
  }

  return (
    <form className={styles["form"]} noValidate onSubmit={(event) => void check(event)}>
      <SheetWordsField
        words={words}
        wrong={fault}
        onChange={(next) => {
          setFault(null);
          onChange(next);
        }}
      />
      {wrong !== null && wrong.word === null && (
        <p role="alert" className={styles["missing"]}>
          {translate("door.wordsDoNotFit")}
        </p>
      )}
      <div className={styles["foot"]}>
        <Button kind="secondary" onClick={onBack}>
          {translate("welcome.back")}
        </Button>
        <Button type="submit" iconEnd={<IconArrowRight aria-hidden />}>
          {translate("welcome.next")}
        </Button>
      </div>
    </form>
  );
}
