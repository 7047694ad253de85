import { translate } from "../../i18n/index.ts";
import {
  IconButton,
  IconDotsVertical,
  IconFileExport,
  IconFileImport,
  IconPrinter,
  Menu,
} from "../../ui/index.ts";

export type ExportKind = "html" | "markdown" | "pdf";

/** What can be done with the page as a whole. */
export function PageMenu({
  onImport,
  onExport,
  onPrint,
}: {
  readonly onImport: () => void;
  readonly onExport: (kind: ExportKind) => void;
  readonly onPrint: () => void;
}) {
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
        <Menu.Item leftSection={<IconFileImport aria-hidden />} onClick={onImport}>
          {translate("page.import")}
        </Menu.Item>
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
