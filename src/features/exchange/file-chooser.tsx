import { type DragEvent, useRef, useState } from "react";
import { translate } from "../../i18n/index.ts";
import { Button, IconFileImport, IconPhotoPlus } from "../../ui/index.ts";
import { type ChosenFile, chosenFromDrop, chosenFromInput } from "./chosen-files.ts";
import styles from "./exchange.module.css";

const ACCEPT =
  ".docx,.md,.markdown,.html,.htm,.txt,.zip,.png,.jpg,.jpeg,.gif,.webp,.bmp,.heic,.svg";

export function FileChooser({
  onChoose,
}: {
  readonly onChoose: (chosen: readonly ChosenFile[] | Promise<readonly ChosenFile[]>) => void;
}) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function choose(input: HTMLInputElement | null): void {
    const chosen = chosenFromInput(input?.files ?? null);
    if (chosen.length > 0) onChoose(chosen);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    onChoose(chosenFromDrop(event.dataTransfer.items));
  }

  return (
    <div className={styles["part"]}>
      <p>{translate("import.intro")}</p>
      <div
        className={styles["drop"]}
        data-over={isOver || undefined}
        data-testid="import-drop"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>{translate("import.dropHere")}</p>
        <div className={styles["buttons"]}>
          <Button
            icon={<IconFileImport aria-hidden />}
            onClick={() => files.current?.click()}
            hasFirstFocus
          >
            {translate("import.chooseFiles")}
          </Button>
          <Button
            kind="secondary"
            icon={<IconPhotoPlus aria-hidden />}
            onClick={() => folder.current?.click()}
          >
            {translate("import.chooseFolder")}
          </Button>
        </div>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          accept={ACCEPT}
          data-testid="import-files"
          aria-label={translate("import.chooseFiles")}
          onChange={() => choose(files.current)}
        />
        <input
          ref={(input) => {
            folder.current = input;
            // React knows no such attribute.
            input?.setAttribute("webkitdirectory", "");
          }}
          type="file"
          hidden
          data-testid="import-folder"
          aria-label={translate("import.chooseFolder")}
          onChange={() => choose(folder.current)}
        />
      </div>
      <ul className={styles["soft"]}>
        <li>{translate("import.hintDocuments")}</li>
        <li>{translate("import.hintPictures")}</li>
        <li>{translate("import.hintPlace")}</li>
      </ul>
    </div>
  );
}
