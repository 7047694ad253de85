import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { isFromYjs } from "./binding/index.ts";

/**
 * Where one may only read, nothing changes the page but what comes from others: not the keys, which the browser keeps away, and
 * not a menu, a picture's form or a late answer either. One's own words would count nowhere.
 */
export const ReadingOnly = Extension.create({
  name: "readingOnly",

  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        filterTransaction: (transaction) =>
          editor.isEditable || !transaction.docChanged || isFromYjs(transaction),
      }),
    ];
  },
});
