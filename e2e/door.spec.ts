import { randomBytes } from "node:crypto";
import { readdir, stat, truncate } from "node:fs/promises";
import path from "node:path";
import {
  ANA,
  GIULIA,
  PASSPHRASE,
  addPage,
  beginProject,
  choosePassphrase,
  editor,
  expectSaved,
  introduce,
  openPage,
  sayWho,
} from "./classroom.ts";
import { placesOf } from "./canary.ts";
import { type Pc, expect, test } from "./fixture.ts";

const LOCKED = "Twinspan is locked";

test("the first start asks who one is and for a passphrase, and every other start for the passphrase", async ({
  pc,
}) => {
  await introduce(pc, ANA);
  pc.passphrase = null;
  await pc.restart();
  await expectLocked(pc);
  await expect(passphraseField(pc)).toBeFocused();
  await pc.page.keyboard.type("river bridge lanturn");
  await pc.page.keyboard.press("Enter");
  await expect(pc.page.getByText("This is not the passphrase.")).toBeVisible();
  await pc.page.keyboard.type(PASSPHRASE);
  await pc.page.keyboard.press("Enter");
  await expect(pc.page.getByRole("heading", { level: 1, name: "Hello Ana!" })).toBeVisible();
});

test("guessing at the door grows slow, also for one who ends the program in between", async ({
  pc,
}) => {
  await introduce(pc, ANA);
  pc.passphrase = null;
  await pc.restart();
  for (let wrong = 1; wrong <= 3; wrong += 1) {
    await passphraseField(pc).fill(`wrong guess ${wrong}`);
    await pc.page.keyboard.press("Enter");
    await expect(pc.page.getByText(/^Opening/)).toHaveCount(0);
  }
  await expect(pc.page.getByText(/You can try again in/)).toBeVisible();
  await pc.kill();
  await pc.open();
  await passphraseField(pc).fill(PASSPHRASE);
  await pc.page.keyboard.press("Enter");
  await expect(
    pc.page
      .getByText(/You can try again in/)
      .or(pc.page.getByRole("heading", { name: "Hello Ana!" })),
  ).toBeVisible();
  await expect(pc.page.getByText(/You can try again in/)).toHaveCount(0, { timeout: 30_000 });
});

test("locking in the middle of a word loses no letter, and leaves nothing of the project on the screen", async ({
  pc,
}) => {
  await introduce(pc, ANA);
  await beginProject(pc, "Our rivers");
  await addPage(pc, "The old bridge");
  await pc.page.keyboard.type("The bridge is older than the schoo");
  await pc.page.keyboard.press("Control+l");
  await expectLocked(pc);
  await expect(pc.page).toHaveTitle("Twinspan");
  expect(await windowTitle(pc)).toBe("Twinspan");
  expect(pc.page.url()).toBe("app://twinspan/");
  expect(await canGoBack(pc)).toBe(false);
  const left = await pc.page.content();
  for (const words of ["Our rivers", "The old bridge", "older than", ANA.name, ANA.school])
    expect(left).not.toContain(words);
  await pc.unlock(PASSPHRASE);
  await expect(editor(pc)).toContainText("The bridge is older than the schoo");
});

test("the menu locks, and so does the rail", async ({ pc }) => {
  await introduce(pc, ANA);
  await pc.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById("lock")?.click());
  await expectLocked(pc);
  await pc.unlock(PASSPHRASE);
  await pc.page.getByRole("button", { name: "Lock", exact: true }).click();
  await expectLocked(pc);
  await pc.unlock(PASSPHRASE);
  await expect(pc.page.getByRole("heading", { level: 1, name: "Hello Ana!" })).toBeVisible();
});

test("the program locks by itself, after a warning that any touch answers", async ({ pc }) => {
  await introduce(pc, ANA);
  await pc.page.clock.install();
  await pc.page.reload();
  await pc.unlock(PASSPHRASE);
  await pc.page.getByRole("link", { name: "Settings" }).click();
  await pc.page.getByText("5 minutes", { exact: true }).click();
  await expect(pc.page.getByRole("radio", { name: "5 minutes", exact: true })).toBeChecked();
  await pc.page.clock.fastForward("04:45");
  await expect(pc.page.getByText("Still there?")).toBeVisible();
  await pc.page.keyboard.press("Shift");
  await expect(pc.page.getByText("Still there?")).toHaveCount(0);
  await pc.page.clock.fastForward("04:45");
  await expect(pc.page.getByText("Still there?")).toBeVisible();
  await pc.page.clock.fastForward("00:30");
  await expectLocked(pc);
});

