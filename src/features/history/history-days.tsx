import { formatDate, formatTime, translate } from "../../i18n/index.ts";
import {
  Badge,
  IconFileText,
  IconKey,
  IconTicket,
  IconUsers,
  Rich,
  SchoolBadge,
} from "../../ui/index.ts";
import type { HistoryEntry } from "../../workspace/index.ts";
import { type Kind, type Names, kindOf, sentenceOf, voidWords } from "./history-words.ts";
import styles from "./history.module.css";

/** A heading for each day, as the clocks of their authors claimed. */
export function HistoryDays({
  entries,
  names,
}: {
  readonly entries: readonly HistoryEntry[];
  readonly names: Names;
}) {
  return (
    <div className={styles["days"]}>
      {byDay(entries).map(({ day, ofDay }) => (
        <section key={ofDay[0]?.id ?? day}>
          <h2>{day}</h2>
          <ol className={styles["entries"]}>
            {ofDay.map((entry) => (
              <Entry key={entry.id} entry={entry} names={names} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({ entry, names }: { readonly entry: HistoryEntry; readonly names: Names }) {
  const { message, values } = sentenceOf(entry, names);
  const author = names.members.find(({ id }) => id === entry.by);
  const school = names.schools.find(({ id }) => id === author?.schoolId);
  return (
    <li
      className={styles["entry"]}
      data-void={entry.voidBecause !== null || undefined}
      data-testid="history-entry"
    >
      <KindIcon kind={kindOf(entry)} />
      {school !== undefined && school.name !== "" && (
        <SchoolBadge school={school} all={names.schools} />
      )}
      <div className={styles["sentence"]}>
        <p>
          <Rich message={message} values={values} />
        </p>
        {entry.voidBecause !== null && (
          <p className={styles["void"]}>
            <Badge>{translate("history.void")}</Badge> {voidWords(entry.voidBecause)}
          </p>
        )}
      </div>
      <time className={styles["time"]} dateTime={new Date(entry.at).toISOString()}>
        {formatTime(entry.at)}
      </time>
    </li>
  );
}

function KindIcon({ kind }: { readonly kind: Kind }) {
  const Icon = { people: IconUsers, invitations: IconTicket, pages: IconFileText, keys: IconKey }[
    kind
  ];
  return <Icon aria-hidden />;
}

/** Neighbours of one day; the order is that of the log, so a wrong clock makes a day of its own and changes no place. */
function byDay(
  entries: readonly HistoryEntry[],
): readonly { readonly day: string; readonly ofDay: readonly HistoryEntry[] }[] {
  const days: { day: string; ofDay: HistoryEntry[] }[] = [];
  for (const entry of entries) {
    const day = formatDate(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.ofDay.push(entry);
    else days.push({ day, ofDay: [entry] });
  }
  return days;
}
