import { Node } from "@tiptap/core";
import { ELEMENTS } from "../../documents/index.ts";

/** A line between two parts of a page. */
export const Rule = Node.create({
  name: ELEMENTS.rule,
  group: "block",
  atom: true,

  parseHTML() {
    return [{ tag: "hr" }];
  },

  renderHTML() {
    return ["hr"];
  },
});
