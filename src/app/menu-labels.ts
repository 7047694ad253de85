import { translate } from "../i18n/index.ts";
import { MENU_LABELS, type MenuLabel } from "../platform/index.ts";

/** The words of the native menu in the language that the program speaks now. */
export function menuLabels(): Readonly<Record<MenuLabel, string>> {
  const labels = (Object.keys(MENU_LABELS) as MenuLabel[]).map(
    (label) => [label, translate(`menu.${label}`)] as const,
  );
  return Object.fromEntries(labels) as Record<MenuLabel, string>;
}
