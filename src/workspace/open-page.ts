import type * as Y from "yjs";
import { type Store, deriveStore } from "../base/index.ts";
import { pageDocument } from "../documents/index.ts";
import type { PageId } from "../domain/index.ts";
import type { OpenPage } from "./contract.ts";
import type { ProjectSpace } from "./project-space.ts";

/** A page for the editor: its document stays open until the screen closes it. */
export async function openPage(space: ProjectSpace, id: PageId): Promise<OpenPage> {
  const { exchange, project, pictures } = space;
  const { doc, close } = await space.documents.open(pageDocument(id));
  const page = space.page(id);
  const localOrigin = {};
  exchange.announce({ page: id, cursor: null });
  let closed = false;
  return {
    id,
    entry: deriveStore(
      [project.pages],
      () => project.pages.get().find((entry) => entry.id === id) ?? null,
    ),
    arrival: arrivalOf(doc),
    content: page.content,
    localOrigin,
    present: deriveStore([exchange.present], () =>
      exchange.present.get().filter((presence) => presence.page === id),
    ),
    showCursor(cursor) {
      if (!closed) exchange.announce({ page: id, cursor });
    },
    rescued: page.rescued,
    putBack: (rescued) => page.putBack(rescued),
    letGo: (rescued) => page.letGo(rescued),
    blocks: () => page.blocks(),
    append: (blocks) => page.append(blocks, localOrigin),
    pictures,
    close() {
      if (closed) return;
      closed = true;
      exchange.announce({ page: null, cursor: null });
      close();
    },
  };
}

/** A page is listed by the project's document; its text may still be on its way. */
function arrivalOf(doc: Y.Doc): Store<"here" | "arriving"> {
  return {
    get: () => (doc.store.clients.size > 0 ? "here" : "arriving"),
    subscribe(listener) {
      doc.on("update", listener);
      return () => doc.off("update", listener);
    },
  };
}
