import { Node } from "@tiptap/core";
import { translate } from "../../i18n/index.ts";

/** Stands where the page holds something that this version does not know; the page keeps it as it is. */
export const Foreign = Node.create({
  name: "foreign",
  group: "block",
  atom: true,
  selectable: true,
  draggable: false,

  renderHTML() {
    return [
      "p",
      { class: "page-foreign", contenteditable: "false" },
      translate("editor.foreignPart"),
    ];
  },
});
