import type { Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "y-prosemirror";

/** Whether the change came out of the shared text (a partner's, or an undo) and not from this editor. */
export function isFromYjs(transaction: Transaction): boolean {
  const change: unknown = transaction.getMeta(ySyncPluginKey);
  return (
    typeof change === "object" &&
    change !== null &&
    "isChangeOrigin" in change &&
    change.isChangeOrigin === true
  );
}
