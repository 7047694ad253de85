import type { EditorView } from "@tiptap/pm/view";
import { PAGE_CONTENT_LIMITS } from "../../domain/index.ts";
import type { PictureFailure, PictureShelf } from "../../workspace/index.ts";
import { placeOf, positionOf } from "../cursors/cursor-places.ts";

/** Why a picture stayed out, with the file's name. */
export interface RefusedPicture {
  readonly name: string;
  readonly failure: PictureFailure;
}

/**
 * Puts pictures on the shelf one after the other, and into the page where they were dropped, wherever that place is by
 * then. Resolves with those that stayed out.
 */
export async function addPictures(
  view: EditorView,
  shelf: PictureShelf,
  files: readonly File[],
  position: number | null,
): Promise<readonly RefusedPicture[]> {
  const refused: RefusedPicture[] = [];
  const place = placeOf(view.state, position ?? view.state.selection.to);
  for (const file of files.slice(0, PAGE_CONTENT_LIMITS.picturesPerImport)) {
    const kept = await shelf.add(file, file.name);
    if (view.isDestroyed) return refused;
    if (!kept.ok) refused.push({ name: file.name, failure: kept.failure });
    else
      insertPicture(
        view,
        { ...kept.value, alt: "" },
        place === null ? null : positionOf(view.state, place),
      );
  }
  return refused;
}

/** null for what is no picture. */
export function fileFromDataAddress(address: string): File | null {
  const [, mime, base64] =
    /^data:(image\/[a-z.+-]+);base64,([A-Za-z0-9+/=\s]+)$/u.exec(address) ?? [];
  if (mime === undefined || base64 === undefined) return null;
  if (base64.length > PAGE_CONTENT_LIMITS.pictureBytes * 1.4) return null;
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return new File([bytes], `picture.${mime.slice(6).replace(/[^a-z].*$/u, "")}`, { type: mime });
  } catch {
    // Broken base64 is no picture.
    return null;
  }
}

function insertPicture(
  view: EditorView,
  fields: Readonly<Record<string, unknown>>,
  position: number | null,
): void {
  const { state } = view;
  const node = state.schema.nodes["picture"]?.create(fields);
  if (node === undefined) return;
  const $place = state.doc.resolve(
    Math.min(position ?? state.selection.to, state.doc.content.size),
  );
  const after = $place.depth === 0 ? $place.pos : $place.after(1);
  const block = $place.depth === 0 ? null : $place.node(1);
  const isEmptyLine = block !== null && block.isTextblock && block.content.size === 0;
  const at = isEmptyLine ? $place.before(1) : after;
  const transaction = state.tr.insert(at, node);
  const isLast = at + node.nodeSize === transaction.doc.content.size;
  const paragraph = state.schema.nodes["paragraph"]?.create();
  // There is always a line below a picture to write on.
  if (isLast && paragraph !== undefined)
    transaction.insert(transaction.doc.content.size, paragraph);
  view.dispatch(transaction.scrollIntoView());
}
