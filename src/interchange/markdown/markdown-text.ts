import type { Run } from "../../domain/index.ts";
import { type Marks, joinRuns } from "../runs.ts";

/** What a line of Markdown can say: white space counts once, marks begin and end at words. */
export function asMarkdownRuns(runs: readonly Run[]): Run[] {
  const expressible = runs.flatMap((run) => splitOuterSpace(keptMarks(run)));
  const collapsed: Run[] = [];
  let last = "\n";
  for (const run of joinRuns(expressible)) {
    let text = run.text.replace(/[ \t]*\n[ \t]*/gu, "\n").replace(/[ \t]+/gu, " ");
    if (last === " " || last === "\n") text = text.replace(/^ /u, "");
    if (text.startsWith("\n") && last === " ") dropLastSpace(collapsed);
    if (text === "") continue;
    collapsed.push({ ...run, text });
    last = text[text.length - 1] ?? last;
  }
  return trimEnds(joinRuns(collapsed));
}

/** Marks over nothing but space show nothing, so they go; a mark's own outer spaces go outside it. */
function splitOuterSpace(run: Run): Run[] {
  const found = /^([ \t\n]*)([\s\S]*?)([ \t\n]*)$/u.exec(run.text);
  if (found === null) return [run];
  const [, before = "", words = "", after = ""] = found;
  return [{ text: before }, { ...run, text: words }, { text: after }];
}

/** Colours are beyond Markdown; code and links stand alone. */
function keptMarks({ color: _color, highlight: _highlight, ...run }: Run): Run {
  return run;
}

function dropLastSpace(runs: Run[]): void {
  const last = runs.pop();
  if (last !== undefined && last.text !== " ") runs.push({ ...last, text: last.text.slice(0, -1) });
}

function trimEnds(runs: Run[]): Run[] {
  const trimmed = [...runs];
  while (trimmed.length > 0) {
    const first = trimmed[0];
    const text = first?.text.replace(/^[ \t\n]+/u, "");
    if (first === undefined || text === first.text) break;
    if (text === undefined || text === "") trimmed.shift();
    else trimmed[0] = { ...first, text };
  }
  while (trimmed.length > 0) {
    const last = trimmed[trimmed.length - 1];
    const text = last?.text.replace(/[ \t\n]+$/u, "");
    if (last === undefined || text === last.text) break;
    if (text === undefined || text === "") trimmed.pop();
    else trimmed[trimmed.length - 1] = { ...last, text };
  }
  return joinRuns(trimmed);
}

/** One paragraph's runs, as `asMarkdownRuns` gives them, with `lineBreak` for a break inside. */
export function writeMarkdownRuns(runs: readonly Run[], lineBreak: string): string {
  const written = runs.map((run, index) => writeRun(run, runs[index - 1], runs[index + 1]));
  return escapeLineStart(written.join("")).replaceAll("\n", lineBreak);
}

function writeRun(run: Run, previous: Run | undefined, next: Run | undefined): string {
  if (run.code)
    return writeMarked(run, `<code>${escapeInline(run.text)}</code>`, previous, next, "<code>");
  return writeMarked(run, escapeInline(run.text), previous, next, "");
}

function writeMarked(
  run: Run,
  text: string,
  previous: Run | undefined,
  next: Run | undefined,
  code: string,
): string {
  const plainCode =
    code !== "" &&
    !/[`\n|]/u.test(run.text) &&
    !/^ | $/u.test(run.text) &&
    !previous?.code &&
    !next?.code;
  let inner = plainCode && canStandAlone(previous, next) ? `\`${run.text}\`` : text;
  const stars =
    canStandAlone(previous, next) &&
    /^[\p{L}\p{N}]/u.test(run.text) &&
    /[\p{L}\p{N}]$/u.test(run.text) &&
    code === "" &&
    !run.underline &&
    run.link === undefined;
  if (run.strike) inner = stars && !run.bold && !run.italic ? `~~${inner}~~` : `<s>${inner}</s>`;
  if (run.underline) inner = `<u>${inner}</u>`;
  if (run.italic) inner = stars && !run.strike && !run.bold ? `*${inner}*` : `<em>${inner}</em>`;
  if (run.bold)
    inner = stars && !run.strike && !run.italic ? `**${inner}**` : `<strong>${inner}</strong>`;
  return run.link === undefined ? inner : writeLink(run.link, inner);
}

function writeLink(link: string, inner: string): string {
  const target = link.replaceAll("&", "&amp;").replaceAll("|", "\\|").replaceAll("`", "%60");
  return `[${inner}](<${target}>)`;
}

/** Signs of Markdown only where nobody can read them otherwise: between plain text that ends in space or a stop. */
function canStandAlone(previous: Run | undefined, next: Run | undefined): boolean {
  const isPlain = (run: Run | undefined) =>
    run === undefined || Object.keys(run satisfies Marks).length === 1;
  return (
    isPlain(previous) &&
    isPlain(next) &&
    (previous === undefined || /[\s(]$/u.test(previous.text)) &&
    (next === undefined || /^[\s.,;:!?)]/u.test(next.text))
  );
}

function escapeInline(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]<>~|]/gu, "\\$&")
      .replace(/&(?=#?\w+;)/gu, "&amp;")
      // Addresses that the writer left as plain text stay plain text.
      .replace(/(https?|ftp|mailto|xmpp):/giu, "$1\\:")
      .replace(/www\./giu, (found) => `${found.slice(0, 3)}\\.`)
      .replaceAll("@", "\\@")
      // Before a link it would make a picture of it.
      .replace(/!$/u, "\\!")
      .replaceAll("\u00A0", "&nbsp;")
  );
}

/** Signs that would make a line a heading, a list, a rule or a table. */
function escapeLineStart(text: string): string {
  return text
    .replace(/^[+=:-]/gmu, "\\$&")
    .replace(/^(\d{1,9})([.)])/gmu, "$1\\$2")
    .replace(/^#(?=#{0,5}(?:\s|$))/gmu, "&#35;");
}
