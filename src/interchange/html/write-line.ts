import type { Paragraph, Run } from "../../domain/index.ts";
import { plainText } from "../runs.ts";
import { escapeHtml } from "./escape-html.ts";

/** `dir="auto"`: each line finds its own direction, as partner schools write in two. */
export function writeLine(tag: string, paragraph: Paragraph): string {
  return `<${tag} dir="auto"${lineStyle(paragraph)}>${writeRuns(paragraph.text) || "<br>"}</${tag}>`;
}

export function lineStyle(paragraph: Paragraph): string {
  const styles = [
    ...(paragraph.align === "start" ? [] : [`text-align:${paragraph.align}`]),
    ...(needsWhiteSpace(paragraph) ? ["white-space:pre-wrap"] : []),
  ];
  return styles.length === 0 ? "" : ` style="${styles.join(";")}"`;
}

function needsWhiteSpace({ text }: Paragraph): boolean {
  return /^[ \t]|[ \t]$|[ \t]{2}|\t|[ \t]\n|\n[ \t]/u.test(plainText(text));
}

export function writeRuns(runs: readonly Run[]): string {
  const html = runs
    .map((run) => writeMarks(run, escapeHtml(run.text).replaceAll("\n", "<br>")))
    .join("");
  return plainText(runs).endsWith("\n") ? `${html}<br>` : html;
}

export function writeMarks(run: Run, inner: string): string {
  let html = inner;
  if (run.code) html = `<code>${html}</code>`;
  if (run.strike) html = `<s>${html}</s>`;
  if (run.underline) html = `<u>${html}</u>`;
  if (run.italic) html = `<em>${html}</em>`;
  if (run.bold) html = `<strong>${html}</strong>`;
  if (run.color !== undefined) html = `<span data-color="${run.color}">${html}</span>`;
  if (run.highlight !== undefined) html = `<mark data-highlight="${run.highlight}">${html}</mark>`;
  if (run.link !== undefined) html = `<a href="${escapeHtml(run.link)}">${html}</a>`;
  return html;
}
