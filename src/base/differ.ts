/** What stands in both, or in one of the two, in order; `count` items each. */
export interface Stretch {
  readonly change: "same" | "removed" | "added";
  readonly count: number;
}

/** More differences than this are not looked for one by one: the memory grows with their square. */
const MOST_DIFFERENCES = 1200;

/**
 * The fewest removals and additions that turn one list into the other (E. W. Myers, An O(ND) Difference Algorithm and Its
 * Variations, 1986). Lists that have next to nothing in common are given as removed and added as a whole.
 */
export function differ(before: readonly string[], after: readonly string[]): readonly Stretch[] {
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    end += 1;
  }
  const middle = differMiddle(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  );
  return joined([{ change: "same", count: start }, ...middle, { change: "same", count: end }]);
}

function differMiddle(before: readonly string[], after: readonly string[]): readonly Stretch[] {
  const whole: readonly Stretch[] = [
    { change: "removed", count: before.length },
    { change: "added", count: after.length },
  ];
  if (before.length === 0 || after.length === 0) return whole;
  const trace = searchPath(before, after);
  return trace === null ? whole : walkBack(trace, before.length, after.length);
}

/** For each number of differences, how far each diagonal reaches; index 0 is diagonal -differences. */
function searchPath(
  before: readonly string[],
  after: readonly string[],
): readonly Int32Array[] | null {
  const trace: Int32Array[] = [];
  for (let differences = 0; differences <= MOST_DIFFERENCES; differences += 1) {
    const reach = new Int32Array(2 * differences + 1);
    const last = trace.at(-1);
    for (let index = 0; index <= 2 * differences; index += 2) {
      let x = last === undefined ? 0 : stepFrom(last, index).x;
      let y = x - (index - differences);
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x += 1;
        y += 1;
      }
      reach[index] = x;
      if (x >= before.length && y >= after.length) {
        trace.push(reach);
        return trace;
      }
    }
    trace.push(reach);
  }
  return null;
}

/** Where a diagonal begins, from the one beside it that reaches further. `last` has one difference less, so its index is one lower. */
function stepFrom(
  last: Int32Array,
  index: number,
): { readonly x: number; readonly isAdded: boolean } {
  const right = index >= 2 ? (last[index - 2] ?? -1) + 1 : -1;
  const down = index < last.length ? (last[index] ?? -1) : -1;
  return down >= right ? { x: down, isAdded: true } : { x: right, isAdded: false };
}

function walkBack(trace: readonly Int32Array[], length: number, width: number): readonly Stretch[] {
  const backwards: Stretch[] = [];
  let x = length;
  let y = width;
  for (let differences = trace.length - 1; differences > 0; differences -= 1) {
    const last = trace[differences - 1] ?? new Int32Array(1);
    const step = stepFrom(last, x - y + differences);
    const same = x - step.x;
    if (same > 0) backwards.push({ change: "same", count: same });
    x = step.x;
    y -= same;
    backwards.push({ change: step.isAdded ? "added" : "removed", count: 1 });
    if (step.isAdded) y -= 1;
    else x -= 1;
  }
  if (x > 0) backwards.push({ change: "same", count: x });
  return backwards.reverse();
}

/** Neighbours of one kind become one; what is removed stands before what is added in its place. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  let removed = 0;
  let added = 0;
  const close = (): void => {
    if (removed > 0) result.push({ change: "removed", count: removed });
    if (added > 0) result.push({ change: "added", count: added });
    removed = 0;
    added = 0;
  };
  for (const { change, count } of stretches) {
    if (count === 0) continue;
    if (change === "removed") removed += count;
    else if (change === "added") added += count;
    else {
      close();
      const last = result.at(-1);
      if (last?.change === "same") result.splice(-1, 1, { change, count: last.count + count });
      else result.push({ change, count });
    }
  }
  close();
  return result;
}
