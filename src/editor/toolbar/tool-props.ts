import type { Command } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type { ToolbarState } from "./toolbar-state.ts";

/** What every tool of the bar gets. */
export interface ToolProps {
  readonly editor: Editor;
  readonly state: ToolbarState;
  /** "Ctrl" or "⌘", as the person's keyboard has it. */
  readonly modKey: string;
  readonly run: (command: Command) => void;
}
