import type { Node } from "@tiptap/pm/model";
import * as Y from "yjs";
import type { MemberId } from "../../domain/index.ts";
import { type AuthorOf, type AuthorRun, authorRuns, wordsByAuthor } from "./author-runs.ts";

/** Who wrote the text of one paragraph, which begins at `from` in the page. */
export interface WrittenParagraph {
  readonly from: number;
  /** Cells are small and many. */
  readonly isInCell: boolean;
  readonly runs: readonly AuthorRun[];
  readonly words: ReadonlyMap<MemberId | null, number>;
}

type Read = Omit<WrittenParagraph, "from" | "isInCell"> & { readonly node: Node };

/** Reads who wrote what out of the shared text; only paragraphs that changed are read again. */
export class PageRuns {
  readonly #content: Y.XmlFragment;
  readonly #authorOf: AuthorOf;
  readonly #known = new WeakMap<Y.XmlElement, Read>();

  constructor(content: Y.XmlFragment, authorOf: AuthorOf) {
    this.#content = content;
    this.#authorOf = authorOf;
  }

  /** The paragraphs of the blocks from `first` up to, not including, `end`; those of tables too. */
  paragraphs(doc: Node, first = 0, end = doc.childCount): readonly WrittenParagraph[] {
    const found: WrittenParagraph[] = [];
    const elements = this.#content.toArray();
    let offset = 0;
    for (let index = 0; index < end; index += 1) {
      const block = doc.child(index);
      if (index >= first) this.#read(elements[index], block, offset, found);
      offset += block.nodeSize;
    }
    return found;
  }

  /** What the editor shows and what is shared differ for a moment while one types: then a part is left out until the next look. */
  #read(
    shared: unknown,
    node: Node,
    at: number,
    found: WrittenParagraph[],
    isInCell = false,
  ): void {
    if (!(shared instanceof Y.XmlElement) || shared.nodeName !== node.type.name) return;
    if (node.isTextblock) {
      const read = this.#paragraph(shared, node);
      if (read !== null) found.push({ from: at + 1, isInCell, runs: read.runs, words: read.words });
      return;
    }
    const children = shared.toArray();
    if (children.length !== node.childCount) return;
    node.forEach((child, offset, index) =>
      this.#read(children[index], child, at + 1 + offset, found, true),
    );
  }

  #paragraph(shared: Y.XmlElement, node: Node): Read | null {
    const known = this.#known.get(shared);
    if (known?.node === node) return known;
    const runs = authorRuns(shared, this.#authorOf);
    const length = runs.reduce((sum, run) => sum + run.length, 0);
    if (length !== node.content.size) return null;
    const read = { node, runs, words: wordsByAuthor(node.textContent, runs) };
    this.#known.set(shared, read);
    return read;
  }
}
