import type { EditorState } from "@tiptap/pm/state";
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "y-prosemirror";
import * as Y from "yjs";
import type { Presence } from "../../domain/index.ts";
import { leanLeft } from "../binding/index.ts";

type Cursor = NonNullable<Presence["cursor"]>;

/** Longer than any place that we write. */
const LONGEST = 400;

interface SyncState {
  readonly doc: Y.Doc;
  readonly type: Y.XmlFragment;
  readonly binding: { readonly mapping: Map<unknown, unknown> };
}

/** The selection as places that keep their meaning while others write. */
export function placesOf(state: EditorState): Cursor | null {
  const { from, to, anchor, head } = state.selection;
  const end = placeOf(state, to, "left");
  const start = from === to ? end : placeOf(state, from);
  if (start === null || end === null) return null;
  return anchor <= head ? { anchor: start, head: end } : { anchor: end, head: start };
}

/** A place to come back to later, wherever it has moved by then; what is written there comes before or behind it. */
export function placeOf(
  state: EditorState,
  position: number,
  lean: "left" | "right" = "right",
): string | null {
  const sync = syncOf(state);
  if (sync === undefined || sync.binding.mapping.size === 0) return null;
  const mapping = sync.binding.mapping as never;
  const place: unknown = absolutePositionToRelativePosition(position, sync.type, mapping);
  return JSON.stringify(lean === "left" ? leanLeft(place, sync.doc) : place);
}

/** Where a partner's cursor stands here; null if it cannot be told, whatever the partner sent. */
export function positionsOf(
  state: EditorState,
  cursor: Cursor,
): { readonly anchor: number; readonly head: number } | null {
  const anchor = positionOf(state, cursor.anchor);
  const head = positionOf(state, cursor.head);
  return anchor === null || head === null ? null : { anchor, head };
}

export function positionOf(state: EditorState, place: string): number | null {
  const sync = syncOf(state);
  if (sync === undefined || place.length > LONGEST) return null;
  try {
    const relative = Y.createRelativePositionFromJSON(JSON.parse(place));
    const { mapping } = sync.binding;
    const position = relativePositionToAbsolutePosition(
      sync.doc,
      sync.type,
      relative,
      mapping as never,
    );
    if (position === null || Number.isNaN(position)) return null;
    return Math.min(Math.max(position, 0), state.doc.content.size);
  } catch {
    // Not a place of this page: a cursor that cannot be shown is no failure.
    return null;
  }
}

function syncOf(state: EditorState): SyncState | undefined {
  return ySyncPluginKey.getState(state) as SyncState | undefined;
}
