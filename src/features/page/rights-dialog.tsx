import { useState } from "react";
import type {
  Member,
  MemberId,
  MemberRole,
  PageEntry,
  PageRights,
  School,
} from "../../domain/index.ts";
import { compareNames, translate } from "../../i18n/index.ts";
import {
  ActDialog,
  ChoiceField,
  Dialog,
  DialogActions,
  Button,
  notify,
  useStore,
} from "../../ui/index.ts";
import type { OpenPage, OpenProject } from "../../workspace/index.ts";
import { nameOf, shownTitle } from "./page-names.ts";
import { personName } from "../../editor/index.ts";
import styles from "./page.module.css";

type Project = Pick<OpenProject, "me" | "members" | "schools">;

/** Who reads and who writes a page. Whoever may not change it reads the same, with the reason. */
export function RightsDialog({
  project,
  page,
  entry,
  isOpen,
  onClose,
}: {
  readonly project: Project;
  readonly page: Pick<OpenPage, "mayChangeRights" | "changeRights">;
  readonly entry: PageEntry;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const mayChange = useStore(page.mayChangeRights);
  const title = translate("page.rightsTitle", { title: shownTitle(entry) });
  return mayChange ? (
    <Changing {...{ project, page, entry, isOpen, onClose, title }} />
  ) : (
    <Dialog isOpen={isOpen} title={title} size="44rem" onClose={onClose}>
      <Reading project={project} entry={entry} />
      <DialogActions>
        <Button onClick={onClose} hasFirstFocus>
          {translate("ui.close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Changing({
  project,
  page,
  entry,
  isOpen,
  onClose,
  title,
}: Parameters<typeof RightsDialog>[0] & { readonly title: string }) {
  /** null: nothing was changed here yet, so what others change shows. */
  const [draft, setDraft] = useState<PageRights | null>(null);
  const rights = draft ?? entry.rights;
  return (
    <ActDialog
      isOpen={isOpen}
      title={title}
      size="44rem"
      confirm={translate("page.rightsSave")}
      act={() => page.changeRights(withoutIdleList(rights))}
      onDone={() => {
        notify({ words: translate("page.rightsSaved", { title: shownTitle(entry) }) });
        setDraft(null);
        onClose();
      }}
      onClose={() => {
        setDraft(null);
        onClose();
      }}
    >
      <RightsFields project={project} entry={entry} rights={rights} onChange={setDraft} />
      <p className={styles["soft"]}>{translate("page.rightsNow")}</p>
    </ActDialog>
  );
}

function Reading({ project, entry }: { readonly project: Project; readonly entry: PageEntry }) {
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const name = nameOf(entry.createdBy, members, schools);
  return (
    <>
      <p>{translate("page.rightsNotYours", { name })}</p>
      <RightsFields project={project} entry={entry} rights={entry.rights} onChange={null} />
    </>
  );
}

function RightsFields({
  project,
  entry,
  rights,
  onChange,
}: {
  readonly project: Project;
  readonly entry: PageEntry;
  readonly rights: PageRights;
  /** null: to be read. */
  readonly onChange: ((rights: PageRights) => void) | null;
}) {
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const isMine = entry.createdBy === project.me;
  const creator = nameOf(entry.createdBy, members, schools);
  const isDisabled = onChange === null;
  return (
    <div className={styles["rights"]}>
      <ChoiceField
        label={translate("page.rightsRead")}
        value={rights.visibility}
        choices={[
          {
            value: "open",
            label: translate("page.rightsOpen"),
            text: translate("page.rightsOpenText"),
            isDisabled,
          },
          {
            value: "draft",
            label: translate("page.rightsDraft"),
            text: translate("page.rightsDraftText"),
            isDisabled,
          },
        ]}
        onChange={(visibility) => onChange?.({ ...rights, visibility })}
      />
      <ChoiceField
        label={translate("page.rightsWrite")}
        value={rights.editors}
        choices={[
          {
            value: "creator",
            label: isMine
              ? translate("page.rightsCreatorMe")
              : translate("page.rightsCreator", { name: creator }),
            text: translate("page.rightsCreatorText"),
            isDisabled,
          },
          {
            value: "staff",
            label: translate("page.rightsStaff"),
            text: translate("page.rightsStaffText"),
            isDisabled,
          },
          {
            value: "everyone",
            label: translate("page.rightsEveryone"),
            text: translate("page.rightsEveryoneText"),
            isDisabled,
          },
          {
            value: "listed",
            label: translate("page.rightsListed"),
            text: translate("page.rightsListedText"),
            isDisabled,
          },
        ]}
        onChange={(editors) => onChange?.({ ...rights, editors })}
      />
      {rights.editors === "listed" && (
        <ListedPeople
          people={choosable(members, entry)}
          schools={schools}
          listed={rights.listed}
          onChange={onChange === null ? null : (listed) => onChange({ ...rights, listed })}
        />
      )}
      <output className={styles["soft"]}>{consequence(rights)}</output>
    </div>
  );
}

function ListedPeople({
  people,
  schools,
  listed,
  onChange,
}: {
  readonly people: readonly Member[];
  readonly schools: readonly School[];
  readonly listed: readonly MemberId[];
  readonly onChange: ((listed: readonly MemberId[]) => void) | null;
}) {
  if (people.length === 0) return <p>{translate("page.rightsNobodyElse")}</p>;
  return (
    <fieldset className={styles["listed"]}>
      <legend>{translate("page.rightsPeople")}</legend>
      {people.map((member) => (
        <label key={member.id}>
          <input
            type="checkbox"
            checked={listed.includes(member.id)}
            disabled={onChange === null}
            onChange={(event) =>
              onChange?.(
                event.currentTarget.checked
                  ? [...listed, member.id]
                  : listed.filter((id) => id !== member.id),
              )
            }
          />
          <bdi>{personName(member, schools)}</bdi>
          <small>
            <bdi>{schools.find(({ id }) => id === member.schoolId)?.name ?? ""}</bdi>
          </small>
        </label>
      ))}
    </fieldset>
  );
}

/** Those who write in every page need not be chosen, and those whose role writes in none cannot be. */
const CHOOSABLE: readonly MemberRole[] = ["teacher", "expert"];

function choosable(members: readonly Member[], entry: PageEntry): readonly Member[] {
  return members
    .filter(
      ({ id, role, standing }) =>
        standing === "active" && CHOOSABLE.includes(role) && id !== entry.createdBy,
    )
    .sort((one, other) => compareNames(one.name, other.name));
}

function consequence({ editors, visibility }: PageRights): string {
  if (visibility === "open") return "";
  if (editors === "everyone") return translate("page.rightsDraftEveryone");
  return editors === "listed" ? translate("page.rightsDraftListed") : "";
}

/** Names that decide nothing do not belong into the log, where they stay for good. */
function withoutIdleList(rights: PageRights): PageRights {
  return rights.editors === "listed" ? rights : { ...rights, listed: [] };
}
