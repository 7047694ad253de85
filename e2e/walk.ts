import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import {
  PASSPHRASE,
  chooseFiles,
  editor,
  giveCommand,
  goToEndOf,
  paragraphWith,
} from "./classroom.ts";
import { makePng } from "./documents.ts";
import type { Pc } from "./pc.ts";
import type { Say } from "./spoken-words.ts";

/** One who goes through the program in one language and looks at each screen, menu and dialog. */
export interface Walker {
  readonly pc: Pc;
  readonly say: Say;
  /** Told where they stand, once it is all there. */
  readonly look: (screen: string) => Promise<void>;
}

const TITLE = "Our rivers";
const PAGE = "Our report";

/** From the first start to a project with a page that has something of everything. */
export async function walkFirstStart(walker: Walker, language: string): Promise<void> {
  const { pc, say, look } = walker;
  const { page } = pc;
  await page.getByRole("combobox", { name: "Language of Twinspan" }).click();
  await page.getByRole("option", { name: language }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("welcome.title") })).toBeVisible();
  await look("welcome");
  const next = page.getByRole("button", { name: say("welcome.next"), exact: true });
  await next.click();
  await expect(page.getByText(say("welcome.schoolMissing"))).toBeVisible();
  await look("welcome with gaps");
  await page.getByLabel(say("welcome.name"), { exact: true }).fill("Ana");
  await page.getByLabel(say("welcome.school"), { exact: true }).fill("Escola do Rio");
  await page.getByLabel(say("welcome.town"), { exact: true }).fill("Lisboa");
  await page.getByRole("combobox", { name: say("welcome.country") }).click();
  await look("welcome, choosing a country");
  await page.getByRole("option").nth(5).click();
  await next.click();
  await walkPassphrase(walker);

  await page
    .getByRole("button", { name: say("home.begin") })
    .first()
    .waitFor();
  await look("home, empty");
  await chooseTemplate(walker);
  const title = page.getByLabel(say("newProject.fieldTitle"), { exact: true });
  await title.fill("");
  await page.getByRole("button", { name: say("newProject.create") }).click();
  await expect(page.getByText(say("newProject.titleMissing"))).toBeVisible();
  await look("new project, form with a gap");
  await title.fill(TITLE);
  await page.getByRole("button", { name: say("newProject.create") }).click();
  await expect(page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
  await look("project home, new");
  await bringReportIn(walker);
}

async function walkPassphrase({ pc, say, look }: Walker): Promise<void> {
  const { page } = pc;
  const field = page.getByLabel(say("door.newPassphrase"), { exact: true });
  const again = page.getByLabel(say("door.again"), { exact: true });
  const begin = page.getByRole("button", { name: say("welcome.begin"), exact: true });
  await field.fill("Lisboa 2026");
  await again.fill("Lisboa");
  await begin.click();
  await expect(page.getByText(say("door.different"))).toBeVisible();
  await look("passphrase, not twice the same");
  await field.fill(PASSPHRASE);
  await again.fill(PASSPHRASE);
  await begin.click();
  pc.passphrase = PASSPHRASE;
}

