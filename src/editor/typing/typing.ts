import { Extension, InputRule, isMacOS } from "@tiptap/core";
import { joinBackward } from "@tiptap/pm/commands";
import { type Command, NodeSelection, Plugin, Selection, TextSelection } from "@tiptap/pm/state";
import type { ParagraphKind } from "../../domain/index.ts";
import {
  setAlignment,
  setChecked,
  setKind,
  setLook,
  toggleChecked,
  toggleKind,
} from "../commands/paragraphs.ts";
import { paragraphAtCursor } from "../commands/paragraphs.ts";
import { goToNextCell } from "../commands/tables.ts";
import {
  breakParagraph,
  clearKindAtStart,
  indentInList,
  insertLineBreak,
  outdentInList,
} from "../commands/typing-keys.ts";
import type { ParagraphLook } from "../schema/index.ts";

/** What the keys do in a page, and what letters at the start of a line turn into. */
export const Typing = Extension.create({
  name: "typing",
  priority: 200,

  addKeyboardShortcuts() {
    const run = (command: Command) => (): boolean => {
      const { state, view } = this.editor;
      return command(state, view.dispatch, view);
    };
    const first = (...commands: readonly Command[]) =>
      run((state, dispatch, view) => commands.some((command) => command(state, dispatch, view)));
    return {
      Enter: run(breakParagraph),
      "Shift-Enter": run(insertLineBreak),
      "Mod-Enter": run(toggleChecked),
      Backspace: first(clearKindAtStart, joinBackward),
      Tab: first(indentInList, goToNextCell(1)),
      "Shift-Tab": first(outdentInList, goToNextCell(-1)),
      Escape: () => leave(this.editor),
      ...wayToTheEnds(run),
      "Mod-Alt-0": run(setKind("p")),
      "Mod-Alt-1": run(toggleKind("h", 1)),
      "Mod-Alt-2": run(toggleKind("h", 2)),
      "Mod-Alt-3": run(toggleKind("h", 3)),
      "Mod-Shift-7": run(toggleKind("ol")),
      "Mod-Shift-8": run(toggleKind("ul")),
      "Mod-Shift-9": run(toggleKind("todo")),
      "Mod-Shift-b": run(toggleKind("quote")),
      "Mod-Shift-l": run(setAlignment("start")),
      "Mod-Shift-e": run(setAlignment("center")),
      "Mod-Shift-r": run(setAlignment("end")),
    };
  },

  addInputRules() {
    return [
      becomes(/^(#{1,3})\s$/u, ([, hashes = "#"]) => ({
        kind: "h",
        level: hashes.length as 1 | 2 | 3,
      })),
      becomes(/^[-*•]\s$/u, () => ({ kind: "ul" })),
      becomes(/^1[.)]\s$/u, () => ({ kind: "ol" })),
      becomes(/^\[( |x)?\]\s$/u, ([, sign]) => ({ kind: "todo", checked: sign === "x" })),
      becomes(/^>\s$/u, () => ({ kind: "quote" })),
      becomes(/^```$/u, () => ({ kind: "code" })),
      becomesRule(),
    ];
  },

  addProseMirrorPlugins() {
    return [checkboxes()];
  },
});

/**
 * To the start and the end of the page. Browsers look for them in what is laid out, and blocks far outside of the window
 * are not (page-text.css).
 */
function wayToTheEnds(run: (command: Command) => () => boolean): Record<string, () => boolean> {
  const [up, down] = isMacOS() ? ["Mod-ArrowUp", "Mod-ArrowDown"] : ["Mod-Home", "Mod-End"];
  return {
    [up]: run(goToEnd("start", false)),
    [down]: run(goToEnd("end", false)),
    [`Shift-${up}`]: run(goToEnd("start", true)),
    [`Shift-${down}`]: run(goToEnd("end", true)),
  };
}

function goToEnd(side: "start" | "end", isExtending: boolean): Command {
  return (state, dispatch) => {
    const { doc, selection, tr } = state;
    const edge = side === "start" ? Selection.atStart(doc) : Selection.atEnd(doc);
    const chosen = isExtending ? TextSelection.between(selection.$anchor, edge.$head) : edge;
    dispatch?.(tr.setSelection(chosen).scrollIntoView());
    return true;
  };
}

/** Out of the text: the next Tab goes to what comes after the page, Shift-Tab to the toolbar. */
function leave(editor: {
  readonly view: { readonly dom: HTMLElement; readonly hasFocus: () => boolean };
}): boolean {
  if (!editor.view.hasFocus()) return false;
  editor.view.dom.blur();
  return true;
}

type Match = readonly (string | undefined)[];
type NewLook = { readonly kind: ParagraphKind } & Partial<ParagraphLook>;

function becomes(find: RegExp, look: (match: Match) => NewLook): InputRule {
  return new InputRule({
    find,
    handler: ({ state, range, match }) => {
      const found = paragraphAtCursor(state);
      const change = look(match);
      const isList = found?.look.kind === "ul" || found?.look.kind === "ol";
      // In a list only a check item may begin: "- " there is text.
      if (found === null || !(found.look.kind === "p" || (isList && change.kind === "todo")))
        return null;
      state.tr.delete(range.from, range.to);
      setLook(state.tr, found.position, { ...found.look, level: 0, checked: false, ...change });
      return undefined;
    },
  });
}

function becomesRule(): InputRule {
  return new InputRule({
    find: /^(?:---|—-|\*\*\*)\s$/u,
    handler: ({ state }) => {
      const found = paragraphAtCursor(state);
      const { rule, paragraph } = state.schema.nodes;
      if (found?.look.kind !== "p" || rule === undefined || paragraph === undefined) return null;
      if (state.selection.$from.depth !== 1) return null;
      const end = found.position + found.node.nodeSize;
      state.tr.replaceWith(found.position, end, [rule.create(), paragraph.create()]);
      return undefined;
    },
  });
}

/** A click on the box of a check item ticks it; the cursor stays where it is. */
function checkboxes(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        mousedown: (_, event) => {
          if (!isCheckbox(event.target)) return false;
          event.preventDefault();
          return true;
        },
        click: (view, event) => {
          if (!isCheckbox(event.target) || !view.editable) return false;
          event.preventDefault();
          const position = view.state.doc
            .resolve(view.posAtDOM(event.target, 0))
            .before(view.state.doc.resolve(view.posAtDOM(event.target, 0)).depth);
          const isChecked = view.state.doc.nodeAt(position)?.attrs["checked"] === true;
          return setChecked(position, !isChecked)(view.state, view.dispatch, view);
        },
      },
      // Enter on a selected picture or line begins a paragraph below it.
      handleKeyDown: (view, event) => {
        const { selection, schema, tr } = view.state;
        if (event.key !== "Enter" || !(selection instanceof NodeSelection) || !view.editable)
          return false;
        const paragraph = schema.nodes["paragraph"]?.create();
        if (paragraph === undefined || !selection.node.isBlock) return false;
        tr.insert(selection.to, paragraph);
        view.dispatch(
          tr.setSelection(NodeSelection.near(tr.doc.resolve(selection.to + 1))).scrollIntoView(),
        );
        return true;
      },
    },
  });
}

function isCheckbox(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === "checkbox";
}
