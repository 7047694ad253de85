import { assertNever } from "../../base/index.ts";
import type { PartnerSync, SaveFailure, SaveState } from "../../domain/index.ts";
import {
  type MessageKey,
  formatAgo,
  formatMoment,
  formatNumber,
  translate,
} from "../../i18n/index.ts";
import { type Tone } from "../../ui/index.ts";
import styles from "./sync.module.css";

interface Tile {
  readonly name: string;
  readonly figure: string;
  readonly note: string;
  readonly tone: Tone;
}

export function SyncTiles({
  saveState,
  partners,
  now,
}: {
  readonly saveState: SaveState;
  readonly partners: readonly PartnerSync[];
  readonly now: number;
}) {
  const tiles = [
    savedTile(saveState, now),
    waitingTile(partners),
    partnersTile(partners),
    hereTile(partners, now),
  ];
  return (
    <ul className={styles["tiles"]}>
      {tiles.map(({ name, figure, note, tone }) => (
        <li key={name} className={styles["tile"]} data-tone={tone}>
          <h2>{name}</h2>
          <p className={styles["figure"]}>{figure}</p>
          <p className={styles["soft"]}>{note}</p>
        </li>
      ))}
    </ul>
  );
}

const FAILURE_WORDS = {
  diskFull: "sync.reasonDiskFull",
  databaseClosed: "sync.reasonDatabaseClosed",
  unknown: "sync.reasonUnknown",
} as const satisfies Record<SaveFailure, MessageKey>;

function savedTile(save: SaveState, now: number): Tile {
  const name = translate("sync.tileThisComputer");
  switch (save.state) {
    case "saved": {
      const note =
        save.at === null
          ? translate("sync.nothingToSave")
          : translate("sync.savedAt", { time: formatMoment(save.at, now) });
      return { name, figure: translate("sync.allSaved"), note, tone: "good" };
    }
    case "saving":
      return { name, figure: translate("sync.saving"), note: "", tone: "calm" };
    case "failed":
      return {
        name,
        figure: translate("sync.notSaved"),
        note: translate(FAILURE_WORDS[save.reason]),
        tone: "failed",
      };
    default:
      return assertNever(save);
  }
}

/** What is known to be missing at a partner's, and of how many partners nothing is known. */
function waitingTile(partners: readonly PartnerSync[]): Tile {
  const waiting = partners.reduce(
    (most, { has }) => (has.state === "behind" ? Math.max(most, has.documents, 1) : most),
    0,
  );
  const unknown = partners.filter(({ has }) => has.state === "unknown").length;
  return {
    name: translate("sync.tileWaiting"),
    figure:
      waiting === 0
        ? translate("sync.waitingNone")
        : translate("sync.waitingParts", { count: waiting }),
    note:
      unknown > 0
        ? translate("sync.waitingUnknown", { count: unknown })
        : translate("sync.waitingHint"),
    tone: waiting === 0 ? "calm" : "waiting",
  };
}

function partnersTile(partners: readonly PartnerSync[]): Tile {
  const complete = partners.filter(({ has }) => has.state === "everything").length;
  const values = { count: formatNumber(complete), total: formatNumber(partners.length) };
  return {
    name: translate("sync.tilePartners"),
    figure:
      partners.length === 0
        ? translate("sync.noPartners")
        : translate("sync.partnersCount", values),
    note: partners.length === 0 ? "" : translate("sync.partnersHint"),
    tone: partners.length > 0 && complete === partners.length ? "good" : "calm",
  };
}

function hereTile(partners: readonly PartnerSync[], now: number): Tile {
  const here = partners.filter((partner) => partner.here).length;
  const lastMetAt = Math.max(0, ...partners.map((partner) => partner.lastMetAt ?? 0));
  const lastMet =
    lastMetAt === 0
      ? translate("sync.neverMet")
      : translate("sync.lastMetAt", { ago: formatAgo(lastMetAt, now) });
  return {
    name: translate("sync.tileHere"),
    figure: translate("sync.hereCount", { count: here }),
    note: here > 0 || partners.length === 0 ? "" : lastMet,
    tone: here > 0 ? "good" : "calm",
  };
}
