import {
  addPage,
  editor,
  goToEndOf,
  goToStartOf,
  openPage,
  paragraphWith,
  partnerSchools,
} from "./classroom.ts";
import { expectSamePage, shownText } from "./copies.ts";
import { type Pc, expect, test } from "./fixture.ts";

/** As fast as a quick pupil. */
const TYPING = { delay: 30 } as const;
const PAGE = "Our bridge";
const FIRST = "The bridge is older than the school.";
const SECOND = "We measured it on Tuesday.";
const THIRD = "It has three arches.";

test("two classes write in one page at the same time and see each other do it", async ({
  startPc,
}) => {
  const { lisbon, ferrara } = await partnerSchools(startPc);
  await addPage(lisbon, PAGE);
  for (const text of [FIRST, SECOND, THIRD]) {
    await lisbon.page.keyboard.type(text);
    if (text !== THIRD) await lisbon.page.keyboard.press("Enter");
  }
  await openPage(ferrara, PAGE);
  await expect(editor(ferrara)).toContainText(THIRD);

  await test.step("in different paragraphs", async () => {
    await goToEndOf(lisbon, FIRST);
    await goToEndOf(ferrara, THIRD);
    await expectCursorOf(lisbon, "Giulia", THIRD);
    await expectCursorOf(ferrara, "Ana", FIRST);
    await Promise.all([
      lisbon.page.keyboard.type(" Nobody knows who built it.", TYPING),
      ferrara.page.keyboard.type(" Ours has only one, and it is new.", TYPING),
    ]);
    for (const pc of [lisbon, ferrara]) {
      await expect(paragraphWith(pc, FIRST)).toContainText("Nobody knows who built it.");
      await expect(paragraphWith(pc, THIRD)).toContainText("Ours has only one, and it is new.");
    }
    await expectCursorOf(lisbon, "Giulia", "it is new.");
    await expectCursorOf(ferrara, "Ana", "who built it.");
  });

  await test.step("in the same paragraph", async () => {
    await goToStartOf(lisbon, SECOND);
    await goToEndOf(ferrara, SECOND);
    await Promise.all([
      lisbon.page.keyboard.type("With a rope and a wheel: ", TYPING),
      ferrara.page.keyboard.type(" We did it on Friday, with a drone.", TYPING),
    ]);
    const whole = `With a rope and a wheel: ${SECOND} We did it on Friday, with a drone.`;
    for (const pc of [lisbon, ferrara])
      await expect.poll(async () => (await shownText(pc)).split("\n")).toContain(whole);
  });

  await test.step("at the very same place", async () => {
    await goToEndOf(lisbon, SECOND);
    await goToEndOf(ferrara, SECOND);
    await Promise.all([
      lisbon.page.keyboard.type("(Lisbon shouts hello!)", TYPING),
      ferrara.page.keyboard.type("[Ferrara answers hello!]", TYPING),
    ]);
    for (const pc of [lisbon, ferrara]) {
      await expect(paragraphWith(pc, SECOND)).toContainText("(Lisbon shouts hello!)");
      await expect(paragraphWith(pc, SECOND)).toContainText("[Ferrara answers hello!]");
    }
    await expectSamePage(lisbon, ferrara);
  });

  await test.step("undo takes back what was written here, and nothing else", async () => {
    const undo = lisbon.page.getByRole("button", { name: "Undo", exact: true });
    await expect(async () => {
      await undo.click({ timeout: 2_000 });
      expect(await shownText(lisbon)).not.toContain("(Lisbon");
    }).toPass();
    for (const pc of [lisbon, ferrara]) {
      await expect(editor(pc)).not.toContainText("(Lisbon");
      await expect(paragraphWith(pc, SECOND)).toContainText("[Ferrara answers hello!]");
      await expect(editor(pc)).toContainText("Ours has only one, and it is new.");
    }
    await ferrara.page.keyboard.press("Control+z");
    await expect(editor(lisbon)).not.toContainText("[Ferrara answers hello!]");
    await expect(editor(lisbon)).toContainText("Nobody knows who built it.");
    await expectSamePage(lisbon, ferrara);
  });

  await test.step("a heading and bold letters arrive as such", async () => {
    await goToEndOf(ferrara, FIRST);
    await ferrara.page.keyboard.press("Control+Alt+2");
    await expect(editor(lisbon).getByRole("heading", { name: FIRST })).toBeVisible();
    await goToEndOf(lisbon, THIRD);
    await lisbon.page.keyboard.press("Control+b");
    await lisbon.page.keyboard.type(" Three!");
    await expect(editor(ferrara).locator("strong", { hasText: "Three!" })).toBeVisible();
    await expectSamePage(lisbon, ferrara);
  });
});

/** The partner's cursor, with their name on it, in the paragraph that has these words. */
async function expectCursorOf(pc: Pc, name: string, words: string): Promise<void> {
  await expect(
    paragraphWith(pc, words).locator(".page-partner-caret", { hasText: name }),
  ).toBeVisible();
}
