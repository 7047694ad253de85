import {
  type DragEventHandler,
  type KeyboardEvent,
  type KeyboardEventHandler,
  useState,
} from "react";
import { PAGE_LIMITS, type PageEntry } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  IconArrowDown,
  IconArrowUp,
  IconButton,
  IconDotsVertical,
  IconEyeOff,
  IconFileText,
  IconLock,
  IconPencil,
  IconTrash,
  Menu,
  VisuallyHidden,
} from "../../ui/index.ts";
import type { PageRefusals } from "./page-actions.ts";
import { shownTitle } from "./page-names.ts";
import { RefusableItem } from "./refusable-item.tsx";
import styles from "./page.module.css";

interface Props {
  readonly entry: PageEntry;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly refusals: PageRefusals;
  readonly canMoveUp: boolean;
  readonly canMoveDown: boolean;
  readonly isDragged: boolean;
  readonly onRename: (title: string) => void;
  readonly onMove: (steps: 1 | -1) => void;
  readonly onRemove: () => void;
  readonly onKeyDown: KeyboardEventHandler;
  readonly onDrag: (isDragged: boolean) => void;
  readonly drop: { readonly onDragOver: DragEventHandler; readonly onDrop: DragEventHandler };
}

export function PageTreeItem(props: Props) {
  const { entry, href, isCurrent, isDragged, refusals, onRename, onKeyDown, onDrag, drop } = props;
  const [isRenaming, setRenaming] = useState(false);
  const title = shownTitle(entry);
  return (
    <li
      className={styles["treeItem"]}
      data-current={isCurrent || undefined}
      data-dragged={isDragged || undefined}
      {...drop}
    >
      {isRenaming ? (
        <RenameField
          title={entry.title}
          onDone={(changed) => {
            setRenaming(false);
            if (changed !== null) onRename(changed);
          }}
        />
      ) : (
        <>
          <a
            href={href}
            aria-current={isCurrent ? "page" : undefined}
            aria-keyshortcuts={refusals.move === null ? "Alt+ArrowUp Alt+ArrowDown" : undefined}
            draggable={refusals.move === null}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              onDrag(true);
            }}
            onDragEnd={() => onDrag(false)}
            onKeyDown={onKeyDown}
          >
            <IconFileText aria-hidden />
            <bdi>{title}</bdi>
            <Signs entry={entry} />
          </a>
          <ItemMenu {...props} title={title} onStartRename={() => setRenaming(true)} />
        </>
      )}
    </li>
  );
}

/** Whether it is a draft, and whether one can only read it: by a sign, and in words for who does not see it. */
function Signs({ entry: { rights, mayEdit } }: { readonly entry: PageEntry }) {
  return (
    <span className={styles["signs"]}>
      {rights.visibility === "draft" && (
        <span title={translate("page.isDraft")}>
          <IconEyeOff aria-hidden />
          <VisuallyHidden>{translate("page.isDraft")}</VisuallyHidden>
        </span>
      )}
      {!mayEdit && (
        <span title={translate("page.isLocked")}>
          <IconLock aria-hidden />
          <VisuallyHidden>{translate("page.isLocked")}</VisuallyHidden>
        </span>
      )}
    </span>
  );
}

function ItemMenu({
  title,
  refusals,
  canMoveUp,
  canMoveDown,
  onMove,
  onRemove,
  onStartRename,
}: Props & { readonly title: string; readonly onStartRename: () => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton
          label={translate("page.menuOf", { title })}
          icon={<IconDotsVertical aria-hidden />}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <RefusableItem
          icon={<IconPencil aria-hidden />}
          refusal={refusals.rename}
          onClick={onStartRename}
        >
          {translate("page.rename")}
        </RefusableItem>
        <RefusableItem
          icon={<IconArrowUp aria-hidden />}
          refusal={refusals.move}
          isDisabled={!canMoveUp}
          onClick={() => onMove(-1)}
        >
          {translate("page.moveUp")}
        </RefusableItem>
        <RefusableItem
          icon={<IconArrowDown aria-hidden />}
          refusal={refusals.move}
          isDisabled={!canMoveDown}
          onClick={() => onMove(1)}
        >
          {translate("page.moveDown")}
        </RefusableItem>
        <Menu.Divider />
        <RefusableItem
          icon={<IconTrash aria-hidden />}
          refusal={refusals.remove}
          onClick={onRemove}
        >
          {translate("page.delete")}
        </RefusableItem>
      </Menu.Dropdown>
    </Menu>
  );
}

/** null: the title stays as it was. */
function RenameField({
  title,
  onDone,
}: {
  readonly title: string;
  readonly onDone: (title: string | null) => void;
}) {
  const [text, setText] = useState(title);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") onDone(text.trim());
    if (event.key === "Escape") onDone(null);
  };
  return (
    <input
      ref={focusAll}
      className={styles["rename"]}
      value={text}
      dir="auto"
      maxLength={PAGE_LIMITS.title}
      aria-label={translate("page.title")}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => onDone(text.trim() === title ? null : text.trim())}
    />
  );
}

function focusAll(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
