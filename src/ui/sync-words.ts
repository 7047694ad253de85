import { assertNever } from "../base/index.ts";
import type { ProjectSync, SaveFailure, SaveState } from "../domain/index.ts";
import { type MessageKey, formatAgo, translate } from "../i18n/index.ts";
import type { Tone } from "./badge.tsx";

/** What may be said of one's own work. "Saved" only after storage has answered. */
export function saveWords(save: SaveState): string {
  switch (save.state) {
    case "saved":
      return translate("ui.saved");
    case "saving":
      return translate("ui.saving");
    case "failed":
      return translate(FAILED[save.reason]);
    default:
      return assertNever(save);
  }
}

const FAILED = {
  diskFull: "ui.notSavedDiskFull",
  databaseClosed: "ui.notSavedClosed",
  unknown: "ui.notSaved",
} as const satisfies Record<SaveFailure, MessageKey>;

/** What may be said of the partners' copies. Nothing of it is a failure: to be apart is normal. */
export function travelWords(sync: ProjectSync, now: number): string {
  switch (sync.state) {
    case "alone":
      return translate("ui.noPartnerYet");
    case "everyoneHasEverything":
      return translate("ui.partnersHaveEverything");
    case "waiting":
      return translate("ui.waitingToTravel", { partners: sync.partners });
    case "exchanging":
      return translate("ui.travelling", { partners: sync.partners });
    case "lastMet":
      return translate("ui.lastMet", { ago: formatAgo(sync.at, now) });
    case "neverMet":
      return translate("ui.neverMet");
    default:
      return assertNever(sync);
  }
}

export function travelTone(sync: ProjectSync): Tone {
  switch (sync.state) {
    case "everyoneHasEverything":
      return "good";
    case "waiting":
    case "exchanging":
      return "waiting";
    case "alone":
    case "lastMet":
    case "neverMet":
      return "calm";
    default:
      return assertNever(sync);
  }
}
