import { expect } from "@playwright/test";
import type { Pc } from "./pc.ts";

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

/** The first start, with the mouse and the keys of a person. */
export async function introduce({ page }: Pc, person: TestPerson): Promise<void> {
  await expect(page.getByRole("heading", { name: "Welcome! Who are you?" })).toBeVisible();
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("Your school").fill(person.school);
  await page.getByLabel("Town or village").fill(person.town);
  await page.getByRole("combobox", { name: "Country" }).fill(person.country);
  await page.getByRole("option", { name: person.country }).click();
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Hello/ })).toBeVisible();
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

export async function goTo(
  { page }: Pc,
  place: "Home" | "Pages" | "Members" | "Who has what",
): Promise<void> {
  await page
    .getByRole("navigation", { name: "Places" })
    .getByRole("link", { name: place, exact: true })
    .click();
}

/** host:port of the PC's hub, for one who sits on the same machine. */
export async function hubAddress({ page }: Pc): Promise<string> {
  const status = () => page.evaluate(() => window.twinspan.hubStatus());
  await expect.poll(async () => (await status()).state).toBe("running");
  return `127.0.0.1:${(await status()).port}`;
}

/** One shows six digits, the other types them; both end in the project. */
export async function joinByCode(host: Pc, guest: Pc, title: string): Promise<void> {
  await goTo(host, "Members");
  await host.page.getByRole("button", { name: "Invite a partner" }).first().click();
  const digits = (await host.page.getByTestId("invite-code").innerText()).replace(/\s/gu, "");
  const { page } = guest;
  await page.getByRole("button", { name: "Join a project" }).first().click();
  await page.getByLabel(/Address/).fill(await hubAddress(host));
  await page.getByLabel("The six digits").fill(digits);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await host.page.keyboard.press("Escape");
}

/** Two partner schools in one project, both on its home. */
export async function partnerSchools(
  startPc: (options?: object) => Promise<Pc>,
  title = "Our rivers",
): Promise<{ readonly lisbon: Pc; readonly ferrara: Pc }> {
  const lisbon = await startPc();
  const ferrara = await startPc();
  await introduce(lisbon, ANA);
  await introduce(ferrara, GIULIA);
  await beginProject(lisbon, title);
  await joinByCode(lisbon, ferrara, title);
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

export function editor({ page }: Pc) {
  return page.locator(".ProseMirror");
}

/** The text of the page that stands open, a line for each block. */
export async function textOf(pc: Pc): Promise<string> {
  return editor(pc).innerText();
}

/** The words about saving in the corner of the window. */
export async function expectSaved({ page }: Pc): Promise<void> {
  await expect(page.getByText("Saved on this computer").first()).toBeVisible();
}
