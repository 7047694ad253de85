import { expect, test } from "vitest";
import { CommandDesk } from "./commands.ts";

test("the innermost screen answers, and the one around it again when it has gone", () => {
  const desk = new CommandDesk();
  const heard: string[] = [];
  expect(desk.give("syncCentre")).toBe(false);
  desk.answer("syncCentre", () => heard.push("program"));
  const stop = desk.answer("syncCentre", () => heard.push("project"));
  expect(desk.give("syncCentre")).toBe(true);
  stop();
  stop();
  desk.give("syncCentre");
  expect(heard).toEqual(["project", "program"]);
  expect(desk.give("find")).toBe(false);
});
