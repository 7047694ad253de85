import { type MenuItemConstructorOptions, Menu } from "electron";
import type { MenuCommand } from "../../bridge/contract.ts";
import type { Labels } from "./labels.ts";

type Item = MenuItemConstructorOptions;

export interface MenuSituation {
  readonly labels: Labels;
  readonly isMac: boolean;
  readonly isForDevelopment: boolean;
  readonly command: (command: MenuCommand) => void;
  /** As if the person had pressed it in the page. */
  readonly press: (accelerator: Keystroke) => void;
}

export interface Keystroke {
  readonly key: string;
  readonly modifiers: readonly ("control" | "shift")[];
}

const SEPARATOR: Item = { type: "separator" };

const ACCELERATORS: Readonly<Partial<Record<MenuCommand, string>>> = {
  newProject: "CmdOrCtrl+Shift+N",
  newPage: "CmdOrCtrl+N",
  print: "CmdOrCtrl+P",
  find: "CmdOrCtrl+F",
  settings: "CmdOrCtrl+,",
  lock: "CmdOrCtrl+L",
  keyboardHelp: "F1",
};

export function applicationMenu(situation: MenuSituation): Menu {
  const { isMac } = situation;
  const menus = [
    fileMenu(situation),
    editMenu(situation),
    viewMenu(situation),
    helpMenu(situation),
  ];
  return Menu.buildFromTemplate(isMac ? [macMenu(situation), ...menus] : menus);
}

function commandItem({ labels, command }: MenuSituation, id: MenuCommand): Item {
  const accelerator = ACCELERATORS[id];
  return {
    id,
    label: labels[id],
    click: () => command(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  };
}

function fileMenu(situation: MenuSituation): Item {
  const { labels, isMac } = situation;
  const ending: Item[] = isMac
    ? []
    : [
        SEPARATOR,
        commandItem(situation, "settings"),
        commandItem(situation, "lock"),
        SEPARATOR,
        { id: "quit", role: "quit", label: labels.quit },
      ];
  return {
    label: labels.file,
    submenu: [
      commandItem(situation, "newProject"),
      commandItem(situation, "joinProject"),
      SEPARATOR,
      commandItem(situation, "newPage"),
      commandItem(situation, "importFiles"),
      commandItem(situation, "exportPage"),
      SEPARATOR,
      commandItem(situation, "print"),
      ...ending,
    ],
  };
}

function editMenu(situation: MenuSituation): Item {
  const { labels } = situation;
  return {
    label: labels.edit,
    submenu: [
      ...historyItems(situation),
      SEPARATOR,
      { role: "cut", label: labels.cut },
      { role: "copy", label: labels.copy },
      { role: "paste", label: labels.paste },
      { role: "pasteAndMatchStyle", label: labels.pastePlain },
      { role: "selectAll", label: labels.selectAll },
      SEPARATOR,
      commandItem(situation, "find"),
    ],
  };
}

/**
 * The page keeps its own history, which leaves the others' work alone. The roles of Electron would take back what Chromium
 * remembers instead, and change the text behind the editor's back; so the menu presses the keys that the editor knows. (A Mac
 * hands keys to the menu first, so there the roles stay.)
 */
function historyItems({ labels, isMac, press }: MenuSituation): Item[] {
  if (isMac) {
    return [
      { id: "undo", role: "undo", label: labels.undo },
      { id: "redo", role: "redo", label: labels.redo },
    ];
  }
  const item = (id: "undo" | "redo", accelerator: string, keystroke: Keystroke): Item => ({
    id,
    label: labels[id],
    accelerator,
    registerAccelerator: false,
    click: () => press(keystroke),
  });
  return [
    item("undo", "Ctrl+Z", { key: "Z", modifiers: ["control"] }),
    item("redo", "Ctrl+Shift+Z", { key: "Z", modifiers: ["control", "shift"] }),
  ];
}

function viewMenu(situation: MenuSituation): Item {
  const { labels, isForDevelopment } = situation;
  const tools: Item[] = isForDevelopment
    ? [SEPARATOR, { role: "reload" }, { role: "toggleDevTools" }]
    : [];
  return {
    label: labels.view,
    submenu: [
      commandItem(situation, "home"),
      commandItem(situation, "syncCentre"),
      SEPARATOR,
      { role: "zoomIn", label: labels.zoomIn },
      { role: "zoomOut", label: labels.zoomOut },
      { role: "resetZoom", label: labels.zoomReset },
      SEPARATOR,
      { role: "togglefullscreen", label: labels.fullScreen },
      ...tools,
    ],
  };
}

function helpMenu(situation: MenuSituation): Item {
  const about = situation.isMac ? [] : [SEPARATOR, commandItem(situation, "about")];
  return {
    role: "help",
    label: situation.labels.help,
    submenu: [commandItem(situation, "keyboardHelp"), ...about],
  };
}

function macMenu(situation: MenuSituation): Item {
  return {
    role: "appMenu",
    submenu: [
      commandItem(situation, "about"),
      SEPARATOR,
      commandItem(situation, "settings"),
      commandItem(situation, "lock"),
      SEPARATOR,
      { role: "services" },
      SEPARATOR,
      { role: "hide" },
      { role: "hideOthers" },
      { role: "unhide" },
      SEPARATOR,
      { role: "quit", label: situation.labels.quit },
    ],
  };
}
