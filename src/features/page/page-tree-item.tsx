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
  IconFileText,
  IconPencil,
  IconTrash,
  Menu,
} from "../../ui/index.ts";
import { shownTitle } from "./page-names.ts";
import styles from "./page.module.css";

interface Props {
  readonly entry: PageEntry;
  readonly href: string;
  readonly isCurrent: boolean;
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
  const { entry, href, isCurrent, isDragged, onRename, onKeyDown, onDrag, drop } = props;
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
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              onDrag(true);
            }}
            onDragEnd={() => onDrag(false)}
            onKeyDown={onKeyDown}
          >
            <IconFileText aria-hidden />
            <bdi>{title}</bdi>
          </a>
          <ItemMenu {...props} title={title} onStartRename={() => setRenaming(true)} />
        </>
      )}
    </li>
  );
}

function ItemMenu({
  title,
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
        <Menu.Item leftSection={<IconPencil aria-hidden />} onClick={onStartRename}>
          {translate("page.rename")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowUp aria-hidden />}
          disabled={!canMoveUp}
          onClick={() => onMove(-1)}
        >
          {translate("page.moveUp")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown aria-hidden />}
          disabled={!canMoveDown}
          onClick={() => onMove(1)}
        >
          {translate("page.moveDown")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash aria-hidden />} onClick={onRemove}>
          {translate("page.delete")}
        </Menu.Item>
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
