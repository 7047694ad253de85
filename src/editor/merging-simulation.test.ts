// @vitest-environment happy-dom
import { deleteSelection, joinBackward, toggleMark } from "@tiptap/pm/commands";
import type { Node } from "@tiptap/pm/model";
import { type Command, TextSelection } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import {
  ALIGNMENTS,
  type Block,
  type BlobHash,
  PARAGRAPH_KINDS,
  TEXT_COLORS,
  paragraph,
} from "../domain/index.ts";
import { Random } from "../testing/random.ts";
import { type WritingClass, fingerprint, meet, openClasses } from "../testing/writing-class.ts";
import { changeIndent, setAlignment, setKind } from "./commands/paragraphs.ts";
import {
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  insertColumnAfter,
  insertTable,
  toggleHeadingRow,
} from "./commands/tables.ts";
import { breakParagraph } from "./commands/typing-keys.ts";

const SEEDS = 240;
/** A slow machine may take its time. */
const PATIENCE_MS = 600_000;
/** Every letter is typed once in a run, so that each can be followed to where it ends up. */
const FIRST_LETTER = 0x4e00;

interface Run {
  readonly random: Random;
  readonly classes: readonly WritingClass[];
  readonly typed: Set<string>;
  /** Letters that someone deleted who saw them. */
  readonly meant: Set<string>;
}

const ACTIONS = {
  type: 10,
  kind: 3,
  split: 3,
  join: 2,
  mark: 2,
  erase: 2,
  eraseBlocks: 1,
  look: 1,
  picture: 0.4,
  table: 0.6,
  inTable: 1,
  move: 0.7,
} as const;
/** What never takes a place away in which someone may be writing. */
const GENTLE = { ...ACTIONS, join: 0, erase: 0, eraseBlocks: 0, inTable: 0, move: 0 } as const;

test.each([2, 3, 4])(
  "M1 to M13: %i classes write apart and meet: all pages are equal and no letter is lost",
  (count) => {
    const faults: string[] = [];
    for (let seed = 1; seed <= SEEDS / 3; seed += 1) {
      const run = simulate(seed * 10 + count, count, ACTIONS);
      faults.push(...faultsOf(run).map((fault) => `seed ${seed * 10 + count}: ${fault}`));
      close(run);
    }
    expect(faults).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  "M7: work that takes nobody's place away never fills the rescue list",
  () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= SEEDS / 4; seed += 1) {
      const run = simulate(seed, 3, GENTLE);
      const listed = run.classes.flatMap((one) => one.lost().map((words) => `listed ${words}`));
      faults.push(...[...faultsOf(run), ...listed].map((fault) => `seed ${seed}: ${fault}`));
      close(run);
    }
    expect(faults).toEqual([]);
  },
  PATIENCE_MS,
);

function simulate(
  seed: number,
  count: number,
  actions: Readonly<Record<keyof typeof ACTIONS, number>>,
): Run {
  const random = new Random(seed);
  const blocks = ["The bridge", "", "The mill is old", "A river"].map((text) => paragraph(text));
  const classes = openClasses(count, blocks);
  const run: Run = { random, classes, typed: new Set(), meant: new Set() };
  for (let step = 0; step < 40; step += 1) {
    const writer = random.pick(classes);
    const before = lettersOf(writer);
    act(run, writer, random.weighted(actions));
    const after = lettersOf(writer);
    for (const letter of before) if (!after.has(letter)) run.meant.add(letter);
    if (random.chance(0.25)) post(run, random.pick(classes), random.pick(classes));
  }
  meet(classes);
  return run;
}

function post({ random }: Run, from: WritingClass, to: WritingClass): void {
  if (from === to) return;
  if (random.chance(0.3)) from.catchUp(to);
  else from.deliver(to, random.whole(1, 6));
}

function faultsOf({ classes, typed, meant }: Run): readonly string[] {
  const [first, ...others] = classes;
  if (first === undefined) return ["nobody wrote"];
  const faults: string[] = [];
  for (const [index, other] of others.entries()) {
    const same = (what: string, of: (one: WritingClass) => unknown): void => {
      if (JSON.stringify(of(first)) !== JSON.stringify(of(other))) {
        faults.push(`class ${index + 1} has other ${what}`);
      }
    };
    same("changes", fingerprint);
    same("blocks", ({ page }) => page.blocks());
    same("rescued words", (one) => one.lost());
    same("text on the screen", ({ editor }) => editor.state.doc.toJSON());
  }
  const kept = lettersOf(first);
  const rescued = new Set(first.lost().join(""));
  for (const letter of typed) {
    const isHere = kept.has(letter) || rescued.has(letter);
    if (!isHere && !meant.has(letter)) faults.push(`lost ${letter}`);
  }
  return faults;
}

