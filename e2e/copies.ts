import { expect } from "@playwright/test";
import * as Y from "yjs";
import type { Pc } from "./pc.ts";

/** A page as one PC keeps it. */
export interface KeptPage {
  /** The text with its elements and attributes. */
  readonly text: string;
  /** The pieces of words in the rescue list that wait for someone, as they lie in the document. */
  readonly rescued: readonly string[];
  /** The whole of the document, what was deleted and who wrote it included, in Yjs update format V1. */
  readonly bytes: Uint8Array;
}

/**
 * What the PC keeps of the page that stands open: its rows in the database, read past the program. Rows that the program
 * has not written yet are not part of it.
 */
async function keptPage({ page }: Pc): Promise<KeptPage> {
  const rows = await page.evaluate(readRows);
  const gathered = new Y.Doc();
  gathered.transact(() => {
    for (const row of rows) Y.applyUpdate(gathered, Buffer.from(row, "base64"));
  });
  // Once more from one update: how the rows were cut leaves no trace.
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(gathered));
  return {
    text: doc.getXmlFragment("content").toJSON(),
    rescued: waitingWords(doc.getMap("rescued")),
    bytes: Y.encodeStateAsUpdate(doc),
  };
}

/** Both PCs keep the same page, byte for byte, and show it; what it is they keep. */
export async function expectSamePage(one: Pc, other: Pc, timeout = 60_000): Promise<KeptPage> {
  await expect
    .poll(async () => whatDiffers(await keptPage(one), await keptPage(other)), { timeout })
    .toBe("nothing");
  await expect
    .poll(async () => (await shownText(one)) === (await shownText(other)), { timeout })
    .toBe(true);
  return keptPage(one);
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

function whatDiffers(one: KeptPage, other: KeptPage): string {
  if (one.text !== other.text) return "the text";
  if (one.rescued.join("\n") !== other.rescued.join("\n")) return "the rescued words";
  return Buffer.compare(one.bytes, other.bytes) === 0 ? "nothing" : "the bytes";
}

function waitingWords(rescued: Y.Map<unknown>): readonly string[] {
  const words: string[] = [];
  for (const [key, piece] of rescued.entries()) {
    const isDealtWith = key.startsWith("done:") || rescued.has(`done:${key}`);
    if (!isDealtWith) words.push((piece as { readonly text: string }).text);
  }
  return words.sort();
}

/** Runs in the page: the updates of the open page's document, in base64. */
async function readRows(): Promise<readonly string[]> {
  const [, space = "", page = ""] =
    /^#\/project\/([^/]+)\/pages\/([^/?]+)/u.exec(window.location.hash) ?? [];
  const key = [space, `page:${page}`];
  const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(new Error(String(request.error))));
    });
  const database = await answer(indexedDB.open("twinspan"));
  try {
    const reading = database.transaction(["snapshots", "updates"]);
    const [snapshot, updates] = await Promise.all([
      answer<{ snapshot: Uint8Array } | undefined>(reading.objectStore("snapshots").get(key)),
      answer<{ update: Uint8Array }[]>(
        reading.objectStore("updates").index("[space+document]").getAll(IDBKeyRange.only(key)),
      ),
    ]);
    const rows = updates.map(({ update }) => update);
    if (snapshot !== undefined) rows.unshift(snapshot.snapshot);
    return rows.map((row) => {
      let letters = "";
      for (let at = 0; at < row.length; at += 8192)
        letters += String.fromCharCode(...row.subarray(at, at + 8192));
      return btoa(letters);
    });
  } finally {
    database.close();
  }
}
