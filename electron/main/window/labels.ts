import { MENU_LABELS, type MenuLabel } from "../../bridge/contract.ts";

export type Labels = Readonly<Record<MenuLabel, string>>;

/** What the page says, as far as it names words that we know; English for the rest. */
export function mergedLabels(spoken: Readonly<Record<string, string>>): Labels {
  const known = Object.entries(spoken).filter(
    ([id, text]) => Object.hasOwn(MENU_LABELS, id) && text.trim() !== "",
  );
  return { ...MENU_LABELS, ...Object.fromEntries(known) };
}
