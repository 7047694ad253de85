import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ELEMENTS } from "../documents/index.ts";
import { lookOf } from "./schema/index.ts";

const key = new PluginKey<DecorationSet>("listNumbers");

/**
 * Writes the number beside each item of a numbered list. Not by CSS counters: Chrome 114 shows the last number at every
 * item as soon as blocks are laid out one by one (content-visibility in page-text.css).
 */
export const ListNumbers = Extension.create({
  name: "listNumbers",

  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_, { doc }) => numberAll(doc),
          apply: (transaction, numbers) => {
            if (!transaction.docChanged) return numbers;
            return keepsNumbers(transaction)
              ? carryNumbers(transaction, numbers)
              : numberAll(transaction.doc);
          },
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ];
  },
});

/** Writing in a block changes no number. Then nothing but the blocks themselves is compared. */
function keepsNumbers({ before, doc: after }: Transaction): boolean {
  if (before.childCount !== after.childCount) return false;
  for (let index = 0; index < after.childCount; index += 1) {
    const [old, fresh] = [before.child(index), after.child(index)];
    if (old !== fresh && !(fresh.isTextblock && fresh.sameMarkup(old))) return false;
  }
  return true;
}

/** A partner's letter replaces its whole block, whose number would go with it. */
function carryNumbers({ before, doc, mapping }: Transaction, numbers: DecorationSet) {
  const carried = numbers.map(mapping, doc);
  const lost: Decoration[] = [];
  let oldAt = 0;
  doc.forEach((block, at, index) => {
    const old = before.child(index);
    if (old !== block && numberAt(carried, at, block) === null) {
      const number = numberAt(numbers, oldAt, old);
      if (number !== null) lost.push(numberOf(block, at, number));
    }
    oldAt += old.nodeSize;
  });
  return lost.length === 0 ? carried : carried.add(doc, lost);
}

function numberAt(numbers: DecorationSet, at: number, block: Node): string | null {
  const end = at + block.nodeSize;
  const found = numbers.find(at, end).find(({ from, to }) => from === at && to === end);
  const spec: unknown = found?.spec;
  return typeof spec === "object" && spec !== null && "number" in spec ? String(spec.number) : null;
}

function numberOf(block: Node, at: number, number: string): Decoration {
  return Decoration.node(at, at + block.nodeSize, { "data-number": number }, { number });
}

function numberAll(doc: Node): DecorationSet {
  const numbers: Decoration[] = [];
  numberIn(doc, 0, numbers);
  return DecorationSet.create(doc, numbers);
}

/** The blocks of a page, or of one cell: `start` is where the first of them begins. */
function numberIn(parent: Node, start: number, numbers: Decoration[]): void {
  const counts: number[] = [];
  parent.forEach((block, offset) => {
    const at = start + offset;
    if (block.type.name !== ELEMENTS.paragraph) {
      counts.length = 0;
      if (block.type.name === ELEMENTS.table) numberTable(block, at + 1, numbers);
      return;
    }
    const { kind, indent } = lookOf(block);
    if (kind === "ol") {
      counts.length = indent + 1;
      const count = (counts[indent] ?? 0) + 1;
      counts[indent] = count;
      numbers.push(numberOf(block, at, numberText(count, indent)));
    } else if (kind === "ul" || kind === "todo") {
      // Dots between numbers leave the count of the outer list alone.
      counts.length = Math.min(counts.length, indent);
    } else {
      counts.length = 0;
    }
  });
}

function numberTable(table: Node, start: number, numbers: Decoration[]): void {
  table.descendants((node, offset) => {
    if (node.type.name !== ELEMENTS.tableCell) return true;
    numberIn(node, start + offset + 1, numbers);
    return false;
  });
}

/** 1. a. i. by depth, as books number. */
function numberText(count: number, indent: number): string {
  const style = indent % 3;
  if (style === 1) return `${letters(count)}.`;
  return style === 2 ? `${roman(count)}.` : `${count}.`;
}

function letters(count: number): string {
  let text = "";
  for (let rest = count; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  }
  return text;
}

const ROMAN = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
] as const;

function roman(count: number): string {
  let text = "";
  let rest = count;
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}
