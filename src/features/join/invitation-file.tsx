import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { translate } from "../../i18n/index.ts";
import { Button, Card, IconFileImport } from "../../ui/index.ts";
import styles from "./join.module.css";

/** The file of an invitation: chosen by a button, or dropped anywhere on the screen. */
export function InvitationFile({
  isBusy,
  onChoose,
  children,
}: {
  readonly isBusy: boolean;
  readonly onChoose: (file: File) => void;
  /** What stands above it and takes dropped files too. */
  readonly children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function choose(file: File | undefined): void {
    if (file !== undefined) onChoose(file);
    // So that the same file can be chosen once more.
    if (input.current !== null) input.current.value = "";
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  }

  return (
    <div
      className={styles["drop"]}
      data-over={isOver || undefined}
      data-testid="join-drop"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
      <Card padding="wide" as="section" aria-labelledby="join-file">
        <div className={styles["file"]}>
          <div>
            <h2 id="join-file">{translate("join.file")}</h2>
            <p>{translate("join.fileText")}</p>
            <p className={styles["soft"]}>
              {translate(isOver ? "join.fileDropNow" : "join.fileDrop")}
            </p>
          </div>
          <Button
            kind="secondary"
            icon={<IconFileImport aria-hidden />}
            isBusy={isBusy}
            onClick={() => input.current?.click()}
          >
            {translate("join.fileChoose")}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".twinspan,.txt"
          data-testid="join-file"
          aria-label={translate("join.fileChoose")}
          onChange={() => choose(input.current?.files?.[0])}
        />
      </Card>
    </div>
  );
}
