import { type MenuItemConstructorOptions, Menu } from "electron";
import type { MenuCommand } from "../../bridge/contract.ts";
import type { Labels } from "./labels.ts";

type Item = MenuItemConstructorOptions;

export interface MenuSituation {
  readonly labels: Labels;
  readonly isMac: boolean;
  readonly isForDevelopment: boolean;
  readonly command: (command: MenuCommand) => void;
}

const SEPARATOR: Item = { type: "separator" };

const ACCELERATORS: Readonly<Partial<Record<MenuCommand, string>>> = {
  newProject: "CmdOrCtrl+Shift+N",
  newPage: "CmdOrCtrl+N",
  print: "CmdOrCtrl+P",
  find: "CmdOrCtrl+F",
  settings: "CmdOrCtrl+,",
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
      { id: "undo", role: "undo", label: labels.undo },
      { id: "redo", role: "redo", label: labels.redo },
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
