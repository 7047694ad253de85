import { translate } from "../../i18n/index.ts";
import {
  IconButton,
  IconColumnInsertRight,
  IconColumnRemove,
  IconRowInsertBottom,
  IconRowRemove,
  IconTable,
  IconTableMinus,
  Menu,
} from "../../ui/index.ts";
import {
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  insertColumnAfter,
  insertColumnBefore,
  insertTable,
  toggleHeadingRow,
} from "../commands/tables.ts";
import type { ToolProps } from "./tool-props.ts";

const SIZES = [
  { rows: 3, columns: 2 },
  { rows: 3, columns: 3 },
  { rows: 4, columns: 4 },
  { rows: 6, columns: 5 },
] as const;

/** Outside of a table it inserts one; inside it changes it. */
export function TableMenu({ state, run }: ToolProps) {
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <IconButton
          label={translate("editor.table")}
          icon={<IconTable aria-hidden />}
          isPressed={state.isInTable}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {state.isInTable ? (
          <>
            <Menu.Item
              leftSection={<IconRowInsertBottom aria-hidden />}
              onClick={() => run(addRowBefore)}
            >
              {translate("editor.rowAbove")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconRowInsertBottom aria-hidden />}
              onClick={() => run(addRowAfter)}
            >
              {translate("editor.rowBelow")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconColumnInsertRight aria-hidden />}
              onClick={() => run(insertColumnBefore)}
            >
              {translate("editor.columnBefore")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconColumnInsertRight aria-hidden />}
              onClick={() => run(insertColumnAfter)}
            >
              {translate("editor.columnAfter")}
            </Menu.Item>
            <Menu.Item onClick={() => run(toggleHeadingRow)}>
              {translate("editor.headingRow")}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<IconRowRemove aria-hidden />} onClick={() => run(deleteRow)}>
              {translate("editor.deleteRow")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconColumnRemove aria-hidden />}
              onClick={() => run(deleteColumn)}
            >
              {translate("editor.deleteColumn")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTableMinus aria-hidden />}
              onClick={() => run(deleteTable)}
            >
              {translate("editor.deleteTable")}
            </Menu.Item>
          </>
        ) : (
          SIZES.map(({ rows, columns }) => (
            <Menu.Item key={`${rows} ${columns}`} onClick={() => run(insertTable(rows, columns))}>
              {translate("editor.insertTable", { rows, columns })}
            </Menu.Item>
          ))
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
