import { useState } from "react";
import type {
  Member,
  MemberId,
  MemberRole,
  PageEntry,
  PageRights,
  School,
} from "../../domain/index.ts";
import { compareNames, formatList, translate } from "../../i18n/index.ts";
import {
  type Choice,
  ChoiceField,
  Dialog,
  DialogActions,
  Button,
  notify,
  useAct,
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
  return (
    <Dialog
      isOpen={isOpen}
      title={translate("page.rightsTitle", { title: shownTitle(entry) })}
      size={mayChange ? "60rem" : "44rem"}
      onClose={onClose}
    >
      {mayChange ? (
        <Changing project={project} page={page} entry={entry} onClose={onClose} />
      ) : (
        <>
          <Reading project={project} entry={entry} />
          <DialogActions>
            <Button onClick={onClose} hasFirstFocus>
              {translate("ui.close")}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

function Changing({
  project,
  page,
  entry,
  onClose,
}: Omit<Parameters<typeof RightsDialog>[0], "isOpen">) {
  /** null: nothing was changed here yet, so what others change shows. */
  const [draft, setDraft] = useState<PageRights | null>(null);
  const { isBusy, failure, run } = useAct();
  const rights = draft ?? entry.rights;
  const change = async (): Promise<void> => {
    if ((await run(() => page.changeRights(withoutIdleList(rights)))) === null) return;
    notify({ words: translate("page.rightsSaved", { title: shownTitle(entry) }) });
    onClose();
  };
  return (
    <>
      <RightsFields project={project} entry={entry} rights={rights} onChange={setDraft} />
      <p className={styles["soft"]}>{translate("page.rightsNow")}</p>
      {failure !== null && <p role="alert">{failure}</p>}
      <DialogActions>
        <Button kind="secondary" onClick={onClose}>
          {translate("ui.cancel")}
        </Button>
        <Button isBusy={isBusy} onClick={() => void change()} hasFirstFocus>
          {translate("page.rightsSave")}
        </Button>
      </DialogActions>
    </>
  );
}

/** The same in words, for whoever may not change it. */
function Reading({ project, entry }: { readonly project: Project; readonly entry: PageEntry }) {
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const { visibility, editors, listed } = entry.rights;
  const creator = nameOf(entry.createdBy, members, schools);
  const writers = editorChoices(entry, project.me, creator).find(({ value }) => value === editors);
  const readers = readerChoices().find(({ value }) => value === visibility);
  return (
    <>
      <p>{translate("page.rightsNotYours", { name: creator })}</p>
      <dl className={styles["rightsNow"]}>
        <dt>{translate("page.rightsRead")}</dt>
        <dd>
          <b>{readers?.label}</b> {readers?.text}
        </dd>
        <dt>{translate("page.rightsWrite")}</dt>
        <dd>
          {editors === "listed" ? (
            <bdi>{formatList(listed.map((id) => nameOf(id, members, schools)))}</bdi>
          ) : (
            <>
              <b>{writers?.label}</b> {writers?.text}
            </>
          )}
        </dd>
      </dl>
      <p>{consequence(entry.rights)}</p>
    </>
  );
}

function readerChoices() {
  return [
    {
      value: "open",
      label: translate("page.rightsOpen"),
      text: translate("page.rightsOpenText"),
    },
    {
      value: "draft",
      label: translate("page.rightsDraft"),
      text: translate("page.rightsDraftText"),
    },
  ] as const satisfies readonly Choice<PageRights["visibility"]>[];
}

function editorChoices({ createdBy }: PageEntry, me: MemberId, creator: string) {
  return [
    {
      value: "creator",
      label:
        createdBy === me
          ? translate("page.rightsCreatorMe")
          : translate("page.rightsCreator", { name: creator }),
      text: translate("page.rightsCreatorText"),
    },
    {
      value: "staff",
      label: translate("page.rightsStaff"),
      text: translate("page.rightsStaffText"),
    },
    {
      value: "everyone",
      label: translate("page.rightsEveryone"),
      text: translate("page.rightsEveryoneText"),
    },
    {
      value: "listed",
      label: translate("page.rightsListed"),
      text: translate("page.rightsListedText"),
    },
  ] as const satisfies readonly Choice<PageRights["editors"]>[];
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
  readonly onChange: (rights: PageRights) => void;
}) {
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const creator = nameOf(entry.createdBy, members, schools);
  return (
    <div className={styles["rights"]}>
      <ChoiceField
        label={translate("page.rightsRead")}
        value={rights.visibility}
        choices={readerChoices()}
        onChange={(visibility) => onChange({ ...rights, visibility })}
      />
      <div className={styles["rightsColumn"]}>
        {" "}
        <ChoiceField
          label={translate("page.rightsWrite")}
          value={rights.editors}
          choices={editorChoices(entry, project.me, creator)}
          onChange={(editors) => onChange({ ...rights, editors })}
        />
        {rights.editors === "listed" && (
          <ListedPeople
            people={choosable(members, entry)}
            schools={schools}
            listed={rights.listed}
            onChange={(listed) => onChange({ ...rights, listed })}
          />
        )}
      </div>{" "}
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
  readonly onChange: (listed: readonly MemberId[]) => void;
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
            onChange={(event) =>
              onChange(
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
