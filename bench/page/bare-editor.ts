import { Editor, type JSONContent } from "@tiptap/core";
import { yXmlFragmentToProseMirrorRootNode } from "y-prosemirror";
import * as Y from "yjs";
import { createStore } from "../../src/base/index.ts";
import { PAGE_ROOTS, writeBlocks } from "../../src/documents/index.ts";
import type { Block, PageId } from "../../src/domain/index.ts";
import { Authorship } from "../../src/editor/index.ts";
import { pageExtensions } from "../../src/editor/page-extensions.ts";
import { WordCount } from "../../src/editor/word-count.ts";
import "../../src/editor/page-text.css";
import styles from "../../src/editor/page-editor.module.css";
import type { OpenPage } from "../../src/workspace/index.ts";

/** What ties the editor to the shared text; all else is the same schema and the same extensions. */
const TIES = ["yjsBinding", "partnerCursors", "showAuthors"];

/** The editor alone in its sheet, with the text of its own: no shared text, no partners, no toolbar. */
export function openBareEditor(place: HTMLElement, content: JSONContent): Editor {
  const scroll = document.createElement("div");
  scroll.className = styles["scroll"] ?? "";
  scroll.style.height = "100vh";
  const sheet = document.createElement("div");
  sheet.className = `${styles["sheet"] ?? ""} page-sheet`;
  scroll.append(sheet);
  place.append(scroll);
  const editor = new Editor({
    element: sheet,
    extensions: bareExtensions(),
    content,
    injectCSS: false,
    enableCoreExtensions: { delete: false },
    editorProps: { attributes: { class: "page-text", role: "textbox" } },
  });
  editor.on("destroy", () => scroll.remove());
  return editor;
}

/** The same text as plain values of the editor's schema. */
export function editorContent(blocks: readonly Block[]): JSONContent {
  const doc = new Y.Doc();
  writeBlocks(doc.getXmlFragment(PAGE_ROOTS.content), blocks);
  return editorContentOf(doc);
}

export function editorContentOf(doc: Y.Doc): JSONContent {
  const scratch = new Editor({ extensions: bareExtensions() });
  const fragment = doc.getXmlFragment(PAGE_ROOTS.content);
  const root = yXmlFragmentToProseMirrorRootNode(fragment, scratch.schema);
  scratch.destroy();
  return root.toJSON() as JSONContent;
}

function bareExtensions() {
  const nobody = createStore<readonly never[]>([]);
  const all = pageExtensions({
    page: pageOfNobody(),
    members: nobody,
    schools: nobody,
    wordCount: new WordCount(),
    authorship: new Authorship(),
    onFind: () => undefined,
    onLink: () => undefined,
    onOpenLink: () => undefined,
  });
  return all.filter(({ name }) => !TIES.includes(name));
}

/** Stands where the extensions want a page; those that look into it are left out. */
function pageOfNobody(): OpenPage {
  const nothing = createStore(null);
  const nobody = createStore<readonly never[]>([]);
  const doc = new Y.Doc();
  return {
    id: "page0of0nobody00" as PageId,
    entry: nothing,
    arrival: createStore<"here" | "arriving">("here"),
    content: doc.getXmlFragment(PAGE_ROOTS.content),
    isReplaced: createStore(false),
    localOrigin: {},
    present: nobody,
    showCursor: () => undefined,
    rescued: nobody,
    putBack: () => undefined,
    letGo: () => undefined,
    blocks: () => [],
    append: () => undefined,
    mayEdit: createStore(true),
    mayChangeRights: createStore(false),
    changeRights: () => Promise.reject(new Error("this page has no rights")),
    authorOf: () => null,
    versions: () => Promise.resolve([]),
    readVersion: () => Promise.resolve([]),
    restoreVersion: () => Promise.reject(new Error("this page has no versions")),
    pictures: {
      add: () => Promise.reject(new Error("this page takes no pictures")),
      show: () => createStore({ state: "elsewhere" }),
      bytes: () => Promise.resolve(null),
    },
    close: () => undefined,
  };
}
