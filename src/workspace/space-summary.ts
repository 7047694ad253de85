import type { Store } from "../base/index.ts";
import type { MemberId, PageEntry, ProjectCard } from "../domain/index.ts";
import type { OwnRights } from "./contract.ts";
import type { SpaceJournal } from "./journal/index.ts";
import type { KeptRecord } from "./kept-record.ts";
import type { RosterView } from "./roster-view.ts";
import type { SpaceRecord } from "./stored-records.ts";

interface Parts {
  readonly me: MemberId;
  readonly kept: KeptRecord;
  readonly card: Store<ProjectCard>;
  readonly pages: Store<readonly PageEntry[]>;
  readonly roster: RosterView;
  readonly journal: Pick<SpaceJournal, "membership" | "log">;
  readonly rights: Store<OwnRights>;
}

/** Keeps what the home screen shows of a project the same as what its documents and its log say. Returns the way to stop. */
export function followSummary(parts: Parts): () => void {
  const { kept, card, pages, roster, rights } = parts;
  const summarise = (): void => kept.note(summaryOf(parts));
  const stops = [card, pages, roster.roster, rights].map((store) => store.subscribe(summarise));
  summarise();
  return () => {
    for (const stop of stops) stop();
  };
}

function summaryOf({
  kept,
  card,
  pages,
  roster,
  me,
  journal,
  rights,
}: Parts): Partial<SpaceRecord> {
  const before = kept.record.get();
  const { title, cover } = card.get();
  const schools = roster.schools.get();
  const lastPage = pages.get().find(({ id }) => id === before.lastPage?.id);
  const own = journal.membership.get()?.members.get(me);
  const standing = own === undefined ? before.standing : rights.get().standing;
  return {
    // Until the project has arrived, what was known of it stands.
    title: title === "" ? before.title : title,
    cover: title === "" ? before.cover : cover,
    schools: schools.some(({ name }) => name !== "") ? schools : before.schools,
    lastPage: lastPage === undefined ? before.lastPage : { id: lastPage.id, title: lastPage.title },
    ownSchool: own?.school ?? before.ownSchool,
    standing,
    endedAt: standing === "left" || standing === "removed" ? endOf(journal, me) : null,
  };
}

function endOf(
  { membership, log }: Pick<SpaceJournal, "membership" | "log">,
  me: MemberId,
): number | null {
  const ineffective = membership.get()?.void;
  const ending = log.history().find(({ id, operation: { body } }) => {
    return body.kind === "remove" && body.member === me && ineffective?.has(id) !== true;
  });
  return ending?.operation.at ?? null;
}
