import { bringIn, editor, goTo, goToEndOf, openPage, partnerSchools } from "./classroom.ts";
import { expectSamePage } from "./copies.ts";
import { type Pc, expect, test } from "./fixture.ts";

const LAST_WORDS = "The very last words of the diary.";

/** A diary that nobody has ever split: paragraphs of 900 letters, a heading for each day. */
function largeDiary(sizeBytes: number): string {
  const sentence = "We wrote down how high the water stood and which birds we saw on the bank. ";
  const parts: string[] = [];
  for (let day = 1, size = 0; size < sizeBytes; day += 1) {
    const part = `## Day ${day}\n\n${`On day ${day}: ${sentence}`.repeat(11)}`;
    parts.push(part);
    size += part.length;
  }
  return [...parts, LAST_WORDS].join("\n\n");
}

test("a page of five megabytes reaches the partner and can be written in by both", async ({
  startPc,
}) => {
  const { lisbon, ferrara } = await partnerSchools(startPc);
  await bringIn(lisbon, { name: "Our diary.md", content: largeDiary(4_900_000) });
  await expect(lastParagraph(lisbon)).toHaveText(LAST_WORDS, { timeout: 60_000 });
  await openPage(ferrara, "Our diary");
  await expect(lastParagraph(ferrara)).toHaveText(LAST_WORDS, { timeout: 60_000 });
  const { text } = await expectSamePage(lisbon, ferrara);
  expect(text.length).toBeGreaterThan(4_900_000);

  for (const pc of [lisbon, ferrara]) await goToEndOf(pc, LAST_WORDS);
  await Promise.all([
    lisbon.page.keyboard.type("[Lisbon was here]"),
    ferrara.page.keyboard.type("(Ferrara too)"),
  ]);
  for (const pc of [lisbon, ferrara]) {
    await expect(lastParagraph(pc)).toContainText("[Lisbon was here]");
    await expect(lastParagraph(pc)).toContainText("(Ferrara too)");
  }
  await expectSamePage(lisbon, ferrara);
  await goTo(lisbon, "Who has what");
  await expect(lisbon.page.getByRole("row", { name: /Giulia/ })).toContainText("everything");
});

/** Never the whole page: a failure would print it. */
function lastParagraph(pc: Pc) {
  return editor(pc).locator("[data-text]").last();
}
