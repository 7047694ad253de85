import type { Run } from "../domain/index.ts";

export type Marks = Omit<Run, "text">;

/** Control characters and half surrogates: no page needs them, and they break the shared document's encoding. */
const UNWANTED =
  /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g; // eslint-disable-line no-control-regex -- they are what it looks for

export function cleanText(text: string): string {
  return text.replace(/\r\n?/gu, "\n").replace(UNWANTED, "");
}

function sameMarks(a: Marks, b: Marks): boolean {
  return (
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.underline === b.underline &&
    a.strike === b.strike &&
    a.code === b.code &&
    a.link === b.link &&
    a.color === b.color &&
    a.highlight === b.highlight
  );
}

export function plainText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join("");
}

/** Neighbours with the same marks become one run; empty ones go. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    if (run.text === "") continue;
    const last = joined[joined.length - 1];
    if (last !== undefined && sameMarks(last, run))
      joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}

/** The text of one paragraph while it is being read, with white space treated as a browser does. */
export class RunCollector {
  #parts: { text: string[]; marks: Marks }[] = [];
  /** A space that only appears if words follow it. */
  #pendingSpace: Marks | null = null;
  #lastIsBreak = true;
  #isEmpty = true;

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** `collapse`: runs of white space count as one space, none at the edges of a line. */
  add(text: string, marks: Marks, collapse: boolean): void {
    const clean = cleanText(text);
    if (!collapse) {
      this.#flushSpace();
      this.#push(clean, marks);
      return;
    }
    for (const piece of clean.split(/([ \t\n]+)/u)) {
      if (piece === "") continue;
      if (/^[ \t\n]/u.test(piece)) {
        if (!this.#lastIsBreak && this.#pendingSpace === null) this.#pendingSpace = marks;
        continue;
      }
      this.#flushSpace();
      this.#push(piece, marks);
    }
  }

  addBreak(marks: Marks): void {
    this.#pendingSpace = null;
    this.#push("\n", marks);
  }

  /** The runs so far; the collector is empty again. */
  take(): Run[] {
    const runs = joinRuns(
      this.#parts.map(({ text, marks }) => ({ ...marks, text: text.join("") })),
    );
    this.#parts = [];
    this.#pendingSpace = null;
    this.#lastIsBreak = true;
    this.#isEmpty = true;
    return runs;
  }

  #flushSpace(): void {
    const marks = this.#pendingSpace;
    this.#pendingSpace = null;
    if (marks !== null) this.#push(" ", marks);
  }

  #push(text: string, marks: Marks): void {
    if (text === "") return;
    const last = this.#parts[this.#parts.length - 1];
    if (last !== undefined && sameMarks(last.marks, marks)) last.text.push(text);
    else this.#parts.push({ text: [text], marks });
    this.#lastIsBreak = text.endsWith("\n");
    this.#isEmpty = false;
  }
}

/** A break at the very end of a line of HTML, or of Markdown's code, shows nothing. */
export function withoutLastBreak(runs: readonly Run[]): Run[] {
  const last = runs[runs.length - 1];
  if (last === undefined || !last.text.endsWith("\n")) return [...runs];
  return joinRuns([...runs.slice(0, -1), { ...last, text: last.text.slice(0, -1) }]);
}
