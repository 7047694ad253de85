import { expect } from "@playwright/test";
import type { Pc } from "./pc.ts";

/** A page as one PC holds it once everything is saved. */
export interface HeldPage {
  /** The text with its elements and attributes. */
  readonly text: string;
  /** The pieces of words in the rescue list that wait for someone, as they lie in the document. */
  readonly rescued: readonly string[];
  /** Every letter that was ever written, by author and number, and which of them were deleted: what Yjs calls a snapshot. */
  readonly letters: string;
}

/**
 * What the PC holds of the page that stands open. What lies on the disk is sealed, so it is read from the document behind the editor; that it
 * is on the disk too, the tests that kill and start again show.
 */
async function heldPage({ page }: Pc): Promise<HeldPage> {
  return page.evaluate(readHeldPage);
}

/** Both PCs hold the same page, letter for letter, and show it; what it is they hold. */
export async function expectSamePage(one: Pc, other: Pc, timeout = 60_000): Promise<HeldPage> {
  await expect
    .poll(async () => whatDiffers(await heldPage(one), await heldPage(other)), { timeout })
    .toBe("nothing");
  await expect
    .poll(async () => (await shownText(one)) === (await shownText(other)), { timeout })
    .toBe(true);
  return heldPage(one);
}

/** The words on the sheet, a line for each paragraph, without the cursors of the partners. */
export function shownText({ page }: Pc): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".ProseMirror [data-text]")]
      .map((line) => {
        const copy = line.cloneNode(true) as Element;
        for (const caret of copy.querySelectorAll(".page-partner-caret")) caret.remove();
        return copy.textContent;
      })
      .join("\n"),
  );
}

function whatDiffers(one: HeldPage, other: HeldPage): string {
  if (one.text !== other.text) return "the text";
  if (one.rescued.join("\n") !== other.rescued.join("\n")) return "the rescued words";
  return one.letters === other.letters ? "nothing" : "the letters";
}

/** Runs in the page. */
function readHeldPage(): HeldPage {
  interface Struct {
    readonly id: { readonly clock: number };
    readonly length: number;
    readonly deleted: boolean;
  }
  interface SharedDoc {
    readonly store: { readonly clients: ReadonlyMap<number, readonly Struct[]> };
    getXmlFragment(name: string): { toJSON(): string };
    getMap(name: string): { entries(): Iterable<[string, unknown]>; has(key: string): boolean };
  }
  interface Sync {
    readonly key: string;
    getState(state: unknown): { readonly doc: SharedDoc };
  }
  const sheet = document.querySelector<
    Element & { readonly editor: { readonly state: { readonly plugins: readonly Sync[] } } }
  >(".ProseMirror");
  if (sheet === null) throw new Error("no page stands open");
  const { state } = sheet.editor;
  const sync = state.plugins.find(({ key }) => key.startsWith("y-sync$"));
  if (sync === undefined) throw new Error("the editor shows no shared page");
  const { doc } = sync.getState(state);
  const clients = [...doc.store.clients].sort(([a], [b]) => a - b);
  const letters = clients.map(([client, structs]) => {
    const deleted: [number, number][] = [];
    let end = 0;
    for (const { id, length, deleted: isDeleted } of structs) {
      end = id.clock + length;
      const last = deleted.at(-1);
      if (!isDeleted) continue;
      // How the pieces are cut differs from copy to copy.
      if (last !== undefined && last[1] === id.clock) last[1] = end;
      else deleted.push([id.clock, end]);
    }
    return `${client} ${end} ${deleted.map((range) => range.join("-")).join(",")}`;
  });
  const rescued = doc.getMap("rescued");
  const waiting: string[] = [];
  for (const [key, piece] of rescued.entries()) {
    if (!key.startsWith("done:") && !rescued.has(`done:${key}`))
      waiting.push((piece as { readonly text: string }).text);
  }
  return {
    text: doc.getXmlFragment("content").toJSON(),
    rescued: waiting.sort(),
    letters: letters.join("\n"),
  };
}
