import type { Editor } from "@tiptap/react";
import { type KeyboardEvent, useEffect, useReducer, useRef, useState } from "react";
import { formatNumber, translate } from "../../i18n/index.ts";
import { IconArrowDown, IconArrowUp, IconButton, IconTypography, IconX } from "../../ui/index.ts";
import { foundIn, goToNext, search, selectCurrent } from "./find.ts";
import styles from "./find-bar.module.css";

/** Find in the page: a bar above the text. Enter goes on, Shift+Enter back, Escape closes and leaves the place selected. */
export function FindBar({
  editor,
  onClose,
}: {
  readonly editor: Editor;
  readonly onClose: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(() => selectedWords(editor));
  const [matchCase, setMatchCase] = useState(false);
  const [, redraw] = useReducer((count: number) => count + 1, 0);

  useEffect(() => {
    field.current?.select();
  }, []);
  useEffect(() => search(editor.view, query, matchCase), [editor, query, matchCase]);
  useEffect(() => {
    editor.on("transaction", redraw);
    return () => {
      editor.off("transaction", redraw);
    };
  }, [editor]);

  const { places, current } = foundIn(editor.state);
  const close = (): void => {
    selectCurrent(editor.view);
    search(editor.view, "", false);
    onClose();
    editor.view.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter") goToNext(editor.view, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles["bar"]}>
      <input
        ref={field}
        className={styles["field"]}
        type="text"
        dir="auto"
        value={query}
        aria-label={translate("editor.find")}
        placeholder={translate("editor.find")}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <output className={styles["count"]}>{countWords(query, places.length, current)}</output>
      <IconButton
        label={translate("editor.findPrevious")}
        icon={<IconArrowUp aria-hidden />}
        isDisabled={places.length === 0}
        onClick={() => goToNext(editor.view, -1)}
      />
      <IconButton
        label={translate("editor.findNext")}
        icon={<IconArrowDown aria-hidden />}
        isDisabled={places.length === 0}
        onClick={() => goToNext(editor.view, 1)}
      />
      <IconButton
        label={translate("editor.findMatchCase")}
        icon={<IconTypography aria-hidden />}
        isPressed={matchCase}
        onClick={() => setMatchCase(!matchCase)}
      />
      <IconButton
        label={translate("editor.findClose")}
        icon={<IconX aria-hidden />}
        onClick={close}
      />
    </div>
  );
}

function countWords(query: string, total: number, current: number): string {
  if (query === "") return "";
  if (total === 0) return translate("editor.findNothing");
  return translate("editor.findCount", {
    current: formatNumber(current + 1),
    total: formatNumber(total),
  });
}

function selectedWords(editor: Editor): string {
  const { from, to } = editor.state.selection;
  const text = editor.state.doc.textBetween(from, to, "\n");
  return text.length <= 80 && !text.includes("\n") ? text : "";
}
