import { afterEach, expect, test } from "vitest";
import type * as Y from "yjs";
import { Schools } from "../../testing/exchange/schools.ts";

let schools: Schools;
afterEach(() => schools.close());

const write =
  (word: string) =>
  (doc: Y.Doc): void =>
    doc.getText("text").insert(0, word);

test("E1: what one school writes is soon read by the others", async () => {
  schools = await Schools.found(["lisbon", "izmir", "krakow"]);
  await schools.start();
  const [lisbon, izmir, krakow] = [schools.school(0), schools.school(1), schools.school(2)];
  await lisbon.edit(schools.page, write("rain"));
  await schools.clock.advance(1000);
  expect(izmir.journal.read(schools.page).getText("text").toJSON()).toBe("rain");
  expect(krakow.journal.read(schools.page).getText("text").toJSON()).toBe("rain");
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
});
