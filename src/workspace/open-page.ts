import type * as Y from "yjs";
import { type Store, createStore, deriveStore, fail, succeed } from "../base/index.ts";
import { pageDocument } from "../documents/index.ts";
import type { PageId } from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import type { DocumentId } from "../membership/index.ts";
import type { OpenPage } from "./page-contract.ts";
import { NoRightError } from "./own-rights.ts";
import { PageVersions } from "./page-versions.ts";
import type { ProjectSpace } from "./project-space.ts";

/** A page for the editor: its document stays open until the screen closes it. */
export async function openPage(space: ProjectSpace, id: PageId): Promise<OpenPage> {
  const { exchange, journal, pages, pictures, rights, me } = space;
  const name = pageDocument(id) as DocumentName;
  const { doc, close, onReplaced } = await space.documents.open(name);
  const page = space.page(id);
  const isReplaced = createStore(false);
  onReplaced(() => isReplaced.set(true));
  const localOrigin = {};
  const versions = new PageVersions(journal, name);
  exchange.announce({ page: id, cursor: null });
  let closed = false;
  const entry = deriveStore([pages], () => pages.get().find((one) => one.id === id) ?? null);
  const mayEdit = deriveStore([entry], () => entry.get()?.mayEdit ?? false);
  const mayChangeRights = deriveStore([entry, rights], () => {
    const { standing, changeOthersPages } = rights.get();
    return standing === "active" && (changeOthersPages || entry.get()?.createdBy === me);
  });
  function demandEdit(): void {
    if (!mayEdit.get()) throw new NoRightError("editPage");
    if (isReplaced.get()) throw new Error("this page has to be opened again");
  }

  return {
    id,
    entry,
    arrival: arrivalOf(doc),
    content: page.content,
    isReplaced,
    localOrigin,
    present: deriveStore([exchange.present], () =>
      exchange.present.get().filter((presence) => presence.page === id),
    ),
    showCursor(cursor) {
      if (!closed) exchange.announce({ page: id, cursor });
    },
    rescued: page.rescued,
    putBack(rescued) {
      demandEdit();
      page.putBack(rescued);
    },
    letGo(rescued) {
      demandEdit();
      page.letGo(rescued);
    },
    blocks: () => page.blocks(),
    append(blocks) {
      demandEdit();
      page.append(blocks, localOrigin);
    },
    mayEdit,
    mayChangeRights,
    async changeRights(wish) {
      if (!mayChangeRights.get()) return fail({ kind: "noRight" });
      const document = id as string as DocumentId;
      const listed = [...new Set(wish.listed)].sort();
      const acted = await journal.act(
        { kind: "policy", document, rights: { ...wish, listed } },
        space.names(),
      );
      return acted.ok ? succeed(null) : acted;
    },
    authorOf: (clientId) => journal.authorOf(name, clientId),
    versions: () => versions.list(),
    readVersion: (version) => versions.blocks(version),
    async restoreVersion(version) {
      demandEdit();
      const blocks = await versions.blocks(version);
      demandEdit();
      page.become(blocks, localOrigin);
    },
    pictures,
    close() {
      if (closed) return;
      closed = true;
      exchange.announce({ page: null, cursor: null });
      close();
    },
  };
}

/** A page is listed by the log; its text may still be on its way. */
function arrivalOf(doc: Y.Doc): Store<"here" | "arriving"> {
  return {
    get: () => (doc.store.clients.size > 0 ? "here" : "arriving"),
    subscribe(listener) {
      doc.on("update", listener);
      return () => doc.off("update", listener);
    },
  };
}
