import type { Node } from "@tiptap/pm/model";
import { type Command, TextSelection, type Transaction } from "@tiptap/pm/state";
import {
  TableMap,
  addColumnAfter,
  addColumnBefore,
  isInTable,
  selectedRect,
} from "@tiptap/pm/tables";
import { ELEMENTS } from "../../documents/index.ts";

export {
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
} from "@tiptap/pm/tables";

/** A table with a first row of headings behind the cursor's block; the cursor goes into its first cell. */
export function insertTable(rows: number, columns: number): Command {
  return (state, dispatch) => {
    const { nodes } = state.schema;
    const [table, row, cell, paragraph] = [
      ELEMENTS.table,
      ELEMENTS.tableRow,
      ELEMENTS.tableCell,
      ELEMENTS.paragraph,
    ].map((name) => nodes[name]);
    if (!table || !row || !cell || !paragraph || isInTable(state)) return false;
    if (dispatch === undefined) return true;
    const cells = (header: true | null): Node[] =>
      Array.from({ length: columns }, () => cell.create({ header }, paragraph.create()));
    const made = table.create(
      null,
      Array.from({ length: rows }, (_, index) =>
        row.create(null, cells(index === 0 ? true : null)),
      ),
    );
    const { $from } = state.selection;
    const block = $from.node(1);
    const isEmptyLine = block.type === paragraph && block.content.size === 0;
    const transaction = state.tr;
    const start = isEmptyLine ? $from.before(1) : $from.after(1);
    if (isEmptyLine) transaction.replaceWith(start, $from.after(1), [made, paragraph.create()]);
    else
      transaction.insert(
        start,
        start === state.doc.content.size ? [made, paragraph.create()] : made,
      );
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(start + 1)));
    dispatch(transaction.scrollIntoView());
    return true;
  };
}

export const insertColumnBefore: Command = withHeadings(addColumnBefore);
export const insertColumnAfter: Command = withHeadings(addColumnAfter);

/** Makes the first row of the table headings, or plain cells again. */
export const toggleHeadingRow: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  if (dispatch === undefined) return true;
  const { map, table, tableStart } = selectedRect(state);
  const positions = map.cellsInRect({ left: 0, top: 0, right: map.width, bottom: 1 });
  const all = positions.every((position) => isHeading(table.nodeAt(position)));
  const transaction = state.tr;
  for (const position of positions)
    transaction.setNodeAttribute(tableStart + position, "header", all ? null : true);
  dispatch(transaction);
  return true;
};

/** A new cell in a row of headings is a heading too. */
function withHeadings(insert: Command): Command {
  return (state, dispatch, view) => {
    if (dispatch === undefined) return insert(state, undefined, view);
    return insert(state, (transaction) => dispatch(headNewCells(transaction)), view);
  };
}

function headNewCells(transaction: Transaction): Transaction {
  const { $from } = transaction.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const table = $from.node(depth);
    if (table.type.name !== ELEMENTS.table) continue;
    const map = TableMap.get(table);
    const start = $from.start(depth);
    for (let row = 0; row < map.height; row += 1) {
      const positions = map.cellsInRect({ left: 0, top: row, right: map.width, bottom: row + 1 });
      const plain = positions.filter((position) => !isHeading(table.nodeAt(position)));
      if (plain.length !== 1 || positions.length < 2) continue;
      for (const position of plain) transaction.setNodeAttribute(start + position, "header", true);
    }
    break;
  }
  return transaction;
}

function isHeading(cell: Node | null): boolean {
  return cell?.attrs["header"] === true;
}
