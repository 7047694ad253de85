import { type Store, createStore, reportFault } from "../base/index.ts";
import { OwnDocument, updatesDocument } from "../documents/index.ts";
import type { Member, MemberId, Post, PostId } from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import type { RecordStore } from "../storage/index.ts";
import type { Clock } from "../roads/index.ts";
import { readingOf, through } from "./following.ts";
import type { DocumentHandle, SpaceDocuments } from "./space-documents.ts";
import { arrivalsRecord, readRecord } from "./stored-records.ts";

interface OpenOwn {
  readonly own: Store<OwnDocument>;
  readonly handle: DocumentHandle;
  readonly stop: () => void;
}

interface Parts {
  readonly documents: SpaceDocuments;
  readonly members: Store<readonly Member[]>;
  readonly me: MemberId;
  readonly records: RecordStore;
  readonly recordName: string;
  readonly clock: Clock;
}

/** The union of what every member posted, while a screen shows it. */
export class PostsOfAll {
  /** Newest first, by the authors' clocks. */
  readonly posts: Store<readonly Post[]>;
  readonly #posts = createStore<readonly Post[]>([]);
  readonly #parts: Parts;
  readonly #owns = new Map<MemberId, OpenOwn>();
  readonly #arrivals: Map<string, number>;
  readonly #stopRoster: () => void;
  #closed = false;
  #following: Promise<void> = Promise.resolve();

  private constructor(parts: Parts, arrivals: ReadonlyMap<string, number>) {
    this.#parts = parts;
    this.#arrivals = new Map(arrivals);
    this.posts = this.#posts;
    this.#stopRoster = parts.members.subscribe(() => {
      this.#following = this.#following.then(() => this.#follow());
    });
  }

  static async open(parts: Parts): Promise<PostsOfAll> {
    const stored = await readRecord(parts.records, parts.recordName, arrivalsRecord);
    const all = new PostsOfAll(parts, new Map(Object.entries(stored)));
    all.#following = all.#follow();
    await all.#following;
    return all;
  }

  add(id: PostId, text: string, origin: object): void {
    const writtenAt = this.#parts.clock.now();
    this.#owns.get(this.#parts.me)?.own.get().addPost({ id, text, writtenAt }, origin);
  }

  remove(id: PostId, origin: object): void {
    this.#owns.get(this.#parts.me)?.own.get().removePost(id, origin);
  }

  close(): void {
    this.#closed = true;
    this.#stopRoster();
    for (const { handle, stop } of this.#owns.values()) {
      stop();
      handle.close();
    }
    this.#owns.clear();
  }

  async #follow(): Promise<void> {
    const { documents, me, members } = this.#parts;
    for (const member of new Set([me, ...members.get().map(({ id }) => id)])) {
      if (this.#owns.has(member)) continue;
      const handle = await documents.open(updatesDocument(member) as DocumentName);
      if (this.#closed) {
        handle.close();
        return;
      }
      const own = readingOf(handle, (doc) => new OwnDocument(doc, member));
      const stop = through(own, ({ posts }) => posts).subscribe(() => this.#gather());
      this.#owns.set(member, { own, handle, stop });
    }
    this.#gather();
  }

  #gather(): void {
    const { clock, me } = this.#parts;
    const now = clock.now();
    let grew = false;
    const posts: Post[] = [];
    for (const { own } of this.#owns.values()) {
      for (const post of own.get().posts.get()) {
        if (post.author !== me && !this.#arrivals.has(post.id)) {
          this.#arrivals.set(post.id, now);
          grew = true;
        }
        posts.push({ ...post, arrivedAt: this.#arrivals.get(post.id) ?? post.writtenAt });
      }
    }
    if (grew) this.#remember();
    this.#posts.set(posts.sort((a, b) => b.writtenAt - a.writtenAt || (a.id < b.id ? -1 : 1)));
  }

  #remember(): void {
    const { records, recordName } = this.#parts;
    records.put(recordName, Object.fromEntries(this.#arrivals)).catch((error: unknown) => {
      // The times are a courtesy: without them a post shows when it was written.
      reportFault("the times of arrival were not kept", error);
    });
  }
}
