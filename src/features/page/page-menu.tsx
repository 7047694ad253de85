import type { Authorship } from "../../editor/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  IconButton,
  IconDotsVertical,
  IconFileExport,
  IconFileImport,
  IconHistory,
  IconLock,
  IconPrinter,
  IconUsersGroup,
  Menu,
  useStore,
} from "../../ui/index.ts";
import { RefusableItem } from "./refusable-item.tsx";

export type ExportKind = "html" | "markdown" | "pdf";

/** What can be done with the page as a whole. */
export function PageMenu({
  authorship,
  mayCreate,
  onVersions,
  onRights,
  onImport,
  onExport,
  onPrint,
}: {
  readonly authorship: Authorship;
  /** Files become new pages. */
  readonly mayCreate: boolean;
  readonly onVersions: () => void;
  readonly onRights: () => void;
  readonly onImport: () => void;
  readonly onExport: (kind: ExportKind) => void;
  readonly onPrint: () => void;
}) {
  const areAuthorsShown = useStore(authorship.shown).kind !== "nobody";
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton
          label={translate("page.menu")}
          icon={<IconDotsVertical aria-hidden />}
          isOutlined
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconUsersGroup aria-hidden />}
          onClick={() => authorship.show({ kind: areAuthorsShown ? "nobody" : "everyone" })}
        >
          {translate(areAuthorsShown ? "page.authorsHide" : "page.showAuthors")}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory aria-hidden />} onClick={onVersions}>
          {translate("page.versions")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock aria-hidden />} onClick={onRights}>
          {translate("page.rights")}
        </Menu.Item>
        <Menu.Divider />
        <RefusableItem
          icon={<IconFileImport aria-hidden />}
          refusal={mayCreate ? null : translate("page.noImport")}
          onClick={onImport}
        >
          {translate("page.import")}
        </RefusableItem>
        <Menu.Divider />
        <Menu.Item leftSection={<IconFileExport aria-hidden />} onClick={() => onExport("html")}>
          {translate("page.exportHtml")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileExport aria-hidden />}
          onClick={() => onExport("markdown")}
        >
          {translate("page.exportMarkdown")}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileExport aria-hidden />} onClick={() => onExport("pdf")}>
          {translate("page.exportPdf")}
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter aria-hidden />} onClick={onPrint}>
          {translate("page.print")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
