import { Node } from "@tiptap/core";
import type { Node as DocumentNode } from "@tiptap/pm/model";
import { ELEMENTS, readPictureFields } from "../../documents/index.ts";
import type { Picture as PictureFields } from "../../domain/index.ts";

const FIELDS = ["hash", "mime", "name", "width", "height", "sizeBytes", "alt"] as const;

export function pictureOf(node: DocumentNode): Omit<PictureFields, "type"> | null {
  return readPictureFields(node.attrs);
}

/** A picture of the shelf, named by its content; the bytes are no part of the page. */
export const Picture = Node.create({
  name: ELEMENTS.picture,
  group: "block",
  atom: true,
  draggable: true,
  selectable: true,

  addAttributes() {
    return Object.fromEntries(
      FIELDS.map((field) => [
        field,
        {
          default: null,
          rendered: false,
          parseHTML: (element: HTMLElement) => readField(element, field),
        },
      ]),
    );
  },

  parseHTML() {
    return [{ tag: "figure[data-picture]" }];
  },

  // For the clipboard; on the screen the node view stands in its place.
  renderHTML({ node }) {
    const picture = pictureOf(node);
    return ["figure", { "data-picture": picture === null ? "" : JSON.stringify(picture) }];
  },
});

function readField(element: HTMLElement, field: (typeof FIELDS)[number]): unknown {
  try {
    const fields: unknown = JSON.parse(element.dataset["picture"] ?? "");
    const picture = readPictureFields(fields as Record<string, unknown>);
    return picture?.[field] ?? null;
  } catch {
    // Pasted from elsewhere: without readable fields there is no picture to show.
    return null;
  }
}
