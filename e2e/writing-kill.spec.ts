import { makePng } from "./documents.ts";
import {
  ANA,
  addPage,
  beginProject,
  editor,
  expectSaved,
  introduce,
  openPage,
} from "./classroom.ts";
import { shownText } from "./copies.ts";
import { type Pc, expect, test } from "./fixture.ts";

const ROUNDS = 3;
const PAGE = "Our bridge";

test("what the screen calls saved is there after kill -9 in the middle of typing, time after time", async ({
  pc,
}) => {
  await introduce(pc, ANA);
  await beginProject(pc, "Our rivers");
  await addPage(pc, PAGE);
  for (let round = 1; round <= ROUNDS; round += 1) {
    await test.step(`round ${round}`, async () => {
      await editor(pc).focus();
      await pc.page.keyboard.press("Control+End");
      const saved = await typeUntilKilled(pc, round);
      await pc.open();
      await openAgain(pc);
      await expect.poll(() => shownText(pc)).toContain(saved);
    });
  }
});

test("kill -9 right after a picture was pasted leaves a whole page, and a saved picture stays", async ({
  pc,
}) => {
  await introduce(pc, ANA);
  await beginProject(pc, "Our rivers");
  await addPage(pc, PAGE);
  await pc.page.keyboard.type("Before the picture.");
  await expectSaved(pc);

  await test.step("at once: the picture is there as a whole or not at all", async () => {
    await pastePicture(pc, 1);
    await expect(editor(pc).locator("img")).toBeVisible();
    await pc.kill();
    await pc.open();
    await openAgain(pc);
    await expect(editor(pc)).toContainText("Before the picture.");
    await expectWholePictures(pc);
  });

  await test.step("as soon as the screen says saved: it stays", async () => {
    const before = await editor(pc).locator("img").count();
    await editor(pc).focus();
    await pc.page.keyboard.press("Control+End");
    await pastePicture(pc, 2);
    await expect(editor(pc).locator("img")).toHaveCount(before + 1);
    await expectSaved(pc);
    await pc.kill();
    await pc.open();
    await openAgain(pc);
    await expect(editor(pc).locator("img")).toHaveCount(before + 1);
    await expectWholePictures(pc);
    await pc.page.keyboard.press("Control+End");
    await pc.page.keyboard.type("After the picture.");
    await expectSaved(pc);
  });
});

/** Types, and kills the program while it types on; the text when the screen last said “saved”. */
async function typeUntilKilled(pc: Pc, round: number): Promise<string> {
  const { page } = pc;
  await page.keyboard.type(`Words of round ${round} before the kill.`);
  let saved = "";
  await expect
    .poll(async () => {
      const seen = await savedText(pc);
      saved = seen ?? saved;
      return seen;
    })
    .toContain(`Words of round ${round} before the kill.`);
  let isKilled = false;
  const typing = page.keyboard
    .type(` And these ${"are still being typed ".repeat(200)}`, { delay: 10 })
    .catch((error: unknown) => {
      // The program is killed under the hands of the one who types.
      if (!isKilled) throw error;
    });
  // Each round at another moment of the gathering and the writing of what is typed.
  const enough = saved.length + 20 + 35 * round;
  for (let length = 0; length < enough; length = (await editor(pc).innerText()).length)
    saved = (await savedText(pc)) ?? saved;
  isKilled = true;
  await pc.kill();
  await typing;
  return saved;
}

/** The text, if the screen calls it saved; both are read at one moment. */
function savedText({ page }: Pc): Promise<string | null> {
  return page.evaluate(() => {
    const pill = document.querySelector<HTMLElement>('[data-testid="sync-pill"]');
    const text = document.querySelector(".ProseMirror")?.textContent ?? "";
    return pill?.dataset["state"] === "saved" ? text : null;
  });
}

/** The program comes back where it was; a kill may cost it the last steps of the way, for Chromium writes them down once a minute. */
async function openAgain(pc: Pc): Promise<void> {
  const { page } = pc;
  await expect(
    editor(pc)
      .or(page.getByRole("heading", { level: 1 }))
      .first(),
  ).toBeVisible();
  const title = page.getByRole("textbox", { name: "Title of the page" });
  const isInPages = await editor(pc).isVisible();
  if (isInPages && (await title.inputValue()) === PAGE) return;
  const carryOn = page.getByRole("button", { name: "Carry on with “Our rivers”" });
  if (await carryOn.isVisible()) await carryOn.click();
  await openPage(pc, PAGE);
}

/** As the clipboard hands a picture over; the real one belongs to everyone who uses this machine. */
async function pastePicture(pc: Pc, seed: number): Promise<void> {
  await editor(pc).evaluate(
    (text, bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(
        new File([new Uint8Array(bytes)], "bridge.png", { type: "image/png" }),
      );
      text.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    [...makePng(640, 480, seed)],
  );
}

/** Every picture of the page is drawn, and no place says that it is missing or broken. */
async function expectWholePictures(pc: Pc): Promise<void> {
  const pictures = editor(pc).locator("figure");
  const drawn = () =>
    editor(pc)
      .locator("img")
      .evaluateAll((all) => all.filter((img) => (img as HTMLImageElement).naturalWidth > 0).length);
  await expect.poll(async () => (await drawn()) === (await pictures.count())).toBe(true);
}
