import { Plugin } from "@tiptap/pm/state";
import { ySyncPluginKey } from "y-prosemirror";
import type * as Y from "yjs";
import { leanLeft } from "./leaning-place.ts";

interface Binding {
  readonly doc: Y.Doc;
  beforeTransactionSelection: {
    readonly type: string;
    readonly anchor: unknown;
    readonly head: unknown;
  } | null;
}

/**
 * The binding remembers what is selected before a partner's change and selects it again afterwards; for a picture that
 * the partner deleted, that throws, and the change stays half shown. So it is told of a cursor at that place, and
 * `narrowChange` keeps selected pictures and cells itself. A cursor, and the end of what is selected, stay behind the
 * letter that they stand behind, so that the words of two who write at one place stay whole.
 */
export function selectionGuard(): Plugin {
  return new Plugin({
    view(view) {
      const state = ySyncPluginKey.getState(view.state) as
        | { readonly binding: Binding }
        | undefined;
      if (state === undefined) throw new Error("the guard stands behind the binding");
      const { binding } = state;
      const guard = (): void => {
        const selection = binding.beforeTransactionSelection;
        if (selection === null || selection.type === "all") return;
        const { anchor, head } = view.state.selection;
        binding.beforeTransactionSelection = {
          type: "text",
          anchor: anchor >= head ? leanLeft(selection.anchor, binding.doc) : selection.anchor,
          head: head >= anchor ? leanLeft(selection.head, binding.doc) : selection.head,
        };
      };
      // Registered after the binding's own listener, so it runs after it.
      binding.doc.on("beforeAllTransactions", guard);
      return { destroy: () => binding.doc.off("beforeAllTransactions", guard) };
    },
  });
}
