import { deriveStore, fail, succeed } from "../base/index.ts";
import { pageDocument } from "../documents/index.ts";
import { type PostId, newPageId, newPostId, paragraph } from "../domain/index.ts";
import type { OpenProject } from "./contract.ts";
import { openPage } from "./open-page.ts";
import { PostsOfAll } from "./posts-of-all.ts";
import type { ProjectSpace } from "./project-space.ts";
import { RECORDS } from "./stored-records.ts";

/** A project for a screen: its documents stay open until the screen closes it. */
export async function openProjectView(space: ProjectSpace): Promise<OpenProject> {
  const { project, roster, documents, exchange, parts } = space;
  const me = documents.me.member;
  const origin = {};
  const posts = await PostsOfAll.open({
    documents,
    roster,
    me,
    records: parts.storage.records,
    recordName: RECORDS.arrivals(space.id),
    clock: parts.clock,
  });
  const pages = deriveStore([project.pages], () =>
    project.pages.get().filter(({ deletedAt }) => deletedAt === null),
  );
  const basket = deriveStore([project.pages], () =>
    project.pages
      .get()
      .filter(({ deletedAt }) => deletedAt !== null)
      .sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0)),
  );
  // Until the project itself has arrived, the invitation's title stands on its card.
  const card = deriveStore([project.card, space.record], () => {
    const read = project.card.get();
    return read.title === "" ? { ...read, title: space.record.get().title } : read;
  });
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
    pictures: space.pictures,
    changeCard: (change) => project.changeCard(change, origin),
    async addPage(title, blocks = []) {
      const id = newPageId();
      const { close } = await documents.open(pageDocument(id));
      space.page(id).append(blocks.length > 0 ? blocks : [paragraph("")], origin);
      close();
      project.addPage({ id, title, createdBy: me, createdAt: parts.clock.now() }, origin);
      return id;
    },
    renamePage: (page, title) => project.renamePage(page, title, origin),
    movePage: (page, before) => project.movePage(page, before, origin),
    deletePage: (page) => project.deletePage(page, parts.clock.now(), origin),
    restorePage: (page) => project.restorePage(page, origin),
    addPost(text): PostId {
      const id = newPostId();
      posts.add(id, text, origin);
      return id;
    },
    removePost: (post) => posts.remove(post, origin),
    async openPage(id) {
      const entry = project.pages.get().find((page) => page.id === id);
      if (entry === undefined) return fail({ kind: "unknownPage" });
      space.noteInRecord({ lastPage: { id, title: entry.title } });
      return succeed(await openPage(space, id));
    },
    close: () => posts.close(),
  };
}
