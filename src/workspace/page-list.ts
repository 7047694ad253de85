import { type Store, deriveStore } from "../base/index.ts";
import { type ProjectDocument, pageDocument, pageListOf } from "../documents/index.ts";
import type { CreatedPage, MemberId, PageEntry, PageId } from "../domain/index.ts";
import { type LoggedMember, type Membership, mayRead, mayWrite } from "../membership/index.ts";
import { through } from "./following.ts";
import type { PageCards } from "./page-cards.ts";

interface Parts {
  readonly membership: Store<Membership | null>;
  readonly me: MemberId;
  readonly isDismissed: Store<boolean>;
  readonly cards: PageCards;
  readonly project: Store<ProjectDocument>;
}

/** Every page that one may see, those in the basket too: created by the log, described by the pages, ordered by the project. */
export function pageListStore({
  membership,
  me,
  isDismissed,
  cards,
  project,
}: Parts): Store<readonly PageEntry[]> {
  const created = deriveStore([membership, isDismissed], () =>
    createdPages(membership.get(), me, !isDismissed.get()),
  );
  const places = through(project, (read) => read.places);
  const basket = through(project, (read) => read.basket);
  return deriveStore([created, cards.abouts, places, basket], () =>
    pageListOf({
      created: created.get(),
      abouts: cards.abouts.get(),
      places: places.get(),
      basket: basket.get(),
    }),
  );
}

function createdPages(
  membership: Membership | null,
  me: MemberId,
  belongs: boolean,
): readonly CreatedPage[] {
  const reader = membership?.members.get(me);
  if (membership === null || reader === undefined) return [];
  return [...membership.documents.values()]
    .filter((document) => document.class === "page")
    .map(({ id, creator, rights }) => ({
      id: id as string as PageId,
      createdBy: creator,
      rights,
      mayEdit:
        belongs && mayWrite(membership, reader, pageDocument(id as string as PageId)) === "yes",
    }))
    .filter((page) => isShownTo(membership, reader, page));
}

/** Who left or was removed keeps what they could see. */
function isShownTo(
  membership: Membership,
  reader: LoggedMember,
  { id, createdBy, rights }: CreatedPage,
): boolean {
  switch (reader.status) {
    case "active":
      return mayRead(membership, reader, pageDocument(id)) === "yes";
    case "left":
    case "removed":
      return rights.visibility === "open" || createdBy === reader.id;
    case "pending":
      return false;
  }
}
