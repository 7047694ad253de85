import { Extension } from "@tiptap/core";
import {
  DOMParser,
  DOMSerializer,
  Fragment,
  type Node as DocumentNode,
  type ParseOptions,
  type ResolvedPos,
  type Schema,
  Slice,
} from "@tiptap/pm/model";
import { Plugin, type Selection } from "@tiptap/pm/state";
import type { PictureShelf } from "../../workspace/index.ts";
import { type RefusedPicture, addPictures, fileFromDataAddress } from "../pictures/add-pictures.ts";
import { lookOf } from "../schema/index.ts";
import { type Leftovers, flattenHtml } from "./flatten-html.ts";

interface Options {
  readonly shelf: PictureShelf;
  readonly onRefused: (refused: readonly RefusedPicture[]) => void;
  /** Pictures of the web stay out; told how many. */
  readonly onRemotePictures: (count: number) => void;
  /** The shelf broke its promise. */
  readonly onBroken: (error: unknown) => void;
}

/** Everything that is pasted or dropped goes through the schema; pictures go to the shelf. */
export const Paste = Extension.create<Options>({
  name: "pagePaste",

  addProseMirrorPlugins() {
    const { editor } = this;
    const { shelf, onRefused, onRemotePictures, onBroken } = this.options;
    const { schema } = editor;
    const take = (files: readonly File[], position: number | null): void => {
      if (files.length > 0)
        addPictures(editor.view, shelf, files, position).then(onRefused, onBroken);
    };
    const settle = ({ pictures, remotePictures }: Leftovers): void => {
      take(
        pictures.flatMap((address) => fileFromDataAddress(address) ?? []),
        null,
      );
      if (remotePictures > 0) onRemotePictures(remotePictures);
    };
    return [
      new Plugin({
        props: {
          clipboardParser: new FlatteningParser(schema, settle),
          clipboardSerializer: new BreakingSerializer(schema),
          clipboardTextParser: (text, context) => linesOf(text, context, schema),
          transformPasted: (slice, view) => keepFirstKind(slice, view.state.selection),
          handlePaste: (view, event) => {
            const files = pictureFiles(event.clipboardData);
            // Word processors send their text as a picture too: then the text is what was meant.
            const html = event.clipboardData?.getData("text/html") ?? "";
            const isPictureAlone =
              html === "" ||
              /^(?:\s|<meta[^>]*>|<\/?(?:html|body)>|<!--[\s\S]*?-->)*<img[^>]*>/iu.test(html);
            if (!view.editable || files.length === 0 || !isPictureAlone) return false;
            take(files, null);
            return true;
          },
          handleDrop: (view, event, _, isMove) => {
            const files = isMove ? [] : pictureFiles(event.dataTransfer);
            if (!view.editable || files.length === 0) return false;
            event.preventDefault();
            take(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null);
            return true;
          },
        },
      }),
    ];
  },
});

class FlatteningParser extends DOMParser {
  readonly #settle: (leftovers: Leftovers) => void;

  constructor(schema: Schema, settle: (leftovers: Leftovers) => void) {
    super(schema, DOMParser.fromSchema(schema).rules);
    this.#settle = settle;
  }

  override parseSlice(dom: Node, options?: ParseOptions): Slice {
    const leftovers: Leftovers = { pictures: [], remotePictures: 0 };
    flattenHtml(dom as Element, leftovers);
    const slice = super.parseSlice(dom, options);
    this.#settle(leftovers);
    return slice;
  }
}

/** In an empty line, the first paragraph that is pasted stays what it is: a heading, a list item. */
function keepFirstKind(slice: Slice, { $from, empty }: Selection): Slice {
  const isEmptyLine = empty && $from.parent.isTextblock && $from.parent.content.size === 0;
  const isPlain = isEmptyLine && lookOf($from.parent).kind === "p";
  return isPlain && slice.openStart === 1 ? new Slice(slice.content, 0, slice.openEnd) : slice;
}

/** Other programs know a line break as <br>. */
class BreakingSerializer extends DOMSerializer {
  constructor(schema: Schema) {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
  }

  override serializeFragment(
    fragment: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const made = super.serializeFragment(fragment, options, target);
    // Called again for each child with a target: the outermost call sees everything.
    if (target === undefined) breakLines(made);
    return made;
  }
}

function breakLines(parent: Node): void {
  for (const child of [...parent.childNodes]) {
    if (child.nodeType !== 3) {
      breakLines(child);
      continue;
    }
    const owner = child.ownerDocument;
    const lines = (child.nodeValue ?? "").split("\n");
    if (lines.length < 2 || owner === null) continue;
    const parts = lines.flatMap((line, index) =>
      index === 0
        ? [owner.createTextNode(line)]
        : [owner.createElement("br"), owner.createTextNode(line)],
    );
    (child as ChildNode & Text).replaceWith(...parts);
  }
}

/** Plain text: each line a paragraph, or all of it lines of the code that the cursor is in. */
function linesOf(text: string, context: ResolvedPos, schema: Schema): Slice {
  const clean = text.replace(/\r\n?/gu, "\n").replaceAll("\0", "");
  const paragraph = schema.nodes["paragraph"];
  const textOf = (line: string): DocumentNode[] => (line === "" ? [] : [schema.text(line)]);
  if (paragraph === undefined) return Slice.empty;
  const isCode = context.parent.type === paragraph && lookOf(context.parent).kind === "code";
  if (isCode)
    return new Slice(Fragment.from(paragraph.create(context.parent.attrs, textOf(clean))), 1, 1);
  const lines = clean.replace(/\n+$/u, "").split(/\n+/u);
  return new Slice(Fragment.from(lines.map((line) => paragraph.create(null, textOf(line)))), 1, 1);
}

function pictureFiles(transfer: DataTransfer | null): readonly File[] {
  return [...(transfer?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
}
