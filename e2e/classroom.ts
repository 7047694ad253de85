import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import type { Pc, PcOptions } from "./pc.ts";

export interface GivenFile {
  readonly name: string;
  readonly content: Uint8Array | string;
}

export interface TestPerson {
  readonly name: string;
  readonly school: string;
  readonly town: string;
  readonly country: string;
}

export const ANA: TestPerson = {
  name: "Ana",
  school: "Escola do Rio",
  town: "Lisboa",
  country: "Portugal",
};
export const GIULIA: TestPerson = {
  name: "Giulia",
  school: "Scuola Ariosto",
  town: "Ferrara",
  country: "Italy",
};

/** Of everyone in these tests. */
export const PASSPHRASE = "river bridge lantern";

/** The first start, with the mouse and the keys of a person. From then on the PC opens its door by itself. */
export async function introduce(pc: Pc, person: TestPerson): Promise<void> {
  await sayWho(pc, person);
  await choosePassphrase(pc);
  await expect(pc.page.getByRole("heading", { level: 1, name: /Hello/ })).toBeVisible();
}

export async function sayWho({ page }: Pc, person: TestPerson): Promise<void> {
  await expect(page.getByRole("heading", { name: "Welcome! Who are you?" })).toBeVisible();
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("Your school").fill(person.school);
  await page.getByLabel("Town or village").fill(person.town);
  await page.getByRole("combobox", { name: "Country" }).fill(person.country);
  await page.getByRole("option", { name: person.country }).click();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
}

export async function choosePassphrase(pc: Pc): Promise<void> {
  const { page } = pc;
  await page.getByLabel("New passphrase").fill(PASSPHRASE);
  await page.getByLabel("The same once more").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  pc.passphrase = PASSPHRASE;
}

/** From the home screen to the home of a new project. */
export async function beginProject(
  { page }: Pc,
  title: string,
  template = "Rivers of our towns",
): Promise<void> {
  await page.getByRole("button", { name: "Begin a project" }).first().click();
  await page.getByRole("button", { name: `Choose “${template}”` }).click();
  await page.getByLabel("Title of the project").fill(title);
  await page.getByRole("button", { name: "Make the project" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Waits until the project that was joined has been met, and stands on its home. */
async function arrive(pc: Pc, title: string): Promise<void> {
  await carryOn(pc);
  await expect(pc.page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** From the home screen into the only project, as soon as it is there. */
export async function carryOn({ page }: Pc): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = "#/";
  });
  await page.getByTestId("project-card").getByRole("button").click({ timeout: 90_000 });
}

export async function goTo(
  { page }: Pc,
  place: "Home" | "Pages" | "Members" | "Who has what",
): Promise<void> {
  await page
    .getByRole("navigation", { name: "Places" })
    .getByRole("link", { name: place, exact: true })
    .click();
}

/** host:port of the PC's hub, for one who sits on the same machine or reaches it at `host`. */
export async function hubAddress({ page }: Pc, host = "127.0.0.1"): Promise<string> {
  const status = () => page.evaluate(() => window.twinspan?.hubStatus());
  await expect.poll(async () => (await status())?.state).toBe("running");
  return `${host}:${(await status())?.port}`;
}

export type Way = "By hand or by mail" | "By voice";

/** From any screen of a project to the screen of a new invitation for a teacher of another school. */
export async function invitePartner(host: Pc, way: Way = "By hand or by mail"): Promise<void> {
  const { page } = host;
  await goTo(host, "Members");
  await page.getByRole("link", { name: "Invite someone" }).first().click();
  await page.getByRole("radio", { name: way, exact: true }).check();
  await page.getByRole("button", { name: "Make the invitation" }).click();
  await expect(page.getByRole("link", { name: "All invitations" })).toBeVisible();
}

/** Six digits for the invitation that the screen shows; they work until the screen is left. */
async function showDigits({ page }: Pc): Promise<string> {
  await page.getByRole("button", { name: "Show six digits" }).click();
  return (await page.getByTestId("invite-digits").innerText()).replace(/\s/gu, "");
}

/** The file of the invitation that the screen shows, as a stick would carry it. */
export async function saveInvitation(host: Pc): Promise<GivenFile> {
  await host.page.getByRole("button", { name: "Save the file" }).click();
  const name = "Invitation to Our rivers.twinspan";
  const file = path.join(host.savedFolder, name);
  await expect.poll(() => existsSync(file)).toBe(true);
  return { name, content: await readFile(file) };
}

/** Types what a partner gave into the one field of joining. */
export async function enterInvitation(
  { page }: Pc,
  given: string,
  address: string | null = null,
): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = "#/join";
  });
  await page.getByLabel("Code, digits or text of the invitation").fill(given);
  if (address !== null) {
    await page.getByText("If your partner’s computer is not found").click();
    await page.getByLabel("Address of your partner’s computer").fill(address);
  }
  await page.getByRole("button", { name: "Join", exact: true }).click();
}