function close({ classes }: Run): void {
  for (const one of classes) one.close();
}

function lettersOf({ editor }: WritingClass): ReadonlySet<string> {
  return new Set(editor.state.doc.textContent);
}

function act(run: Run, writer: WritingClass, action: keyof typeof ACTIONS): void {
  const { random } = run;
  const at = (command: Command, from = place(random, writer), to = from): void => {
    const { view } = writer.editor;
    const { doc } = view.state;
    const selection = TextSelection.between(
      doc.resolve(from),
      doc.resolve(Math.min(to, doc.content.size)),
    );
    view.dispatch(view.state.tr.setSelection(selection));
    command(view.state, view.dispatch, view);
  };
  switch (action) {
    case "type": {
      const text = Array.from({ length: random.whole(1, 5) }, () => letter(run)).join("");
      writer.type(place(random, writer), text);
      return;
    }
    case "kind": {
      const kind = random.pick(PARAGRAPH_KINDS);
      const from = place(random, writer);
      return at(
        setKind(kind, kind === "h" ? 2 : 0),
        from,
        random.chance(0.3) ? from + random.whole(1, 20) : from,
      );
    }
    case "split":
      return at(breakParagraph);
    case "join":
      return at(joinBackward, random.pick(paragraphStarts(writer)));
    case "mark": {
      const from = place(random, writer);
      const { marks } = writer.editor.schema;
      const mark = random.pick(["bold", "italic", "textColor"] as const);
      const type = marks[mark];
      if (type === undefined) throw new Error("no such mark");
      return at(
        toggleMark(type, mark === "textColor" ? { color: random.pick(TEXT_COLORS) } : null),
        from,
        from + random.whole(1, 8),
      );
    }
    case "erase": {
      const from = place(random, writer);
      return at(deleteSelection, from, from + random.whole(1, 4));
    }
    case "eraseBlocks": {
      const from = place(random, writer);
      return at(deleteSelection, from, from + random.whole(10, 30));
    }
    case "look":
      return at(random.chance(0.5) ? setAlignment(random.pick(ALIGNMENTS)) : changeIndent(1));
    case "picture":
      return writer.page.append([somePicture(random)], {});
    case "table":
      return at(insertTable(2, 2));
    case "inTable":
      return at(
        random.pick([
          addRowAfter,
          deleteColumn,
          deleteRow,
          insertColumnAfter,
          toggleHeadingRow,
          deleteTable,
        ]),
      );
    case "move":
      return moveBlock(random, writer);
  }
}

function letter({ typed }: Run): string {
  const fresh = String.fromCharCode(FIRST_LETTER + typed.size);
  typed.add(fresh);
  return fresh;
}

/** Somewhere in a paragraph. */
function place(random: Random, writer: WritingClass): number {
  const start = random.pick(paragraphStarts(writer));
  const node = writer.editor.state.doc.resolve(start).parent;
  return start + random.whole(0, node.content.size);
}

function paragraphStarts({ editor }: WritingClass): readonly number[] {
  const starts: number[] = [];
  editor.state.doc.descendants((node: Node, position) => {
    if (node.isTextblock) starts.push(position + 1);
  });
  return starts;
}

function moveBlock(random: Random, { editor }: WritingClass): void {
  const { state, view } = editor;
  const index = random.whole(0, state.doc.childCount - 1);
  const node = state.doc.child(index);
  let position = 0;
  for (let before = 0; before < index; before += 1) position += state.doc.child(before).nodeSize;
  if (state.doc.childCount < 2) return;
  const transaction = state.tr.delete(position, position + node.nodeSize);
  view.dispatch(transaction.insert(random.chance(0.5) ? 0 : transaction.doc.content.size, node));
}

function somePicture(random: Random): Block {
  return {
    type: "picture",
    hash: random.pick(["a", "b"]).repeat(64) as BlobHash,
    mime: "image/png",
    name: "picture.png",
    width: 8,
    height: 6,
    sizeBytes: 90,
    alt: "",
  };
}