test("the words of the recovery sheet make the same person on another computer, and open a forgotten door", async ({
  startPc,
}) => {
  const old = await startPc();
  await introduce(old, ANA);
  const words = await makeSheet(old);
  expect(words).toHaveLength(12);

  const fresh = await startPc();
  await fresh.page.getByRole("button", { name: "I have a sheet with twelve words" }).click();
  for (const [place, word] of words.entries()) {
    const field = fresh.page.getByLabel(`Word ${place + 1}`, { exact: true });
    await field.pressSequentially(word.slice(0, 4));
    await field.press(place < 11 ? "Space" : "Enter");
  }
  await sayWho(fresh, ANA);
  await choosePassphrase(fresh);
  await expect(fresh.page.getByRole("heading", { level: 1, name: "Hello Ana!" })).toBeVisible();
  expect(await makeSheet(fresh)).toEqual(words);

  old.passphrase = null;
  await old.restart();
  await old.page.getByRole("button", { name: "Forgot it? Use the recovery sheet" }).click();
  await old.page.getByLabel("Word 1", { exact: true }).fill(words[0] ?? "");
  await pasteInto(old, words.map((word, place) => `${place + 1}. ${word}`).join("  "));
  await old.page.getByLabel("New passphrase").fill("a new one at last");
  await old.page.getByLabel("The same once more").fill("a new one at last");
  await old.page.keyboard.press("Enter");
  await expect(old.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(old.page.getByTestId("me-menu")).toContainText(ANA.name);
});

test("a passphrase that was changed just before the power went is the only one that opens", async ({
  pc,
}) => {
  await introduce(pc, ANA);
  await pc.page.getByRole("link", { name: "Settings" }).click();
  await pc.page.getByRole("button", { name: "Change the passphrase" }).click();
  await pc.page.getByLabel("Passphrase until now").fill(PASSPHRASE);
  await pc.page.getByLabel("New passphrase").fill("a new one at last");
  await pc.page.getByLabel("The same once more").fill("a new one at last");
  await pc.page.keyboard.press("Enter");
  await expect(pc.page.getByText("The passphrase is changed.")).toBeVisible();
  await pc.kill();
  pc.passphrase = null;
  await pc.open();
  await passphraseField(pc).fill(PASSPHRASE);
  await pc.page.keyboard.press("Enter");
  await expect(pc.page.getByText("This is not the passphrase.")).toBeVisible();
  await pc.unlock("a new one at last");
  await expect(pc.page.getByTestId("me-menu")).toContainText(ANA.name);
});

test("a damaged keychain is said, with details for whoever helps, and the sheet is the way out", async ({
  pc,
}) => {
  await introduce(pc, ANA);
  const words = await makeSheet(pc);
  await pc.close();
  await damageKeychain(pc);
  pc.passphrase = null;
  await pc.open();
  await passphraseField(pc).fill(PASSPHRASE);
  await pc.page.keyboard.press("Enter");
  await expect(pc.page.getByText("The keys on this computer are damaged")).toBeVisible();
  await expect(pc.page.getByText("Details for whoever helps you")).toBeVisible();
  await pc.page.getByRole("button", { name: "Use the recovery sheet", exact: true }).click();
  await expect(pc.page.getByLabel("Word 1", { exact: true })).toBeFocused();
  await pasteInto(pc, words.join(" "));
  await pc.page.getByLabel("New passphrase").fill(PASSPHRASE);
  await pc.page.getByLabel("The same once more").fill(PASSPHRASE);
  await pc.page.keyboard.press("Enter");
  // What was sealed with the lost key stays sealed, so nobody knows the name.
  await expect(pc.page.getByRole("heading", { name: "Welcome! Who are you?" })).toBeVisible();
  await pc.page.getByLabel("Your name").fill(ANA.name);
  await pc.page.getByLabel("Your school").fill(ANA.school);
  await pc.page.getByLabel("Town or village").fill(ANA.town);
  await pc.page.getByRole("combobox", { name: "Country" }).fill(ANA.country);
  await pc.page.getByRole("option", { name: ANA.country }).click();
  await pc.page.getByRole("button", { name: "Begin", exact: true }).click();
  await expect(pc.page.getByRole("heading", { level: 1, name: "Hello Ana!" })).toBeVisible();
  expect(await makeSheet(pc)).toEqual(words);
});

test("what was written, by whom and in which project stands nowhere in the profile once it is locked", async ({
  pc,
}) => {
  const random = () => randomBytes(12).toString("base64url").replaceAll(/[-_]/gu, "x");
  const name = `Quirina ${random()}`;
  const title = `Rivers ${random()}`;
  const pageTitle = `Bridge ${random()}`;
  const sentence = random();
  const canaries = [name, title, pageTitle, sentence];
  await introduce(pc, { ...GIULIA, name });
  await beginProject(pc, title);
  await addPage(pc, pageTitle);
  await pc.page.keyboard.type(`We measured ${sentence} today.`);
  await expectSaved(pc);
  expect(await placesOf(canaries, pc.profileFolder), "while the page is open").toEqual([]);
  await pc.page.keyboard.press("Control+l");
  await expectLocked(pc);
  expect(await placesOf(canaries, pc.profileFolder), "after locking").toEqual([]);

  await pc.unlock(PASSPHRASE);
  await openPage(pc, pageTitle);
  await expect(editor(pc)).toContainText(sentence);
  await pc.restart();
  await pc.close();
  expect(await placesOf(canaries, pc.profileFolder), "after the end of the program").toEqual([]);

  await pc.open();
  await leaveUnsealed(pc, sentence);
  await pc.close();
  expect(
    await placesOf([sentence], pc.profileFolder),
    "the search finds what is unsealed",
  ).not.toEqual([]);
});

/** Puts words into a database of the page as any careless code would. */
async function leaveUnsealed({ page }: Pc, words: string): Promise<void> {
  await page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("careless", 1);
        opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("words"));
        opening.addEventListener("error", () => reject(new Error("not opened")));
        opening.addEventListener("success", () => {
          const writing = opening.result.transaction("words", "readwrite", {
            durability: "strict",
          });
          writing.objectStore("words").put({ text }, 1);
          writing.addEventListener("complete", () => resolve());
        });
      }),
    words,
  );
}

