import { type DragEvent, type KeyboardEvent, useState } from "react";
import type { PageEntry, PageId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { IconButton, IconPlus, notify, useStore } from "../../ui/index.ts";
import { Basket } from "./basket.tsx";
import { refusalsOf } from "./page-actions.ts";
import type { PageListView } from "./page-list-view.ts";
import { shownTitle } from "./page-names.ts";
import { PageTreeItem } from "./page-tree-item.tsx";
import styles from "./page.module.css";

interface Props {
  readonly project: PageListView;
  readonly current: PageId;
  readonly pageHref: (page: PageId) => string;
  /** Another page, or null where none is left. */
  readonly onGo: (page: PageId | null) => void;
  readonly onNewPage: () => void;
}

/** The pages of the project: order by dragging, by Alt and the arrow keys, or by the menu of each. */
export function PageTree({ project, current, pageHref, onGo, onNewPage }: Props) {
  const pages = useStore(project.pages);
  const rights = useStore(project.rights);
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const [spoken, setSpoken] = useState("");
  const [dragged, setDragged] = useState<PageId | null>(null);

  const move = (entry: PageEntry, steps: 1 | -1): void => {
    const at = pages.findIndex(({ id }) => id === entry.id);
    const place = at + steps;
    if (at < 0 || place < 0 || place >= pages.length) return;
    project.movePage(entry.id, pages[steps < 0 ? place : place + 1]?.id ?? null);
    setSpoken(
      translate("page.moved", { title: shownTitle(entry), place: place + 1, count: pages.length }),
    );
  };
  const remove = (entry: PageEntry): void => {
    const at = pages.findIndex(({ id }) => id === entry.id);
    const next = pages[at + 1] ?? pages[at - 1] ?? null;
    project.deletePage(entry.id);
    if (entry.id === current) onGo(next?.id ?? null);
    notify({
      words: translate("page.deleted", { title: shownTitle(entry) }),
      undo: () => {
        project.restorePage(entry.id);
        if (entry.id === current) onGo(entry.id);
      },
    });
  };
  const dropBefore = (before: PageId | null) => ({
    onDragOver: (event: DragEvent) => {
      if (dragged !== null) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (dragged === null) return;
      event.preventDefault();
      if (dragged !== before) project.movePage(dragged, before);
      setDragged(null);
    },
  });
  const onKeyDown = (entry: PageEntry) => (event: KeyboardEvent) => {
    if (
      !rights.changeOthersPages ||
      !event.altKey ||
      (event.key !== "ArrowUp" && event.key !== "ArrowDown")
    )
      return;
    event.preventDefault();
    move(entry, event.key === "ArrowUp" ? -1 : 1);
  };

  return (
    <nav className={styles["tree"]} aria-label={translate("page.pages")}>
      <div className={styles["treeHead"]}>
        <h2>{translate("page.pages")}</h2>
        <IconButton
          label={translate(rights.createPages ? "page.add" : "page.noAdd")}
          icon={<IconPlus aria-hidden />}
          isDisabled={!rights.createPages}
          onClick={onNewPage}
        />
      </div>
      <ul className={styles["treeList"]}>
        {pages.map((entry, index) => (
          <PageTreeItem
            key={entry.id}
            entry={entry}
            href={pageHref(entry.id)}
            isCurrent={entry.id === current}
            refusals={refusalsOf(entry, { me: project.me, rights, members, schools })}
            canMoveUp={index > 0}
            canMoveDown={index < pages.length - 1}
            isDragged={dragged === entry.id}
            onRename={(title) => project.renamePage(entry.id, title)}
            onMove={(steps) => move(entry, steps)}
            onRemove={() => remove(entry)}
            onKeyDown={onKeyDown(entry)}
            onDrag={(isDragged) => setDragged(isDragged ? entry.id : null)}
            drop={dropBefore(entry.id)}
          />
        ))}
        <li
          className={styles["treeEnd"]}
          data-open={dragged !== null || undefined}
          {...dropBefore(null)}
        />
      </ul>
      <Basket project={project} onGo={onGo} />
      <output className={styles["spoken"]}>{spoken}</output>
    </nav>
  );
}
