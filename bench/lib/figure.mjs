import { median } from "./statistics.mjs";

/**
 * What a bench measured: samples of ours, and of the floor or peer taken in the same run.
 * - `aim`: the highest ratio that we want; null where there is none
 * - `statistic`: one number for all samples; the median unless it is given
 * @typedef {{
 *   figure: string,
 *   unit: "ms" | "MB" | "kB",
 *   aim: number | null,
 *   ours: readonly number[],
 *   against: readonly number[],
 *   statistic?: (samples: readonly number[]) => number,
 * }} Comparison
 */

/**
 * `ratio` is ours over the floor or peer, lower is better; `runs` counts the samples of the side that has fewer.
 * @typedef {{
 *   bench: string,
 *   figure: string,
 *   ratio: number,
 *   aim: number | null,
 *   ours: number,
 *   against: number,
 *   unit: "ms" | "MB" | "kB",
 *   runs: number,
 * }} Figure
 */

/** @param {string} bench @param {Comparison} comparison @returns {Figure} */
export function figureOf(bench, { figure, unit, aim, ours, against, statistic = median }) {
  const own = statistic(ours);
  const other = statistic(against);
  if (!(other > 0)) throw new Error(`${bench}, ${figure}: nothing was measured to compare with`);
  return {
    bench,
    figure,
    ratio: rounded(own / other, 3),
    aim,
    ours: rounded(own, 2),
    against: rounded(other, 2),
    unit,
    runs: Math.min(ours.length, against.length),
  };
}

/** One line of JSON, for programs. @param {Figure} figure */
export function jsonLine(figure) {
  return `${JSON.stringify(figure)}\n`;
}

/** For people. @param {readonly Figure[]} figures */
export function table(figures) {
  const rows = [
    ["bench", "figure", "ours", "against", "ratio", "aim", ""],
    ...figures.map((figure) => [
      figure.bench,
      figure.figure,
      `${figure.ours} ${figure.unit}`,
      `${figure.against} ${figure.unit}`,
      figure.ratio.toFixed(2),
      figure.aim === null ? "-" : figure.aim.toFixed(2),
      verdict(figure),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** @param {Figure} figure */
function verdict({ ratio, aim }) {
  if (aim === null) return "";
  return ratio <= aim ? "met" : "missed";
}

/** @param {number} value @param {number} digits */
function rounded(value, digits) {
  return Number(value.toFixed(digits));
}
