import { assertNever } from "../../base/index.ts";
import type { PartnerHas, PartnerSync, Post, RoadName, School } from "../../domain/index.ts";
import { formatAgo, formatMoment, translate } from "../../i18n/index.ts";
import { Badge, IconArrowsExchange, IconCheck, IconClock, SchoolBadge } from "../../ui/index.ts";
import styles from "./sync.module.css";

export function PartnersTable({
  title,
  partners,
  schools,
  posts,
  now,
}: {
  readonly title: string;
  readonly partners: readonly PartnerSync[];
  readonly schools: readonly School[];
  /** Newest first. */
  readonly posts: readonly Post[];
  readonly now: number;
}) {
  return (
    <div className={styles["scroll"]}>
      <table className={styles["table"]} data-testid="partners">
        <caption>{translate("sync.tableCaption", { project: title })}</caption>
        <thead>
          <tr>
            <th scope="col">{translate("sync.columnWho")}</th>
            <th scope="col">{translate("sync.columnLastMet")}</th>
            <th scope="col">{translate("sync.columnHas")}</th>
            <th scope="col">{translate("sync.columnNewest")}</th>
            <th scope="col">{translate("sync.columnRoad")}</th>
          </tr>
        </thead>
        <tbody>
          {partners.map((partner) => (
            <PartnerRow
              key={partner.member}
              partner={partner}
              schools={schools}
              newest={posts.find(({ author }) => author === partner.member)}
              now={now}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PartnerRow({
  partner,
  schools,
  newest,
  now,
}: {
  readonly partner: PartnerSync;
  readonly schools: readonly School[];
  readonly newest: Post | undefined;
  readonly now: number;
}) {
  const school = schools.find(({ id }) => id === partner.school);
  return (
    <tr>
      <th scope="row">
        <span className={styles["who"]}>
          {school !== undefined && <SchoolBadge school={school} all={schools} />}
          <span>
            <bdi>{partner.name === "" ? translate("members.unknownPerson") : partner.name}</bdi>
            {school !== undefined && <bdi className={styles["school"]}>{school.name}</bdi>}
          </span>
        </span>
      </th>
      <td>{lastMetWords(partner, now)}</td>
      <td>
        <HasBadge has={partner.has} />
      </td>
      <td>
        {newest === undefined
          ? translate("sync.newestNone")
          : translate("sync.newestWritten", { when: formatMoment(newest.writtenAt, now) })}
        {partner.missingHere > 0 && (
          <span className={styles["missing"]}>
            {translate("sync.missingHere", { count: partner.missingHere })}
          </span>
        )}
      </td>
      <td>{roadWords(partner.road)}</td>
    </tr>
  );
}

function HasBadge({ has }: { readonly has: PartnerHas }) {
  switch (has.state) {
    case "everything":
      return (
        <Badge tone="good" icon={<IconCheck aria-hidden />}>
          {translate("sync.hasEverything")}
        </Badge>
      );
    case "behind":
      return (
        <Badge tone="waiting" icon={<IconArrowsExchange aria-hidden />}>
          {translate("sync.hasBehind", { count: has.documents })}
        </Badge>
      );
    case "unknown":
      return (
        <Badge tone="calm" icon={<IconClock aria-hidden />}>
          {translate("sync.hasUnknown")}
        </Badge>
      );
    default:
      return assertNever(has);
  }
}

function lastMetWords({ here, lastMetAt }: PartnerSync, now: number): string {
  if (here) return translate("sync.now");
  return lastMetAt === null ? translate("sync.never") : formatAgo(lastMetAt, now);
}

function roadWords(road: RoadName | null): string {
  switch (road) {
    case "live":
      return translate("sync.roadLive");
    case "loopback":
      return translate("sync.roadLoopback");
    case null:
      return translate("sync.roadNone");
    default:
      return assertNever(road);
  }
}
