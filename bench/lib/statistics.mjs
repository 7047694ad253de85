/** The middle of the values; between two middle ones, their mean. @param {readonly number[]} values */
export function median(values) {
  return percentile(values, 0.5);
}

/**
 * The value that `part` of the values do not exceed, drawn straight between the two nearest ones (type 7 of Hyndman and
 * Fan, as spreadsheets have it).
 * @param {readonly number[]} values
 * @param {number} part from 0 to 1
 */
export function percentile(values, part) {
  if (values.length === 0) throw new Error("No values to take a percentile of");
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}

/** @param {readonly number[]} values */
export function mean(values) {
  if (values.length === 0) throw new Error("No values to take a mean of");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