export async function joinByFile({ page }: Pc, { name, content }: GivenFile): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = "#/join";
  });
  await page
    .getByTestId("join-file")
    .setInputFiles({ name, mimeType: "", buffer: Buffer.from(content) });
}

/** One shows six digits, the other types them; both end in the project. */
export async function joinByDigits(
  host: Pc,
  guest: Pc,
  title: string,
  address?: string,
): Promise<void> {
  await invitePartner(host);
  const digits = await showDigits(host);
  await enterInvitation(guest, digits, address ?? (await hubAddress(host)));
  await arrive(guest, title);
  await goTo(host, "Home");
}

/** Two partner schools in one project, both on its home. */
export async function partnerSchools(
  startPc: (options?: PcOptions) => Promise<Pc>,
  {
    title = "Our rivers",
    options = [],
    addressOf,
  }: {
    readonly title?: string;
    /** For Lisbon's PC and for Ferrara's. */
    readonly options?: readonly PcOptions[];
    /** Where Ferrara reaches Lisbon's hub; on the same machine unless told otherwise. */
    readonly addressOf?: (lisbon: Pc) => Promise<string>;
  } = {},
): Promise<{ readonly lisbon: Pc; readonly ferrara: Pc }> {
  const lisbon = await startPc(options[0]);
  const ferrara = await startPc(options[1]);
  await introduce(lisbon, ANA);
  await introduce(ferrara, GIULIA);
  await beginProject(lisbon, title);
  await joinByDigits(lisbon, ferrara, title, await addressOf?.(lisbon));
  return { lisbon, ferrara };
}

/** Opens a page of the project by its title, and waits until it can be written in. */
export async function openPage(pc: Pc, title: string): Promise<void> {
  await goTo(pc, "Pages");
  await pc.page
    .getByRole("link", { name: title })
    .or(pc.page.getByRole("button", { name: title, exact: true }))
    .first()
    .click();
  await expect(editor(pc)).toBeVisible();
}

/** A new page with a title of its own, open and empty. */
export async function addPage(pc: Pc, title: string): Promise<void> {
  const { page } = pc;
  await goTo(pc, "Pages");
  await page
    .getByRole("navigation", { name: "Pages", exact: true })
    .getByRole("button", { name: "New page", exact: true })
    .click();
  const titleField = page.getByRole("textbox", { name: "Title of the page" });
  await expect(titleField).toHaveValue("New page");
  await titleField.fill(title);
  await titleField.press("Enter");
  await expect(editor(pc)).toBeFocused();
  await expect(page.getByRole("link", { name: title, exact: true })).toBeVisible();
}

/** Puts the cursor before the first letter of the paragraph that has these words. */
export async function goToStartOf(pc: Pc, words: string): Promise<void> {
  const text = paragraphWith(pc, words);
  await text.scrollIntoViewIfNeeded();
  await text.click({ position: { x: 3, y: 8 } });
  await pc.page.keyboard.press("Home");
}

/** Puts the cursor behind the last letter of the paragraph that has these words. */
export async function goToEndOf(pc: Pc, words: string): Promise<void> {
  const text = paragraphWith(pc, words);
  await text.scrollIntoViewIfNeeded();
  const box = await text.boundingBox();
  if (box === null) throw new Error(`“${words}” cannot be seen`);
  await text.click({ position: { x: box.width - 3, y: box.height - 8 } });
  await pc.page.keyboard.press("End");
}

/** The text of the first paragraph that has these words. */
export function paragraphWith(pc: Pc, words: string) {
  return editor(pc).locator("[data-text]", { hasText: words }).first();
}

export function editor({ page }: Pc) {
  return page.locator(".ProseMirror");
}

/** The words about saving in the corner of the window. */
export async function expectSaved({ page }: Pc): Promise<void> {
  await expect(page.getByText("Saved on this computer").first()).toBeVisible();
}

/** Brings files in as pages, by the menu and the dialog. The command finds nobody while a project is still opening. */
export async function bringIn(pc: Pc, ...files: readonly GivenFile[]): Promise<void> {
  await giveCommand(pc, "importFiles", "Bring in documents and pictures");
  await chooseFiles(pc, ...files);
}

/** Gives files to the dialog that brings them in. */
export async function chooseFiles(pc: Pc, ...files: readonly GivenFile[]): Promise<void> {
  await pc.page
    .getByTestId("import-files")
    .setInputFiles(
      files.map(({ name, content }) => ({ name, mimeType: "", buffer: Buffer.from(content) })),
    );
}

/** Chooses a command of the window's menu until its dialog is there. */
export async function giveCommand(pc: Pc, id: string, dialog: string): Promise<void> {
  await expect(async () => {
    await pc.app.evaluate(
      ({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(),
      id,
    );
    await expect(pc.page.getByRole("dialog", { name: dialog })).toBeVisible({ timeout: 2_000 });
  }).toPass();
}
