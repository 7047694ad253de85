import {
  type ContextMenuParams,
  type MenuItemConstructorOptions,
  Menu,
  type WebContents,
  clipboard,
} from "electron";
import type { Labels } from "./labels.ts";

type Item = MenuItemConstructorOptions;

const SUGGESTIONS_MAX = 5;

export function showContextMenus(page: WebContents, labels: () => Labels): void {
  page.on("context-menu", (_event, where) => {
    const items = contextMenuItems(page, where, labels());
    if (items.length > 0) Menu.buildFromTemplate([...items]).popup();
  });
}

function contextMenuItems(
  page: WebContents,
  where: ContextMenuParams,
  labels: Labels,
): readonly Item[] {
  const groups = [
    spellingItems(page, where, labels),
    linkItems(where, labels),
    editItems(where, labels),
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ type: "separator" } as const, ...group]));
}

function spellingItems(
  page: WebContents,
  where: ContextMenuParams,
  labels: Labels,
): readonly Item[] {
  if (where.misspelledWord === "") return [];
  return [
    ...where.dictionarySuggestions.slice(0, SUGGESTIONS_MAX).map((word) => ({
      label: word,
      click: () => page.replaceMisspelling(word),
    })),
    {
      label: labels.addToDictionary,
      click: () => page.session.addWordToSpellCheckerDictionary(where.misspelledWord),
    },
  ];
}

function linkItems(where: ContextMenuParams, labels: Labels): readonly Item[] {
  if (!/^(?:https?|mailto):/iu.test(where.linkURL)) return [];
  return [{ label: labels.copyLink, click: () => void clipboard.writeText(where.linkURL) }];
}

function editItems(
  { isEditable, editFlags, selectionText }: ContextMenuParams,
  labels: Labels,
): readonly Item[] {
  const copy: Item = { role: "copy", label: labels.copy, enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === "" ? [] : [copy];
  return [
    { role: "cut", label: labels.cut, enabled: editFlags.canCut },
    copy,
    { role: "paste", label: labels.paste, enabled: editFlags.canPaste },
    { role: "pasteAndMatchStyle", label: labels.pastePlain, enabled: editFlags.canPaste },
    { role: "selectAll", label: labels.selectAll, enabled: editFlags.canSelectAll },
  ];
}
