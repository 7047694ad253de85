import * as Y from "yjs";
import type { DocumentName } from "../../journal/index.ts";
import type { JournalRound } from "../../storage/index.ts";
import { authorsOf } from "./announcements.ts";
import type { JournalCore } from "./core.ts";
import { docOf, readRows } from "./read-rows.ts";
import {
  type KeptVersion,
  VERSION_PAUSE_MS,
  decodeVersions,
  encodeVersions,
  newVersion,
  versionsThatStay,
} from "./versions.ts";

type Parts = NonNullable<JournalRound["parts"]>;

const isPage = (document: DocumentName): boolean => document.startsWith("page:");
const listName = (document: DocumentName): string => `versions ${document}`;
const contentName = (document: DocumentName, id: string): string => `version ${document} ${id}`;

/** Earlier states of pages, kept before something new follows a pause. */
export class VersionShelf {
  readonly #core: JournalCore;
  readonly #lists = new Map<DocumentName, readonly KeptVersion[]>();
  readonly #changedAt = new Map<DocumentName, number>();

  constructor(core: JournalCore) {
    this.#core = core;
  }

  async list(document: DocumentName): Promise<readonly KeptVersion[]> {
    const known = this.#lists.get(document);
    if (known !== undefined) return known;
    const part = await this.#core.store.part(this.#core.space, listName(document));
    const list = part.state === "here" ? decodeVersions(part.bytes) : [];
    this.#lists.set(document, list);
    return list;
  }

  async read(document: DocumentName, id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const part = await this.#core.store.part(this.#core.space, contentName(document, id));
    return part.state === "here" ? part.bytes : null;
  }

  /** What to keep beside a change of these documents: their states so far, of those that had rested. */
  async beforeChange(documents: Iterable<DocumentName>): Promise<Parts> {
    const now = this.#core.clock.now();
    const parts: Parts[number][] = [];
    for (const document of documents) {
      if (!isPage(document)) continue;
      const rested = now - this.#lastChangeOf(document);
      this.#changedAt.set(document, now);
      if (rested >= VERSION_PAUSE_MS) parts.push(...(await this.#keep(document)));
    }
    return parts;
  }

  /** What to keep at rest: the states of documents that were written to since their last version. */
  async atRest(documents: Iterable<DocumentName>): Promise<Parts> {
    const parts: Parts[number][] = [];
    for (const document of documents) {
      if (isPage(document)) parts.push(...(await this.#keep(document)));
    }
    return parts;
  }

  /** All of a document: what was erased from it is in them too. */
  async forget(document: DocumentName): Promise<Parts> {
    const list = await this.list(document);
    this.#lists.set(document, []);
    return [
      { name: listName(document), bytes: encodeVersions([]) },
      ...list.map(({ id }) => ({ name: contentName(document, id), bytes: null })),
    ];
  }

  /** The state of now, if something was written since the last version. */
  async #keep(document: DocumentName): Promise<Parts> {
    const before = await this.list(document);
    const since = before[0]?.order ?? 0;
    const { ledger, clock } = this.#core;
    const frames = [...ledger.feedsOf(document)].flatMap((feed) =>
      ledger
        .framesOf(feed)
        .filter(
          ({ order, entries }) =>
            order >= since && entries.some((one) => one.document === document),
        ),
    );
    const content = frames.length === 0 ? null : await readRows(this.#core, document);
    if (content === null) return [];
    const writtenAt = Math.max(
      ...frames.flatMap(({ entries }) =>
        entries.flatMap((one) => (one.document === document ? [one.writtenAt] : [])),
      ),
    );
    const authors = authorsOf(this.#core, new Set(frames.map(({ feed }) => feed)));
    const version = newVersion(writtenAt, authors, clock.now(), ledger.nextOrder);
    const doc = docOf(content);
    const bytes = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    const after = versionsThatStay([version, ...before], clock.now());
    this.#lists.set(document, after);
    return [
      { name: listName(document), bytes: encodeVersions(after) },
      { name: contentName(document, version.id), bytes },
      ...before
        .filter((one) => !after.includes(one))
        .map(({ id }) => ({ name: contentName(document, id), bytes: null })),
    ];
  }

  #lastChangeOf(document: DocumentName): number {
    const known = this.#changedAt.get(document);
    if (known !== undefined) return known;
    const times = this.#core.ledger.entriesOf(document).map(({ writtenAt }) => writtenAt);
    // A clock that ran ahead must not keep versions from being kept.
    return Math.min(Math.max(0, ...times), this.#core.clock.now());
  }
}
