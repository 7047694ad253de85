import {
  ANA,
  GIULIA,
  beginProject,
  expectSaved,
  goTo,
  introduce,
  partnerSchools,
} from "./classroom.ts";
import { expect, test } from "./fixture.ts";

test("the first start needs no network, and a wrong turn loses nothing that was typed", async ({
  pc,
}) => {
  const { page } = pc;
  await page.getByLabel("Your name").fill("Ana");
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await expect(page.getByText("Please write the name of your school.")).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Ana");
  await introduce(pc, ANA);
  await pc.restart();
  await expect(pc.page.getByRole("heading", { level: 1, name: /Hello Ana/ })).toBeVisible();
});

test("the first start works with the keyboard alone", async ({ pc }) => {
  const { page } = pc;
  await page.getByLabel("Your name").focus();
  await page.keyboard.type("Giulia");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Scuola Ariosto");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ferrara");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ital");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Begin", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /Hello Giulia/ })).toBeVisible();
});

test("a project is made from a ready start and is there after a kill", async ({ pc }) => {
  await introduce(pc, ANA);
  await beginProject(pc, "Our rivers");
  await expectSaved(pc);
  await pc.kill();
  await pc.open();
  await expect(pc.page.getByText("Our rivers").first()).toBeVisible();
});

test("a partner joins by six digits, and each sees the other and what the other posts", async ({
  startPc,
}) => {
  const { lisbon, ferrara } = await partnerSchools(startPc);
  await goTo(lisbon, "Home");
  await lisbon.page.getByLabel("What is new?").fill("We measured our bridge today.");
  await lisbon.page.keyboard.press("Control+Enter");
  await expect(ferrara.page.getByText("We measured our bridge today.")).toBeVisible();
  await goTo(ferrara, "Members");
  await expect(ferrara.page.getByText(ANA.school, { exact: true })).toBeVisible();
  await goTo(lisbon, "Members");
  await expect(lisbon.page.getByText(GIULIA.school, { exact: true })).toBeVisible();
  await goTo(lisbon, "Who has what");
  await expect(lisbon.page.getByRole("row", { name: /Giulia/ })).toContainText("everything");
});

test("a partner joins by pasting the invitation, though nobody is there yet", async ({
  startPc,
}) => {
  const lisbon = await startPc();
  const ferrara = await startPc();
  await introduce(lisbon, ANA);
  await introduce(ferrara, GIULIA);
  await beginProject(lisbon, "Our rivers");
  await goTo(lisbon, "Members");
  await lisbon.page.getByRole("button", { name: "Invite a partner" }).first().click();
  const invitation = await lisbon.page.getByLabel("Invitation text").inputValue();
  await lisbon.close();
  await ferrara.page.getByRole("button", { name: "Join a project" }).first().click();
  await ferrara.page.getByRole("radio", { name: "With an invitation text" }).check({ force: true });
  await ferrara.page
    .getByRole("textbox", { name: "Invitation text" })
    .fill(`> ${invitation.replaceAll(/(.{60})/gu, "$1\n> ")}`);
  await ferrara.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(ferrara.page.getByRole("heading", { level: 1, name: "Our rivers" })).toBeVisible();
});

test("a wrong code and an unreachable address are said in words, and the typing stays", async ({
  startPc,
}) => {
  const { lisbon, ferrara } = await partnerSchools(startPc);
  await goTo(ferrara, "Members");
  await lisbon.page.evaluate(() => {
    window.location.hash = "#/join";
  });
  await lisbon.page.getByLabel(/Address/).fill("127.0.0.1:9");
  await lisbon.page.getByLabel("The six digits").fill("123456");
  await lisbon.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(lisbon.page.getByRole("alert")).toContainText("That did not work yet");
  await expect(lisbon.page.getByLabel(/Address/)).toHaveValue("127.0.0.1:9");
});
