import { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import * as Y from "yjs";
import { PageDocument, REMOTE, isLocal } from "../documents/index.ts";
import { type Block, type MemberId, paragraph } from "../domain/index.ts";
import { YjsBinding } from "../editor/binding/index.ts";
import { PAGE_SCHEMA, Picture } from "../editor/schema/index.ts";

/** One class's copy of a page with a real editor on it, and the post between it and the others. */
export class WritingClass {
  readonly doc = new Y.Doc();
  readonly page: PageDocument;
  readonly editor: Editor;
  /** What has not reached the others yet, oldest first, for each of them. */
  readonly #outbox = new Map<WritingClass, Uint8Array[]>();

  constructor(clientId: number, now: () => number = () => 0) {
    this.doc.clientID = clientId;
    this.page = new PageDocument(this.doc, {
      authorOf: (client) => `member${client}` as MemberId,
      mayWrite: () => true,
      now,
    });
    this.editor = new Editor({
      element: document.createElement("div"),
      extensions: [
        ...PAGE_SCHEMA,
        Picture,
        YjsBinding.configure({ content: this.page.content, localOrigin: {} }),
      ],
    });
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (!isLocal(origin)) return;
      for (const queue of this.#outbox.values()) queue.push(update);
    });
  }

  writeTo(other: WritingClass): void {
    this.#outbox.set(other, []);
  }

  /** Delivers the oldest `count` updates, as a connection that then breaks. */
  deliver(other: WritingClass, count = Number.POSITIVE_INFINITY): void {
    const queue = this.#outbox.get(other) ?? [];
    const updates = queue.splice(0, Math.min(count, queue.length));
    if (updates.length > 0) other.page.receive(updates, REMOTE);
  }

  /** What `other` lacks in one piece, as after a time apart. */
  catchUp(other: WritingClass): void {
    const update = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(other.doc));
    other.page.receive([update], REMOTE);
    this.#outbox.get(other)?.splice(0);
  }

  type(position: number, text: string): void {
    const { state, view } = this.editor;
    view.dispatch(state.tr.insertText(text, position));
  }

  /** Puts the cursor into block `block` after `offset` characters; -1 is its end. */
  goTo(block: number, offset: number): void {
    const { state, view } = this.editor;
    let start = 1;
    for (let index = 0; index < block; index += 1) start += state.doc.child(index).nodeSize;
    const position = start + (offset < 0 ? state.doc.child(block).content.size : offset);
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, position)));
  }

  typeIn(block: number, offset: number, text: string): void {
    this.goTo(block, offset);
    this.typeAtCursor(text);
  }

  typeAtCursor(text: string): void {
    if (text !== "") this.type(this.editor.state.selection.from, text);
  }

  /** The text of each block, as the editor shows it. */
  lines(): readonly string[] {
    const lines: string[] = [];
    this.editor.state.doc.forEach((node) => lines.push(node.textContent));
    return lines;
  }

  kinds(): readonly string[] {
    return this.page
      .blocks()
      .map((block) => (block.type === "paragraph" ? block.kind : block.type));
  }

  lost(): readonly string[] {
    return this.page.rescued.get().map(({ text }) => text);
  }

  close(): void {
    this.editor.destroy();
    this.page.close();
    this.doc.destroy();
  }
}

/** Classes that have the same page and are connected to each other. */
export function openClasses(count: number, blocks: readonly Block[]): readonly WritingClass[] {
  let time = 0;
  const now = (): number => (time += 1);
  const classes = Array.from({ length: count }, (_, index) => new WritingClass(100 + index, now));
  const [first, ...others] = classes;
  first?.page.append(blocks, {});
  for (const other of others) first?.catchUp(other);
  for (const one of classes) for (const other of classes) if (one !== other) one.writeTo(other);
  return classes;
}

export function lines(...texts: readonly string[]): readonly Block[] {
  return texts.map((text) => paragraph(text));
}

/** Everyone exchanges everything until nobody learns anything new. */
export function meet(classes: readonly WritingClass[]): void {
  for (let round = 0; round < 6; round += 1) {
    for (const one of classes) for (const other of classes) if (one !== other) one.catchUp(other);
    if (new Set(classes.map(fingerprint)).size === 1) return;
  }
}

/** Equal for two copies only if they hold the same changes and the same deletions. */
export function fingerprint({ doc }: WritingClass): string {
  return Y.encodeSnapshot(Y.snapshot(doc)).join(",");
}
