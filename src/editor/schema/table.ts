import { Node } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { tableEditing } from "@tiptap/pm/tables";
import { ELEMENTS, readCellFields } from "../../documents/index.ts";
import { isFromYjs } from "../binding/yjs-change.ts";

const ROLES: Readonly<Record<string, string>> = {
  [ELEMENTS.table]: "table",
  [ELEMENTS.tableRow]: "row",
  [ELEMENTS.tableCell]: "cell",
};

/**
 * Rows may be without cells and cells without paragraphs: two who delete different parts can leave that behind, and a
 * schema that refused it would make the binding delete the whole table.
 */
export const Table = Node.create({
  name: ELEMENTS.table,
  group: "block",
  content: `${ELEMENTS.tableRow}*`,
  isolating: true,

  extendNodeSchema(extension) {
    const tableRole = ROLES[extension.name];
    return tableRole === undefined ? {} : { tableRole };
  },

  parseHTML() {
    return [{ tag: "table" }];
  },

  renderHTML() {
    return ["div", { class: "page-table", "data-table": "" }, ["table", ["tbody", 0]]];
  },

  addProseMirrorPlugins() {
    return [mendingOwnEditsOnly()];
  },
});

export const TableRow = Node.create({
  name: ELEMENTS.tableRow,
  content: `${ELEMENTS.tableCell}*`,

  parseHTML() {
    return [{ tag: "tr" }];
  },

  renderHTML() {
    return ["tr", 0];
  },
});

/** One node for both kinds of cell: making a heading of a cell keeps the words that a partner types in it. */
export const TableCell = Node.create({
  name: ELEMENTS.tableCell,
  content: `(${ELEMENTS.paragraph} | foreign)*`,
  isolating: true,

  addAttributes() {
    return {
      header: {
        default: null,
        rendered: false,
        parseHTML: (element: HTMLElement) => (element.tagName === "TH" ? true : null),
      },
      colspan: {
        default: 1,
        rendered: false,
        parseHTML: (element: HTMLElement) => spanOf(element, "colspan"),
      },
      rowspan: {
        default: 1,
        rendered: false,
        parseHTML: (element: HTMLElement) => spanOf(element, "rowspan"),
      },
    };
  },

  parseHTML() {
    return [{ tag: "td" }, { tag: "th" }];
  },

  renderHTML({ node }) {
    const { header, colspan, rowspan } = readCellFields(node.attrs);
    return [header ? "th" : "td", { colspan, rowspan, ...(header && { scope: "col" }) }, 0];
  },
});

function spanOf(element: HTMLElement, name: "colspan" | "rowspan"): number {
  return readCellFields({ [name]: Number(element.getAttribute(name) ?? 1) })[name];
}

/**
 * Tables are mended (rows of different length filled up) by the person who edits them, not by everyone who receives a
 * change: many who mend the same table at once would each add the missing cells.
 */
function mendingOwnEditsOnly(): ReturnType<typeof tableEditing> {
  const plugin = tableEditing();
  const mend = plugin.spec.appendTransaction;
  plugin.spec.appendTransaction = (transactions, before, after) => {
    if (transactions.some(isFromYjs)) return null;
    const mended = mend?.call(plugin, transactions, before, after) ?? null;
    return fillEmptyCell(mended, after) ?? mended;
  };
  return plugin;
}

/** A cell that lost its last paragraph to two deletions gets one as soon as the cursor is in its table. */
function fillEmptyCell(
  mended:
    | Parameters<
        NonNullable<ReturnType<typeof tableEditing>["spec"]["appendTransaction"]>
      >[0][number]
    | null,
  state: Parameters<NonNullable<ReturnType<typeof tableEditing>["spec"]["appendTransaction"]>>[2],
) {
  if (mended !== null || !(state.selection instanceof TextSelection)) return null;
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const table = $from.node(depth);
    if (table.type.name !== ELEMENTS.table) continue;
    const start = $from.start(depth);
    const transaction = state.tr;
    table.descendants((node, position) => {
      if (node.type.name === ELEMENTS.tableCell && node.childCount === 0) {
        const filler = state.schema.nodes[ELEMENTS.paragraph]?.create();
        if (filler) transaction.insert(transaction.mapping.map(start + position + 1), filler);
      }
      return node.type.name !== ELEMENTS.tableCell;
    });
    return transaction.docChanged ? transaction : null;
  }
  return null;
}
