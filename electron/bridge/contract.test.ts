import { expect, test } from "vitest";
import menu from "../../src/i18n/messages/en/menu.json" with { type: "json" };
import { BRIDGE_FUNCTIONS, BRIDGE_NAMES, MENU_COMMANDS, MENU_LABELS } from "./contract.ts";

test("the words that the shell starts with are those that the page translates", () => {
  expect(MENU_LABELS).toEqual(menu);
});

test("every command of the menu has a word", () => {
  expect(Object.keys(MENU_LABELS)).toEqual(expect.arrayContaining([...MENU_COMMANDS]));
});

test("all functions of the bridge are walked", () => {
  expect(BRIDGE_FUNCTIONS).toEqual(Object.keys(BRIDGE_NAMES));
});
