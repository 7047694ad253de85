import * as Y from "yjs";
import { PageDocument, countWords } from "../documents/index.ts";
import type { Block, Run } from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import type { PageVersion } from "./page-contract.ts";
import type { SpaceJournal } from "./journal/index.ts";

/** Earlier states of one page, read from the journal. */
export class PageVersions {
  readonly #journal: Pick<SpaceJournal, "versions" | "readVersion">;
  readonly #name: DocumentName;
  /** A version never changes, and counting its words means reading it. */
  readonly #words = new Map<string, number>();

  constructor(journal: Pick<SpaceJournal, "versions" | "readVersion">, name: DocumentName) {
    this.#journal = journal;
    this.#name = name;
  }

  async list(): Promise<readonly PageVersion[]> {
    const versions: PageVersion[] = [];
    for (const { id, writtenAt, authors } of await this.#journal.versions(this.#name)) {
      const words = this.#words.get(id) ?? (await this.#countWords(id));
      this.#words.set(id, words);
      versions.push({ id, writtenAt, authors, words });
    }
    return versions;
  }

  async blocks(id: string): Promise<readonly Block[]> {
    return await this.#read(id, (page) => page.blocks());
  }

  #countWords(id: string): Promise<number> {
    return this.#read(id, (page) => wordsIn(page.blocks()));
  }

  async #read<Value>(id: string, read: (page: PageDocument) => Value): Promise<Value> {
    const update = await this.#journal.readVersion(this.#name, id);
    if (update === null) throw new Error("this version of the page is not here");
    const doc = new Y.Doc();
    const page = new PageDocument(doc, {
      authorOf: () => null,
      mayWrite: () => false,
      now: () => 0,
    });
    try {
      Y.applyUpdate(doc, update);
      return read(page);
    } finally {
      page.close();
      doc.destroy();
    }
  }
}

function wordsIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => {
    if (block.type === "paragraph") return sum + countWords(block.text.map(textOf).join(""));
    if (block.type !== "table") return sum;
    const cells = block.rows.flatMap((row) => row.cells);
    return sum + cells.reduce((inside, cell) => inside + wordsIn(cell.blocks), 0);
  }, 0);
}

const textOf = ({ text }: Run): string => text;
