import { type ReactNode, useMemo, useState } from "react";
import { reportFault } from "../../../base/index.ts";
import type { Block, PageEntry } from "../../../domain/index.ts";
import { formatMoment, translate } from "../../../i18n/index.ts";
import {
  Button,
  Dialog,
  EmptyState,
  ErrorNotice,
  Switch,
  notify,
  useNow,
  useStore,
} from "../../../ui/index.ts";
import type { OpenPage, OpenProject, PageVersion } from "../../../workspace/index.ts";
import { shownTitle } from "../page-names.ts";
import { type ComparedBlock, compare } from "./compare-blocks.ts";
import { ComparedPage } from "./compared-page.tsx";
import { useBlocksNow, useVersion, useVersions } from "./use-versions.ts";
import { VersionList } from "./version-list.tsx";
import styles from "./versions.module.css";

interface Props {
  readonly project: Pick<OpenProject, "members" | "schools">;
  readonly page: OpenPage;
  readonly entry: PageEntry | null;
  /** Whether one may write in it now. */
  readonly isEditable: boolean;
  readonly onClose: () => void;
}

/** How the page was before: who wrote when, what has changed since, and the way back. */
export function VersionsDialog({ isOpen, ...props }: Props & { readonly isOpen: boolean }) {
  return (
    <Dialog
      isOpen={isOpen}
      title={translate("page.versionsTitle", { title: shownTitle(props.entry) })}
      size="76rem"
      onClose={props.onClose}
    >
      <Versions {...props} />
    </Dialog>
  );
}

function Versions(props: Props) {
  const versions = useVersions(props.page);
  switch (versions.state) {
    case "loading":
      return <output className={styles["waiting"]}>{translate("page.versionsLoading")}</output>;
    case "failed":
      return (
        <ErrorNotice
          title={translate("page.versionsFailed")}
          words={translate("page.versionsFailedText")}
        />
      );
    case "ready":
      return versions.value.length === 0 ? (
        <EmptyState
          drawing="pages"
          title={translate("page.versionsEmpty")}
          text={translate("page.versionsEmptyText")}
        />
      ) : (
        <Choosing {...props} versions={versions.value} />
      );
  }
}

function Choosing({ versions, ...props }: Props & { readonly versions: readonly PageVersion[] }) {
  const members = useStore(props.project.members);
  const schools = useStore(props.project.schools);
  const [chosenId, setChosenId] = useState(versions[0]?.id ?? null);
  const chosen = versions.find(({ id }) => id === chosenId) ?? null;
  return (
    <div className={styles["screen"]}>
      <div className={styles["side"]}>
        <p className={styles["soft"]}>{translate("page.versionsClaim")}</p>
        <VersionList
          versions={versions}
          chosen={chosenId}
          members={members}
          schools={schools}
          onChoose={setChosenId}
        />
      </div>
      {chosen !== null && <ChosenVersion {...props} version={chosen} />}
    </div>
  );
}

function ChosenVersion({
  version,
  page,
  isEditable,
  onClose,
}: Props & { readonly version: PageVersion }) {
  const now = useNow();
  const read = useVersion(page, version.id);
  const moment = formatMoment(version.writtenAt, now);
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const restore = async (): Promise<void> => {
    setBusy(true);
    setFailed(false);
    try {
      await page.restoreVersion(version.id);
      notify({ words: translate("page.versionRestored", { moment }) });
      onClose();
    } catch (error) {
      reportFault("a version of a page could not be brought back", error);
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles["chosen"]} aria-busy={isBusy}>
      <h3 id="chosen-version">{translate("page.versionOf", { moment })}</h3>
      {read.state === "loading" && (
        <output className={styles["waiting"]}>{translate("page.versionLoading")}</output>
      )}
      {read.state === "failed" && (
        <ErrorNotice
          title={translate("page.versionsFailed")}
          words={translate("page.versionsFailedText")}
        />
      )}
      {read.state === "ready" && (
        <ReadVersion key={version.id} page={page} was={read.value}>
          {(isSame) => (
            <>
              <p className={styles["soft"]} id="restore-how">
                {translate(isEditable ? "page.versionRestoreHow" : "page.versionRestoreNoRight")}
              </p>
              {hasFailed && <p role="alert">{translate("page.versionRestoreFailed")}</p>}
              <Button
                isBusy={isBusy}
                isDisabled={!isEditable || isSame}
                aria-describedby="restore-how"
                onClick={() => void restore()}
              >
                {translate("page.versionRestore")}
              </Button>
            </>
          )}
        </ReadVersion>
      )}
    </div>
  );
}

function ReadVersion({
  page,
  was,
  children,
}: {
  readonly page: OpenPage;
  readonly was: readonly Block[];
  readonly children: (isSame: boolean) => ReactNode;
}) {
  const [showsChanges, setShowsChanges] = useState(true);
  const is = useBlocksNow(page);
  const comparison = useMemo(() => compare(was, is), [was, is]);
  const { isSame, addedWords, removedWords } = comparison;
  const asItWas = useMemo(
    () => was.map((block): ComparedBlock => ({ change: "same", block })),
    [was],
  );
  return (
    <>
      <div className={styles["tools"]}>
        <Switch
          label={translate("page.versionChanges")}
          checked={showsChanges}
          onChange={(event) => setShowsChanges(event.currentTarget.checked)}
        />
        <output className={styles["sums"]}>
          {isSame ? (
            translate("page.versionSame")
          ) : (
            <>
              <span>{translate("page.versionAdded", { words: addedWords })}</span>
              <span>{translate("page.versionRemoved", { words: removedWords })}</span>
            </>
          )}
        </output>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={styles["sheet"]} tabIndex={0} aria-labelledby="chosen-version">
        {was.length === 0 && !showsChanges ? (
          <p className={styles["soft"]}>{translate("page.versionEmptyPage")}</p>
        ) : (
          <ComparedPage blocks={showsChanges ? comparison.blocks : asItWas} shelf={page.pictures} />
        )}
      </section>
      <div className={styles["restore"]}>{children(isSame)}</div>
    </>
  );
}
