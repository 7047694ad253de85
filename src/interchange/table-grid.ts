import { type TableCell, paragraph } from "../domain/index.ts";

export interface TidyTable {
  readonly rows: readonly { readonly cells: readonly TableCell[] }[];
  /** Squares of the grid, merged cells counted with all they cover. */
  readonly squares: number;
  /** Cells had to be added or their merging shortened. */
  readonly mended: boolean;
  /** Rows or columns beyond the limits were left out. */
  readonly cut: boolean;
}

const TABLE_LIMITS = { columns: 100, span: 100 } as const;

/**
 * Makes every row of the grid equally wide and every merged cell lie inside it, as editors expect:
 * spans are shortened where they meet another cell or the last row, and missing cells are added empty.
 */
export function tidyTable(rows: readonly (readonly TableCell[])[], maxSquares: number): TidyTable {
  let mended = false;
  let cut = false;
  let width = 0;
  /** For each row, the columns taken by cells from rows above. */
  const covered: Set<number>[] = [];
  const placed: { cell: TableCell; column: number }[][] = [];

  for (const [rowIndex, row] of rows.entries()) {
    const taken = covered[rowIndex] ?? new Set<number>();
    const line: { cell: TableCell; column: number }[] = [];
    let column = 0;
    for (const cell of row) {
      while (taken.has(column)) column += 1;
      if (column >= TABLE_LIMITS.columns) {
        cut = true;
        break;
      }
      let colspan = clampSpan(cell.colspan, TABLE_LIMITS.columns - column);
      for (let next = 1; next < colspan; next += 1) if (taken.has(column + next)) colspan = next;
      const rowspan = clampSpan(cell.rowspan, rows.length - rowIndex);
      if (colspan !== cell.colspan || rowspan !== cell.rowspan) mended = true;
      for (let below = 1; below < rowspan; below += 1) {
        const set = (covered[rowIndex + below] ??= new Set());
        for (let next = 0; next < colspan; next += 1) set.add(column + next);
      }
      line.push({ cell: { ...cell, colspan, rowspan }, column });
      column += colspan;
      width = Math.max(width, column);
    }
    const rowWidth = Math.max(width, ...taken, 0);
    if ((placed.length + 1) * rowWidth > maxSquares) {
      cut = true;
      break;
    }
    placed.push(line);
  }

  const filled = placed.map((line, rowIndex) => {
    const height = placed.length - rowIndex;
    const cells = line.map(({ cell, column }) => {
      if (cell.rowspan > height) mended = true;
      return { cell: { ...cell, rowspan: Math.min(cell.rowspan, height) }, column };
    });
    const taken = new Set(covered[rowIndex]);
    for (const { cell, column } of cells)
      for (let next = 0; next < cell.colspan; next += 1) taken.add(column + next);
    for (let column = 0; column < width; column += 1) {
      if (taken.has(column)) continue;
      mended = true;
      cells.push({
        cell: { header: false, colspan: 1, rowspan: 1, blocks: [paragraph("")] },
        column,
      });
    }
    return { cells: cells.sort((a, b) => a.column - b.column).map(({ cell }) => cell) };
  });
  return { rows: withoutHollowRows(filled), squares: placed.length * width, mended, cut };
}

/** A row all of whose squares belong to cells above is no row; those cells become one shorter. */
function withoutHollowRows(
  rows: readonly { readonly cells: readonly TableCell[] }[],
): { readonly cells: readonly TableCell[] }[] {
  const hollow = rows.map((row) => row.cells.length === 0);
  if (!hollow.includes(true)) return [...rows];
  return rows.flatMap((row, index) => {
    if (hollow[index] === true) return [];
    const cells = row.cells.map((cell) => ({
      ...cell,
      rowspan: cell.rowspan - hollow.slice(index, index + cell.rowspan).filter(Boolean).length,
    }));
    return [{ cells }];
  });
}

function clampSpan(span: number, room: number): number {
  if (!Number.isInteger(span) || span < 1) return 1;
  return Math.min(span, TABLE_LIMITS.span, room);
}
