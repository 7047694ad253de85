import {
  ANA,
  GIULIA,
  PASSPHRASE,
  beginProject,
  carryOn,
  enterInvitation,
  expectSaved,
  goTo,
  hubAddress,
  introduce,
  invitePartner,
  joinByFile,
  openPage,
  partnerSchools,
  saveInvitation,
} from "./classroom.ts";
import { expect, test } from "./fixture.ts";

/** A hub that is where it was after a restart. */
const LISBON_HUB = { TWINSPAN_HUB_PORT: "41731" };

test("the first start needs no network, and a wrong turn loses nothing that was typed", async ({
  pc,
}) => {
  const { page } = pc;
  await page.getByLabel("Your name").fill("Ana");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
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
  await page.getByRole("button", { name: "Continue", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("New passphrase").focus();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSPHRASE);
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

test("a partner joins by a file with no network at all, and has what was written when they meet", async ({
  startPc,
}) => {
  const lisbon = await startPc({ env: LISBON_HUB });
  await introduce(lisbon, ANA);
  await beginProject(lisbon, "Our rivers");
  await invitePartner(lisbon);
  const file = await saveInvitation(lisbon);
  await lisbon.close();
  const ferrara = await startPc();
  await introduce(ferrara, GIULIA);
  await joinByFile(ferrara, file);
  await expect(ferrara.page.getByText(/^This project is still on its way/)).toBeVisible();
  await goTo(ferrara, "Members");
  await expect(ferrara.page.getByRole("row", { name: /Giulia \(you\)/ })).toContainText("Teacher");
  await expect(ferrara.page.getByRole("row", { name: /Founder/ })).toBeVisible();
  await lisbon.open();
  await expect(ferrara.page.getByRole("row", { name: /Ana/ })).toContainText("Founder", {
    timeout: 90_000,
  });
  await goTo(ferrara, "Home");
  await expect(ferrara.page.getByRole("heading", { level: 1, name: "Our rivers" })).toBeVisible();
});

test("a partner joins by pasting the text though nobody is there yet, and it goes on by itself", async ({
  startPc,
}) => {
  const lisbon = await startPc({ env: LISBON_HUB });
  const ferrara = await startPc();
  await introduce(lisbon, ANA);
  await introduce(ferrara, GIULIA);
  await beginProject(lisbon, "Our rivers");
  await invitePartner(lisbon);
  const text = await lisbon.page.getByLabel("Invitation text").inputValue();
  await lisbon.close();
  await enterInvitation(ferrara, `> ${text.replaceAll(/(.{60})/gu, "$1\n> ")}`);
  await expect(ferrara.page.getByTestId("joining")).toContainText("it goes on by itself");
  await lisbon.open();
  await expect(ferrara.page.getByTestId("project-card")).toContainText("Our rivers", {
    timeout: 90_000,
  });
  await expect(ferrara.page.getByTestId("joining")).toHaveCount(0);
});

test("whoever joins by a code waits until a founder has compared four words, the same on both screens", async ({
  startPc,
}) => {
  const lisbon = await startPc();
  const ferrara = await startPc();
  await introduce(lisbon, ANA);
  await introduce(ferrara, GIULIA);
  await beginProject(lisbon, "Our rivers");
  await invitePartner(lisbon, "By voice");
  const code = await lisbon.page.getByTestId("invite-code").innerText();
  await goTo(lisbon, "Members");
  await enterInvitation(ferrara, code.toLowerCase(), await hubAddress(lisbon));

  const pending = lisbon.page.getByTestId("pending");
  await expect(pending).toBeVisible({ timeout: 90_000 });
  await carryOn(ferrara);
  await expect(ferrara.page.getByTestId("waiting")).toContainText("A founder lets you in");
  await goTo(ferrara, "Pages");
  await expect(ferrara.page.getByTestId("standing")).toContainText("pages and updates stay closed");
  await goTo(ferrara, "Members");
  const theirs = ferrara.page.getByTestId("waiting").getByTestId("four-words");
  const shown = pending.getByTestId("four-words");
  await expect(theirs.getByRole("listitem")).toHaveCount(4);
  await expect(shown.getByRole("listitem")).toHaveText(
    await theirs.getByRole("listitem").allInnerTexts(),
  );

  await pending.getByRole("button", { name: "They match, let them in" }).click();
  await expect(pending).toHaveCount(0);
  await expect(ferrara.page.getByTestId("waiting")).toHaveCount(0, { timeout: 60_000 });
  await openPage(ferrara, "Start here");
  await goTo(lisbon, "Members");
  await expect(lisbon.page.getByRole("row", { name: /Giulia/ })).toContainText("Teacher", {
    timeout: 60_000,
  });
});

test("nobody comes in by an invitation that was taken back, and the one who tries is told what to ask", async ({
  startPc,
}) => {
  const lisbon = await startPc();
  const ferrara = await startPc();
  await introduce(lisbon, ANA);
  await introduce(ferrara, GIULIA);
  await beginProject(lisbon, "Our rivers");
  await invitePartner(lisbon);
  const text = await lisbon.page.getByLabel("Invitation text").inputValue();
  await lisbon.page.getByRole("link", { name: "All invitations" }).click();
  await lisbon.page.getByRole("button", { name: /^Take back/ }).click();
  await lisbon.page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
  await expect(lisbon.page.getByTestId("invitation")).toContainText("taken back");
  await enterInvitation(ferrara, text);
  const joining = ferrara.page.getByTestId("joining");
  await expect(joining).toContainText("Ask your partner whether the invitation still works");
  await expect(ferrara.page.getByTestId("project-card")).toHaveCount(0);
  await joining.getByRole("button").last().click();
  await expect(joining).toHaveCount(0);
});

test("a wrong code and an unreachable address are said in words, and the typing stays", async ({
  pc,
}) => {
  const { page } = pc;
  await introduce(pc, ANA);
  await enterInvitation(pc, "123456", "127.0.0.1:9");
  await expect(page.getByRole("alert")).toContainText("does not answer");
  await expect(page.getByLabel("Address of your partner’s computer")).toHaveValue("127.0.0.1:9");
  await enterInvitation(pc, "K7QF-2MXD-9RTU");
  await expect(page.getByRole("alert")).toContainText("“U” does not occur in codes");
  await enterInvitation(pc, "K7QF-2MXD-9RTG");
  await expect(page.getByRole("alert")).toContainText("One character of the code is wrong");
  await joinByFile(pc, { name: "letter.twinspan", content: "Dear Giulia" });
  await expect(page.getByRole("alert")).toContainText("This file is not an invitation");
});
