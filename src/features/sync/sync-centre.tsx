import { useState } from "react";
import { formatTime, translate } from "../../i18n/index.ts";
import type { Platform } from "../../platform/index.ts";
import {
  Button,
  EmptyState,
  IconRefresh,
  ScreenHeader,
  useLanguage,
  useNow,
  useStore,
} from "../../ui/index.ts";
import type { OpenProject, Workspace } from "../../workspace/index.ts";
import { HubPanel } from "./hub-panel.tsx";
import { PartnersTable } from "./partners-table.tsx";
import { SyncTiles } from "./sync-tiles.tsx";
import styles from "./sync.module.css";

/** Per partner: last contact, what they have, what waits. Says only what is known. */
export function SyncCentre({
  workspace,
  platform,
  project,
  inviteHref,
}: {
  readonly workspace: Workspace;
  readonly platform: Platform;
  readonly project: OpenProject;
  /** Where members are invited. */
  readonly inviteHref: string;
}) {
  useLanguage();
  const now = useNow(15_000);
  const card = useStore(project.card);
  const schools = useStore(project.schools);
  const posts = useStore(project.posts);
  const saveState = useStore(workspace.saveState);
  const { partners } = useStore(project.sync);
  const [lookedAt, setLookedAt] = useState<number | null>(null);

  return (
    <div className={styles["screen"]}>
      <ScreenHeader
        title={translate("sync.title")}
        text={translate("sync.intro")}
        actions={
          <Button
            kind="secondary"
            icon={<IconRefresh aria-hidden />}
            onClick={() => {
              workspace.refreshRoads();
              setLookedAt(Date.now());
            }}
          >
            {translate("sync.lookAgain")}
          </Button>
        }
      />
      <output className={styles["soft"]}>
        {lookedAt !== null && translate("sync.lookedAgain", { time: formatTime(lookedAt) })}
      </output>
      <SyncTiles saveState={saveState} partners={partners} now={now} />
      {partners.length === 0 ? (
        <EmptyState
          drawing="schools"
          title={translate("sync.nobody")}
          text={translate("sync.nobodyText")}
          action={<Button href={inviteHref}>{translate("sync.invite")}</Button>}
        />
      ) : (
        <PartnersTable
          title={card.title}
          partners={partners}
          schools={schools}
          posts={posts}
          now={now}
        />
      )}
      <HubPanel platform={platform} />
    </div>
  );
}