function passphraseField({ page }: Pc) {
  return page.getByLabel("Passphrase", { exact: true });
}

async function expectLocked({ page }: Pc): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: LOCKED })).toBeVisible();
}

function windowTitle({ app }: Pc): Promise<string | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
}

function canGoBack({ app }: Pc): Promise<boolean | undefined> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.canGoBack(),
  );
}

/** By the screen: shows the words, and reads two of them back. */
async function makeSheet(pc: Pc): Promise<readonly string[]> {
  const { page } = pc;
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: /^(?:Make the recovery sheet|Show it again)$/ }).click();
  await page.getByLabel("Your passphrase").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  const shown = page.getByTestId("sheet-words").first().locator("b");
  await expect(shown).toHaveCount(12);
  const words = await shown.allInnerTexts();
  await page.getByRole("button", { name: "I have it on paper" }).click();
  for (const label of await page.locator("main form label").allInnerTexts()) {
    const number = Number(/\d+/u.exec(label)?.[0]);
    await page.getByLabel(label.trim(), { exact: true }).fill(words[number - 1] ?? "");
  }
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  return words;
}

/** As with the keys of a person, without touching the clipboard of whoever runs the tests. */
async function pasteInto({ page }: Pc, text: string): Promise<void> {
  await page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    const paste = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", paste));
  }, text);
}

async function damageKeychain(pc: Pc): Promise<void> {
  for (const file of await readdir(pc.profileFolder)) {
    if (!file.startsWith("keychain")) continue;
    const whole = path.join(pc.profileFolder, file);
    await truncate(whole, Math.floor((await stat(whole)).size / 2));
  }
}
