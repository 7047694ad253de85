import { type Result, deriveStore, fail, randomBytes, succeed } from "../base/index.ts";
import type { PageDocument } from "../documents/index.ts";
import {
  type Block,
  type PageEntry,
  type PageId,
  type PageRights,
  type PostId,
  newPostId,
  paragraph,
} from "../domain/index.ts";
import type { OpenProject, OwnRights } from "./contract.ts";
import type { OpenPage, OpenPageFailure } from "./page-contract.ts";
import { openPage } from "./open-page.ts";
import { NoRightError } from "./own-rights.ts";
import { pageIdOf } from "./people/index.ts";
import { PostsOfAll } from "./posts-of-all.ts";
import type { ProjectSpace } from "./project-space.ts";
import { RECORDS } from "./stored-records.ts";

const NEW_PAGE_RIGHTS: PageRights = { editors: "everyone", listed: [], visibility: "open" };

/** A project for a screen: its documents stay open until the screen closes it. */
export async function openProjectView(space: ProjectSpace): Promise<OpenProject> {
  const { roster, documents, exchange, journal, parts, rights, pages: all } = space;
  const { me } = space;
  const origin = {};
  const posts = await PostsOfAll.open({
    documents,
    members: roster.members,
    me,
    records: parts.storage.records,
    recordName: RECORDS.arrivals(space.id),
    clock: parts.clock,
  });
  // What partners changed while the program did not run is not on the cards yet.
  space.readPageCards();
  const pages = deriveStore([all], () => all.get().filter(({ deletedAt }) => deletedAt === null));
  const basket = deriveStore([all], () =>
    all
      .get()
      .filter(({ deletedAt }) => deletedAt !== null)
      .sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0)),
  );
  // Until the project itself has arrived, what is remembered of its title stands on its card.
  const card = deriveStore([space.card, space.record], () => {
    const read = space.card.get();
    return read.title === "" ? { ...read, title: space.record.get().title } : read;
  });

  function demand(right: keyof Pick<OwnRights, "changeCard" | "createPages" | "post">): void {
    if (!rights.get()[right]) throw new NoRightError(right);
  }
  function entryOf(id: PageId): PageEntry {
    const entry = all.get().find((page) => page.id === id);
    if (entry === undefined) throw new NoRightError("no such page");
    return entry;
  }
  function changePage(id: PageId, change: (page: PageDocument) => void): void {
    if (!entryOf(id).mayEdit) throw new NoRightError("editPage");
    space.inPage(id, change);
  }

  async function addPage(title: string, blocks: readonly Block[] = []): Promise<PageId> {
    demand("createPages");
    const nonce = randomBytes(16);
    const created = await journal.act(
      { kind: "create", nonce, class: "page", rights: NEW_PAGE_RIGHTS },
      space.names(),
    );
    if (!created.ok) throw new NoRightError(created.failure.kind);
    const id = pageIdOf(parts.suite, space.id, me, nonce);
    await space.withPage(id, (page) => {
      page.begin({ title, createdAt: parts.clock.now() }, origin);
      page.append(blocks.length > 0 ? blocks : [paragraph("")], origin);
    });
    return id;
  }

  return {
    id: space.id,
    me,
    card,
    schools: roster.schools,
    members: roster.members,
    pages,
    basket,
    posts: posts.posts,
    present: exchange.present,
    sync: space.sync,
    rights,
    people: space.people,
    lateWork: journal.lateWork,
    forgetLateWork: (id) => journal.forgetLateWork(id),
    pictures: space.pictures,
    changeCard(change) {
      demand("changeCard");
      space.project.changeCard(change, origin);
    },
    addPage,
    renamePage: (id, title) => changePage(id, (page) => page.rename(title, origin)),
    movePage(page, before) {
      demand("changeCard");
      const shown = pages.get().map(({ id }) => id);
      space.project.movePage(page, before, shown, origin);
    },
    deletePage(id) {
      const now = parts.clock.now();
      const isByLead = rights.get().changeOthersPages && entryOf(id).createdBy !== me;
      if (isByLead) space.project.deletePage(id, now, origin);
      else changePage(id, (page) => page.setDeletedAt(now, origin));
    },
    restorePage(id) {
      if (entryOf(id).isDeletedByLead) {
        demand("changeCard");
        space.project.restorePage(id, origin);
      }
      if (entryOf(id).deletedAt !== null) changePage(id, (page) => page.setDeletedAt(null, origin));
    },
    addPost(text): PostId {
      demand("post");
      const id = newPostId();
      posts.add(id, text, origin);
      return id;
    },
    removePost(post) {
      demand("post");
      posts.remove(post, origin);
    },
    async openPage(id): Promise<Result<OpenPage, OpenPageFailure>> {
      const entry = all.get().find((page) => page.id === id);
      if (entry === undefined) return fail({ kind: "unknownPage" });
      space.noteInRecord({ lastPage: { id, title: entry.title } });
      return succeed(await openPage(space, id));
    },
    close: () => posts.close(),
  };
}
