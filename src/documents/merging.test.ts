import { expect, test } from "vitest";
import * as Y from "yjs";
import {
  COVERS,
  type CreatedPage,
  type LoggedPerson,
  type MemberId,
  type PageId,
  type PostId,
  type SchoolId,
  paragraph,
} from "../domain/index.ts";
import { Random } from "../testing/random.ts";
import {
  OwnDocument,
  PROJECT_DOCUMENT,
  PageDocument,
  ProfileDocument,
  ProjectDocument,
  pageDocument,
  pageListOf,
  profileDocument,
  rosterOf,
  updatesDocument,
} from "./index.ts";

const SEEDS = 120;
const MEMBERS = ["ana00000", "giulia00", "mehmet00"].map((id) => id as MemberId);
const PAGES = ["pageaaaa", "pagebbbb", "pagecccc", "pagedddd"].map((id) => id as PageId);
const CREATED: readonly CreatedPage[] = PAGES.map((id, index) => ({
  id,
  createdBy: MEMBERS[index % 3] as MemberId,
  rights: { editors: "everyone", listed: [], visibility: "open" },
  mayEdit: true,
}));
const PEOPLE: readonly LoggedPerson[] = MEMBERS.map((id, index) => ({
  id,
  role: index === 0 ? "founder" : "administrator",
  schoolId: (index === 2 ? "schoolaa" : "schoolbb") as SchoolId,
  joinedAt: 1,
  standing: "active",
  mentor: null,
}));
const ORIGIN = {};

/** One member's copy of a whole project, and what a screen would show of it. */
class Copy {
  readonly me: MemberId;
  readonly project: ProjectDocument;
  readonly pages: ReadonlyMap<PageId, PageDocument>;
  readonly profiles: ReadonlyMap<MemberId, ProfileDocument>;
  readonly updates: ReadonlyMap<MemberId, OwnDocument>;
  readonly #docs = new Map<string, Y.Doc>();
  #now = 1000;

  constructor(index: number) {
    this.me = MEMBERS[index] as MemberId;
    const open = (name: string): Y.Doc => {
      const doc = new Y.Doc();
      doc.clientID = 100 + index;
      this.#docs.set(name, doc);
      return doc;
    };
    const each = <Id, Value>(ids: readonly Id[], make: (id: Id) => Value): ReadonlyMap<Id, Value> =>
      new Map(ids.map((id) => [id, make(id)]));
    this.project = new ProjectDocument(open(PROJECT_DOCUMENT));
    this.pages = each(
      PAGES,
      (id) =>
        new PageDocument(open(pageDocument(id)), {
          authorOf: () => null,
          mayWrite: () => true,
          now: () => 0,
        }),
    );
    this.profiles = each(MEMBERS, (id) => new ProfileDocument(open(profileDocument(id))));
    this.updates = each(MEMBERS, (id) => new OwnDocument(open(updatesDocument(id)), id));
  }

  now(): number {
    this.#now += 1;
    return this.#now;
  }

  page(id: PageId): PageDocument {
    return this.pages.get(id) as PageDocument;
  }

  take(from: Copy): void {
    for (const [name, doc] of this.#docs) {
      const other = from.#docs.get(name) as Y.Doc;
      const update = Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc));
      const page = name.startsWith("page:") ? this.page(name.slice(5) as PageId) : null;
      if (page === null) Y.applyUpdate(doc, update, { origin: "remote" });
      else page.receive([update], { origin: "remote" });
    }
  }

  screen() {
    const abouts = new Map([...this.pages].map(([id, page]) => [id, page.about.get()]));
    const named = [...this.profiles].flatMap(([id, { profile }]) => {
      const read = profile.get();
      return read === null ? [] : ([[id, read]] as const);
    });
    return {
      card: this.project.card.get(),
      pages: pageListOf({
        created: CREATED,
        abouts,
        places: this.project.places.get(),
        basket: this.project.basket.get(),
      }),
      roster: rosterOf(PEOPLE, new Map(named)),
      posts: [...this.updates.values()]
        .flatMap(({ posts }) => posts.get())
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
      texts: [...this.pages.values()].map((page) => page.blocks()),
    };
  }
}

const ACTIONS = {
  card: 2,
  move: 3,
  put: 1,
  restore: 1,
  rename: 2,
  begin: 1,
  putOwn: 1,
  write: 2,
  profile: 1,
  post: 2,
  removePost: 1,
} as const;

test("M13 to M21: three copies of a project change apart and meet in any order: all screens are equal", () => {
  const faults: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = new Random(seed);
    const copies = MEMBERS.map((_, index) => new Copy(index));
    const written = new Set<string>();
    const removed = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      act(random, random.pick(copies), { step, written, removed });
      if (random.chance(0.2)) random.pick(copies).take(random.pick(copies));
    }
    for (let round = 0; round < 3; round += 1)
      for (const one of copies) for (const other of copies) if (one !== other) one.take(other);
    const [first, ...others] = copies.map((copy) => copy.screen());
    for (const other of others) {
      if (JSON.stringify(other) !== JSON.stringify(first)) faults.push(`seed ${seed}: not equal`);
    }
    if (first?.pages.length !== PAGES.length) faults.push(`seed ${seed}: a page is gone`);
    const shown = new Set(first?.posts.map(({ id }) => id as string));
    for (const id of written)
      if (shown.has(id) === removed.has(id)) faults.push(`seed ${seed}: post ${id}`);
    const text = JSON.stringify(first?.texts);
    for (const id of written)
      if (!text.includes(`words ${id}.`)) faults.push(`seed ${seed}: lost ${id}`);
  }
  expect(faults).toEqual([]);
});

interface History {
  readonly step: number;
  readonly written: Set<string>;
  readonly removed: Set<string>;
}

function act(random: Random, copy: Copy, { step, written, removed }: History): void {
  const id = random.pick(PAGES);
  const page = copy.page(id);
  const { project } = copy;
  switch (random.weighted(ACTIONS)) {
    case "card":
      return project.changeCard(
        random.pick([
          { title: `Title ${step}` },
          { cover: random.pick(COVERS) },
          { aims: `${step}` },
        ]),
        ORIGIN,
      );
    case "move": {
      const shown = copy.screen().pages.map((entry) => entry.id);
      return project.movePage(id, random.pick([...shown, null]), shown, ORIGIN);
    }
    case "put":
      return project.deletePage(id, copy.now(), ORIGIN);
    case "restore":
      page.setDeletedAt(null, ORIGIN);
      return project.restorePage(id, ORIGIN);
    case "rename":
      return page.rename(`Page ${step}`, ORIGIN);
    case "begin":
      return page.begin({ title: `New ${step}`, createdAt: copy.now() }, ORIGIN);
    case "putOwn":
      return page.setDeletedAt(copy.now(), ORIGIN);
    case "profile":
      return copy.profiles.get(copy.me)?.change(
        {
          name: `${copy.me} ${step}`,
          school: { name: `School ${step}`, town: "", country: "RO" },
          languages: ["ro"],
        },
        ORIGIN,
      );
    case "write":
    case "post": {
      const name = `post${String(step).padStart(4, "0")}`;
      written.add(name);
      page.append([paragraph(`words ${name}.`)], ORIGIN);
      const post = { id: name as PostId, text: name, writtenAt: copy.now() };
      return copy.updates.get(copy.me)?.addPost(post, ORIGIN);
    }
    case "removePost": {
      const own = copy.updates.get(copy.me);
      const [first] = own?.posts.get() ?? [];
      if (first === undefined) return undefined;
      removed.add(first.id);
      return own?.removePost(first.id, ORIGIN);
    }
  }
}
