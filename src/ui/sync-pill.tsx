import { assertNever } from "../base/index.ts";
import type { ProjectSync, SaveState } from "../domain/index.ts";
import { Badge } from "./badge.tsx";
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconCheck,
  IconClock,
  IconDeviceDesktop,
  IconDeviceDesktopCheck,
  IconUserPlus,
} from "./icons.ts";
import styles from "./sync-pill.module.css";
import { saveWords, travelTone, travelWords } from "./sync-words.ts";
import { useLanguage } from "./use-store.ts";
import { useNow } from "./use-now.ts";

/** The calm line in every window: is my work kept, and has it travelled. Leads to the sync centre. */
export function SyncPill({
  save,
  sync,
  href,
}: {
  readonly save: SaveState;
  /** null outside a project. */
  readonly sync: ProjectSync | null;
  readonly href: string;
}) {
  useLanguage();
  const now = useNow();
  return (
    <a className={styles["pill"]} href={href} data-state={save.state} data-testid="sync-pill">
      <SaveIcon save={save} />
      <span className={styles["words"]}>
        <strong role={save.state === "failed" ? "alert" : undefined}>{saveWords(save)}</strong>
        {sync === null ? null : <span>{travelWords(sync, now)}</span>}
      </span>
    </a>
  );
}

/** The same truth about the partners' copies, small enough for a card. */
export function SyncBadge({ sync }: { readonly sync: ProjectSync }) {
  const now = useNow();
  return (
    <Badge tone={travelTone(sync)} icon={<TravelIcon sync={sync} />}>
      {travelWords(sync, now)}
    </Badge>
  );
}

function SaveIcon({ save }: { readonly save: SaveState }) {
  if (save.state === "failed") return <IconAlertTriangle aria-hidden />;
  return save.state === "saved" ? (
    <IconDeviceDesktopCheck aria-hidden />
  ) : (
    <IconDeviceDesktop aria-hidden />
  );
}

function TravelIcon({ sync }: { readonly sync: ProjectSync }) {
  switch (sync.state) {
    case "everyoneHasEverything":
      return <IconCheck aria-hidden />;
    case "waiting":
    case "exchanging":
      return <IconArrowsExchange aria-hidden />;
    case "alone":
      return <IconUserPlus aria-hidden />;
    case "lastMet":
    case "neverMet":
      return <IconClock aria-hidden />;
    default:
      return assertNever(sync);
  }
}
