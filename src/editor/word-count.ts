import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type Store, type WritableStore, createStore } from "../base/index.ts";
import { countWords } from "../documents/index.ts";

const PAUSE_MS = 400;

/** Counts when people pause; only blocks that changed are read again. */
export class WordCount {
  readonly words: Store<number>;
  readonly #words: WritableStore<number> = createStore(0);
  readonly #known = new WeakMap<Node, number>();

  constructor() {
    this.words = this.#words;
  }

  count(doc: Node): void {
    let words = 0;
    doc.forEach((block) => (words += this.#inBlock(block)));
    this.#words.set(words);
  }

  #inBlock(block: Node): number {
    const known = this.#known.get(block);
    if (known !== undefined) return known;
    let words = 0;
    if (block.isTextblock) words = countWords(block.textContent);
    else block.forEach((child) => (words += this.#inBlock(child)));
    this.#known.set(block, words);
    return words;
  }
}

export const CountWords = Extension.create<{ readonly wordCount: WordCount }>({
  name: "countWords",

  addProseMirrorPlugins() {
    const { wordCount } = this.options;
    return [new Plugin({ view: (view) => countAfterPauses(view, wordCount) })];
  },
});

function countAfterPauses(view: EditorView, wordCount: WordCount) {
  let counted: Node | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const count = (): void => {
    timer = null;
    if (counted === view.state.doc) return;
    counted = view.state.doc;
    wordCount.count(counted);
  };
  const soon = (): void => {
    timer ??= setTimeout(count, PAUSE_MS);
  };
  soon();
  return {
    update: () => {
      if (counted !== view.state.doc) soon();
    },
    destroy: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