/** The locked door, what it says, and the way back in. */
export async function walkDoor(walker: Walker): Promise<void> {
  const { pc, say, look } = walker;
  const { page } = pc;
  await goToPath(page, "/recovery-sheet");
  await expect(page.getByLabel(say("recovery.confirm"), { exact: true })).toBeVisible();
  await look("recovery sheet, before the words");
  await page.getByLabel(say("recovery.confirm"), { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("sheet-words").first()).toBeVisible();
  await look("recovery sheet");
  await page.getByRole("button", { name: say("recovery.haveIt") }).click();
  await look("recovery sheet, reading two words back");
  await goToPath(page, "/settings");
  await page.getByRole("button", { name: say("settings.changePassphrase") }).click();
  await lookAtDialog(walker, "another passphrase");

  // The page opens anew once it is locked: a mark on the old one tells the two apart.
  await page.evaluate(() => document.documentElement.setAttribute("data-before", "locking"));
  await page.keyboard.press("Control+l");
  await expect(page.locator("html[data-before]")).toHaveCount(0);
  const field = page.getByLabel(say("door.passphrase"), { exact: true });
  await expect(field).toBeFocused();
  await look("locked door");
  await field.fill("not this one");
  await field.press("Enter");
  await expect(page.getByText(say("door.wrongPassphrase"))).toBeVisible();
  await look("locked door, wrong passphrase");
  await page.getByRole("button", { name: say("door.forgotten") }).click();
  await page.getByLabel(say("door.wordNumber", { number: 1 }), { exact: true }).fill("zebraa");
  await page.getByRole("button", { name: say("door.restore") }).click();
  await expect(page.getByText("zebraa")).toBeVisible();
  await look("locked door, words of the sheet");
  await page.getByRole("button", { name: say("door.back") }).click();
  await pc.unlock(PASSPHRASE);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** All screens of a program that has a project, as `walkFirstStart` leaves it. */
export async function walkAround(walker: Walker): Promise<void> {
  await walkProject(walker);
  await walkPage(walker);
  await walkTools(walker);
  await walkOutside(walker);
}

async function bringReportIn({ pc, say, look }: Walker): Promise<void> {
  await giveCommand(pc, "importFiles", say("import.title"));
  await look("bringing files in");
  await chooseFiles(
    pc,
    { name: `${PAGE}.html`, content: report() },
    { name: "drawing.svg", content: "<svg/>" },
  );
  await expect(pc.page.getByTestId("import-report").getByRole("alert")).toBeVisible();
  await look("what was brought in");
  await pc.page.keyboard.press("Escape");
  await pc.page.getByLabel(say("project.write"), { exact: true }).fill("We measured our bridge.");
  await pc.page.getByRole("button", { name: say("project.post"), exact: true }).click();
  await expect(pc.page.getByTestId("post")).toBeVisible();
}

/** Something of everything, and no more: each look reads all of it. */
function report(): string {
  const picture = `data:image/png;base64,${Buffer.from(makePng(320, 200, 1)).toString("base64")}`;
  return `<h1>${PAGE}</h1><h2>The first week</h2><p>We <b>measured</b> the bridge and baked bread.</p>
<blockquote>It is older than the school.</blockquote><ul><li>flour</li><li>water</li></ul>
<p>More is <a href="https://example.org/">here</a>.</p>
<table><tr><th>Town</th><th>Rain</th></tr><tr><td>Lisboa</td><td>5 mm</td></tr></table>
<img src="${picture}" alt="The bridge"><p>These are the last words.</p>`;
}

async function walkProject(walker: Walker): Promise<void> {
  const { pc, say, look } = walker;
  const { page } = pc;
  await goToPlace(walker, "");
  await expect(page.getByTestId("post")).toBeVisible();
  await look("project home");
  await page.getByRole("button", { name: say("project.edit") }).click();
  await lookAtDialog(walker, "card of the project");
  await goToPlace(walker, "/members");
  await expect(page.getByRole("table").first()).toBeVisible();
  await look("members");
  await walkInvitations(walker);
  await goToPlace(walker, "/members/computers");
  await expectHeading(walker, "members.computers");
  await look("computers of the project");
  await goToPlace(walker, "/members/history");
  await expectHeading(walker, "history.title");
  await look("history");
  await goToPlace(walker, "/sync");
  await expect(page.getByTestId("hub")).toHaveAttribute("data-state", "running");
  await look("who has what");
}

async function walkInvitations(walker: Walker): Promise<void> {
  const { pc, say, look } = walker;
  const { page } = pc;
  for (const way of ["file", "code"]) {
    await goToPlace(walker, "/members/invite");
    await expectHeading(walker, "invite.title");
    await page.locator(`input[type="radio"][value="${way}"]`).check({ force: true });
    await look(`inviting by ${way}`);
    await page.getByRole("button", { name: say("invite.make") }).click();
    await page.waitForURL(/invitations\//u);
    await expectHeading(walker, "invite.one");
    await look(`invitation by ${way}`);
  }
  await goToPlace(walker, "/members/invitations");
  await expectHeading(walker, "invite.listTitle");
  await look("invitations");
}

async function expectHeading({ pc, say }: Walker, key: string): Promise<void> {
  await expect(pc.page.getByRole("heading", { level: 1, name: say(key) })).toBeVisible();
}

async function walkPage(walker: Walker): Promise<void> {
  const { pc, say, look } = walker;
  const { page } = pc;
  await goToPlace(walker, "/pages");
  await page.getByRole("link", { name: PAGE, exact: true }).click();
  await expect(editor(pc)).toContainText("These are the last words.");
  await look("page");
  await page.getByRole("button", { name: say("page.menuOf", { title: PAGE }) }).click();
  await lookAtMenu(walker, "menu of a page in the list");
  await page.getByRole("button", { name: say("page.menu"), exact: true }).click();
  await lookAtMenu(walker, "menu of the page");
  await giveCommand(pc, "exportPage", say("exchange.title"));
  await lookAtDialog(walker, "saving a copy");
  await giveCommand(pc, "keyboardHelp", say("ui.keyboardTitle"));
  await lookAtDialog(walker, "keys for quick work");
  const figure = editor(pc).locator("figure").first();
  await figure.scrollIntoViewIfNeeded();
  await figure.locator("img").click();
  await expect(figure.getByLabel(say("editor.pictureAlt"))).toBeVisible();
  await look("picture, chosen");
}

async function walkTools(walker: Walker): Promise<void> {
  const { pc, say, look } = walker;
  const { page } = pc;
  const tools = page.getByRole("toolbar", { name: say("editor.toolbar") });
  await goToEndOf(pc, "baked bread.");
  const tool = (key: string) => tools.getByRole("button", { name: say(key), exact: true });
  await tools.getByRole("button").first().click();
  await lookAtMenu(walker, "kinds of paragraph");
  for (const key of ["editor.textColor", "editor.align", "editor.table", "editor.more"]) {
    await tool(key).click();
    await lookAtMenu(walker, key);
  }
  await tool("editor.link").click();
  await page.getByLabel(say("editor.linkAddress"), { exact: true }).fill("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await lookAtDialog(walker, "link");
  await paragraphWith(pc, "5 mm").click();
  await tool("editor.table").click();
  await lookAtMenu(walker, "table, inside one");
  await tool("editor.find").click();
  await page.keyboard.type("bread");
  await look("finding words");
  await page.keyboard.press("Escape");
}

async function walkOutside(walker: Walker): Promise<void> {
  const { pc, say, look } = walker;
  const { page } = pc;
  await goToPath(page, "/");
  await expect(page.getByTestId("project-card")).toBeVisible();
  await look("home");
  await page.getByTestId("me-menu").click();
  await lookAtMenu(walker, "menu of the person");
  await chooseTemplate(walker);
  await look("new project, form");
  await goToPath(page, "/join");
  const invitation = page.getByLabel(say("join.field"), { exact: true });
  await expect(invitation).toBeVisible();
  await look("joining");
  await invitation.fill("TWINSPAN2.hello");
  await page.getByRole("button", { name: say("join.join"), exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look("joining by a text that is no invitation");
  await goToPath(page, "/settings");
  await expect(page.getByRole("heading", { level: 1, name: say("settings.title") })).toBeVisible();
  await look("settings");
  await goToPath(page, "/about");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await look("about");
}

async function chooseTemplate({ pc, look }: Walker): Promise<void> {
  await goToPath(pc.page, "/new");
  const template = pc.page.getByTestId("template-riversOfOurTowns");
  await template.waitFor();
  await look("new project, ready starts");
  await template.getByRole("button").click();
}

async function lookAtMenu({ pc, look }: Walker, name: string): Promise<void> {
  const menu = pc.page.getByRole("menu").or(pc.page.getByRole("dialog"));
  await expect(menu).toBeVisible();
  await look(name);
  await pc.page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
}

async function lookAtDialog(walker: Walker, name: string): Promise<void> {
  await lookAtMenu(walker, name);
}

/** A screen of the only project. */
async function goToPlace({ pc }: Walker, place: string): Promise<void> {
  const { page } = pc;
  if (!/#\/project\//u.test(page.url())) {
    await goToPath(page, "/");
    await page.getByTestId("project-card").getByRole("button").click();
    await page.waitForURL(/#\/project\//u);
  }
  const [, project = ""] = /#(\/project\/[^/?]+)/u.exec(page.url()) ?? [];
  await goToPath(page, `${project}${place}`);
}

export async function goToPath(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, path);
}
