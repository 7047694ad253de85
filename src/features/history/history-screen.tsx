import { useState } from "react";
import { flushSync } from "react-dom";
import type { MemberId } from "../../domain/index.ts";
import { compareNames, formatDate, localeTag, translate } from "../../i18n/index.ts";
import {
  Button,
  EmptyState,
  IconPrinter,
  Paper,
  ScreenHeader,
  Select,
  useLanguage,
  useStore,
} from "../../ui/index.ts";
import type { HistoryEntry, OpenProject } from "../../workspace/index.ts";
import { HistoryDays } from "./history-days.tsx";
import { KINDS, type Kind, type Names, kindOf, kindWords, personName } from "./history-words.ts";
import styles from "./history.module.css";

export type HistoryView = Pick<
  OpenProject,
  "me" | "card" | "members" | "schools" | "pages" | "basket" | "people"
>;

/** At a time: a year of a busy project has thousands, and an old PC draws them one by one. */
const STEP = 100;

interface Filter {
  readonly person: MemberId | null;
  readonly kind: Kind | null;
}

/** Who did what, newest first, as signed and as every copy shows it. */
export function HistoryScreen({
  project,
  onPrint,
}: {
  readonly project: HistoryView;
  /** Resolves when the printer has it. */
  readonly onPrint: () => Promise<void>;
}) {
  useLanguage();
  const names = useNames(project);
  const entries = useStore(project.people.history);
  const [filter, setFilter] = useState<Filter>({ person: null, kind: null });
  const [limit, setLimit] = useState(STEP);
  const [printedAt, setPrintedAt] = useState<number | null>(null);
  const matching = entries.filter((entry) => matches(entry, filter));
  const shown = matching.slice(0, limit);
  const change = (part: Partial<Filter>) => {
    setFilter({ ...filter, ...part });
    setLimit(STEP);
  };

  async function print(): Promise<void> {
    flushSync(() => setPrintedAt(Date.now()));
    await onPrint();
    setPrintedAt(null);
  }

  return (
    <div className={styles["screen"]}>
      <ScreenHeader
        title={translate("history.title")}
        text={translate("history.intro")}
        actions={
          matching.length > 0 ? (
            <Button
              kind="secondary"
              icon={<IconPrinter aria-hidden />}
              isBusy={printedAt !== null}
              onClick={() => void print()}
            >
              {translate("history.print")}
            </Button>
          ) : undefined
        }
      />
      {entries.length === 0 ? (
        <EmptyState
          drawing="pages"
          title={translate("history.empty")}
          text={translate("history.emptyText")}
          worksOffline
        />
      ) : (
        <>
          <FilterBar names={names} entries={entries} filter={filter} onChange={change} />
          <output className={styles["soft"]}>
            {translate("history.shown", { shown: shown.length, total: matching.length })}
          </output>
          {matching.length === 0 ? (
            <EmptyState
              drawing="boat"
              title={translate("history.noMatch")}
              text={translate("history.noMatchText")}
              action={
                <Button kind="secondary" onClick={() => change({ person: null, kind: null })}>
                  {translate("history.clear")}
                </Button>
              }
            />
          ) : (
            <HistoryDays entries={shown} names={names} />
          )}
          {matching.length > limit && (
            <div>
              <Button kind="secondary" onClick={() => setLimit(limit + STEP)}>
                {translate("history.showMore", {
                  count: Math.min(STEP, matching.length - limit),
                })}
              </Button>
            </div>
          )}
        </>
      )}
      {printedAt !== null && (
        <PrintedHistory project={project} entries={matching} names={names} printedAt={printedAt} />
      )}
    </div>
  );
}

function FilterBar({
  names,
  entries,
  filter,
  onChange,
}: {
  readonly names: Names;
  readonly entries: readonly HistoryEntry[];
  readonly filter: Filter;
  readonly onChange: (part: Partial<Filter>) => void;
}) {
  const people = [...new Set(entries.map(({ by }) => by))]
    .map((id) => ({ value: id, label: personName(names, id) }))
    .sort((a, b) => compareNames(a.label, b.label));
  return (
    <div className={styles["filter"]}>
      <Select
        label={translate("history.person")}
        data={[{ value: "", label: translate("history.everyone") }, ...people]}
        value={filter.person ?? ""}
        onChange={(id) => onChange({ person: id === "" ? null : (id as MemberId | null) })}
        allowDeselect={false}
      />
      <Select
        label={translate("history.kind")}
        data={[
          { value: "", label: translate("history.everything") },
          ...KINDS.map((kind) => ({ value: kind, label: kindWords(kind) })),
        ]}
        value={filter.kind ?? ""}
        onChange={(kind) => onChange({ kind: KINDS.find((one) => one === kind) ?? null })}
        allowDeselect={false}
      />
    </div>
  );
}

function PrintedHistory({
  project,
  entries,
  names,
  printedAt,
}: {
  readonly project: HistoryView;
  readonly entries: readonly HistoryEntry[];
  readonly names: Names;
  readonly printedAt: number;
}) {
  const { title } = useStore(project.card);
  return (
    <Paper language={localeTag()}>
      <div className={styles["sheet"]} data-testid="history-sheet">
        <h1>{translate("history.printed", { project: title, date: formatDate(printedAt) })}</h1>
        <p>{translate("history.intro")}</p>
        <HistoryDays entries={entries} names={names} />
      </div>
    </Paper>
  );
}

function useNames(project: HistoryView): Names {
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const pages = useStore(project.pages);
  const basket = useStore(project.basket);
  return { me: project.me, members, schools, pages: [...pages, ...basket] };
}

function matches(entry: HistoryEntry, { person, kind }: Filter): boolean {
  return (person === null || entry.by === person) && (kind === null || kindOf(entry) === kind);
}
