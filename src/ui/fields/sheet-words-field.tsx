import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { translate } from "../../i18n/index.ts";
import styles from "./fields.module.css";
import {
  SHEET_LENGTH,
  loadSheetList,
  meantWord,
  placedWords,
  suggestions,
  wordsIn,
} from "./sheet-words.ts";

/** The twelve words of a recovery sheet. A few letters and the space bar are enough for each; all can be pasted at once. */
export function SheetWordsField({
  words,
  wrong,
  isReadOnly = false,
  hasFirstFocus = false,
  onChange,
}: {
  readonly words: readonly string[];
  /** The place of a word that cannot be right, counted from 0. */
  readonly wrong: number | null;
  readonly isReadOnly?: boolean;
  /** Begins with the cursor in the first field. */
  readonly hasFirstFocus?: boolean;
  readonly onChange: (words: readonly string[]) => void;
}) {
  const list = useSheetList();
  const [place, setPlace] = useState<number | null>(null);
  const grid = useRef<HTMLOListElement>(null);
  const id = useId();

  useEffect(() => {
    if (hasFirstFocus) focusField(grid.current, 0);
  }, [hasFirstFocus]);
  useEffect(() => {
    if (wrong !== null) focusField(grid.current, wrong);
  }, [wrong]);

  function change(at: number, word: string): void {
    onChange(words.map((before, other) => (other === at ? word : before)));
  }

  function complete(at: number): boolean {
    const typed = words[at] ?? "";
    const meant = meantWord(typed, list);
    if (meant !== null && meant !== typed) change(at, meant);
    return meant !== null;
  }

  function press(event: KeyboardEvent, at: number): void {
    const goesOn = event.key === " " || (event.key === "Enter" && at < SHEET_LENGTH - 1);
    if (!goesOn) return;
    event.preventDefault();
    if (complete(at)) focusField(grid.current, at + 1);
  }

  function paste(event: ClipboardEvent, at: number): void {
    const pasted = wordsIn(event.clipboardData.getData("text"));
    if (pasted.length < 2 || isReadOnly) return;
    event.preventDefault();
    onChange(placedWords(words, pasted, at));
    const last = pasted.length >= SHEET_LENGTH ? SHEET_LENGTH : at + pasted.length;
    focusField(grid.current, Math.min(last, SHEET_LENGTH - 1));
  }

  return (
    <>
      {/* The words are English, whatever the program speaks. */}
      <ol ref={grid} className={styles["words"]} dir="ltr">
        {words.map((word, at) => {
          const isUnknown = list.length > 0 && place !== at && word !== "" && isNoWord(word, list);
          return (
            <li key={at}>
              <input
                data-field={`word${at}`}
                aria-label={translate("door.wordNumber", { number: at + 1 })}
                aria-invalid={wrong === at || isUnknown || undefined}
                aria-describedby={wrong === at || isUnknown ? `${id}-fault` : undefined}
                list={`${id}-list`}
                value={word}
                readOnly={isReadOnly}
                lang="en"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                onFocus={() => setPlace(at)}
                onBlur={() => {
                  setPlace(null);
                  complete(at);
                }}
                onChange={(event) => change(at, event.currentTarget.value)}
                onKeyDown={(event) => press(event, at)}
                onPaste={(event) => paste(event, at)}
              />
            </li>
          );
        })}
      </ol>
      <datalist id={`${id}-list`}>
        {suggestions(place === null ? "" : (words[place] ?? ""), list).map((word) => (
          <option key={word}>{word}</option>
        ))}
      </datalist>
      <output id={`${id}-fault`} className={styles["fault"]}>
        {faultWords(words, wrong, place, list)}
      </output>
    </>
  );
}

function focusField(grid: HTMLElement | null, at: number): void {
  grid?.querySelector<HTMLElement>(`[data-field="word${at}"]`)?.focus();
}

function useSheetList(): readonly string[] {
  const [list, setList] = useState<readonly string[]>([]);
  useEffect(() => {
    void loadSheetList().then(setList);
  }, []);
  return list;
}

function isNoWord(word: string, list: readonly string[]): boolean {
  return meantWord(word, list) === null;
}

/** Names the first word that cannot be right; the one that is being typed is left in peace. */
function faultWords(
  words: readonly string[],
  wrong: number | null,
  place: number | null,
  list: readonly string[],
): string | null {
  const at =
    wrong ??
    words.findIndex(
      (word, other) => list.length > 0 && other !== place && word !== "" && isNoWord(word, list),
    );
  if (at < 0) return null;
  const word = words[at]?.trim() ?? "";
  return word === ""
    ? translate("door.wordMissing", { number: at + 1 })
    : translate("door.wordUnknown", { number: at + 1, word });
}
