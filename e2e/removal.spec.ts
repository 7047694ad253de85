import {
  ANA,
  GIULIA,
  type TestPerson,
  beginProject,
  carryOn,
  editor,
  expectSaved,
  goTo,
  introduce,
  joinByDigits,
  openPage,
  partnerSchools,
} from "./classroom.ts";
import { type Pc, expect, test } from "./fixture.ts";

const NIKOS: TestPerson = {
  name: "Nikos",
  school: "5ο Γυμνάσιο",
  town: "Λάρισα",
  country: "Greece",
};
/** A hub that is where it was after a restart. */
const LISBON_HUB = { TWINSPAN_HUB_PORT: "41732" };
const BEFORE = "Before the removal.";
const AFTER = "After the removal.";

test("one who is removed while apart keeps what they had, gets nothing new and can change nothing; the others go on", async ({
  startPc,
}) => {
  test.setTimeout(240_000);
  const { lisbon, ferrara } = await partnerSchools(startPc, { options: [{ env: LISBON_HUB }] });
  const larissa = await startPc();
  await introduce(larissa, NIKOS);
  await joinByDigits(lisbon, larissa, "Our rivers");
  await post(lisbon, BEFORE);
  for (const pc of [ferrara, larissa]) {
    await goTo(pc, "Home");
    await expect(pc.page.getByText(BEFORE)).toBeVisible({ timeout: 60_000 });
    await expectSaved(pc);
  }
  await ferrara.close();
  await larissa.close();

  await remove(lisbon, "Giulia");
  await expect(lisbon.page.getByTestId("unaware-schools")).toContainText(NIKOS.school);
  await post(lisbon, AFTER);

  await ferrara.open();
  await carryOn(ferrara);
  await expect(ferrara.page.getByTestId("standing")).toContainText(
    "You were removed from this project",
    { timeout: 90_000 },
  );
  await expect(ferrara.page.getByText(BEFORE)).toBeVisible();
  await expect(ferrara.page.getByText(AFTER)).toHaveCount(0);
  await expect(ferrara.page.getByLabel("What is new?")).toHaveCount(0);
  await expect(ferrara.page.getByRole("button", { name: "New page" })).toHaveCount(0);
  await openPage(ferrara, "Start here");
  await expect(editor(ferrara)).toHaveAttribute("contenteditable", "false");

  await larissa.open();
  await carryOn(larissa);
  await expect(larissa.page.getByText(AFTER)).toBeVisible({ timeout: 90_000 });
  await goTo(larissa, "Members");
  await larissa.page.getByText("1 person who is no longer a member").click();
  await expect(larissa.page.getByRole("row", { name: /Giulia/ })).toContainText("was removed");
  await post(larissa, "Γεια σας!");
  await goTo(lisbon, "Home");
  await expect(lisbon.page.getByText("Γεια σας!")).toBeVisible({ timeout: 60_000 });
  await goTo(lisbon, "Members");
  await expect(lisbon.page.getByTestId("unaware-schools")).toHaveCount(0, { timeout: 60_000 });

  await goTo(lisbon, "Members");
  await lisbon.page.getByRole("link", { name: "History" }).click();
  await expect(lisbon.page.getByTestId("history-entry").first()).toContainText("new keys");
  await expect(lisbon.page.getByText(/Ana \(you\).*removed.*Giulia/)).toBeVisible();
  await expect(ferrara.page.getByText("Γεια σας!")).toHaveCount(0);
});

test("one who leaves is gone for the others, and keeps what they had to read", async ({
  startPc,
}) => {
  const { lisbon, ferrara } = await partnerSchools(startPc);
  await goTo(ferrara, "Members");
  await ferrara.page.getByRole("button", { name: "Leave this project…" }).click();
  await ferrara.page.getByRole("dialog").getByRole("button", { name: "Leave the project" }).click();
  await expect(ferrara.page.getByTestId("standing")).toContainText("You left this project");
  await goTo(ferrara, "Home");
  await expect(ferrara.page.getByRole("heading", { level: 1, name: "Our rivers" })).toBeVisible();
  await goTo(lisbon, "Members");
  await expect(lisbon.page.getByText("1 person who is no longer a member")).toBeVisible({
    timeout: 60_000,
  });
});

test("a founder alone is asked for a second one, and makes one by keyboard", async ({
  startPc,
}) => {
  const { lisbon } = await partnerSchools(startPc);
  const { page } = lisbon;
  await goTo(lisbon, "Members");
  const banner = page.getByTestId("second-founder");
  await banner.getByRole("button", { name: "Make someone a founder…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio", { name: GIULIA.name })).toBeChecked();
  await dialog.getByRole("button", { name: "Make them a founder" }).focus();
  await page.keyboard.press("Enter");
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Giulia/ })).toContainText("Founder");
});

test("a new project's founder is not led to remove themselves, and cannot leave alone", async ({
  pc,
}) => {
  await introduce(pc, ANA);
  await beginProject(pc, "Our rivers");
  await goTo(pc, "Members");
  await expect(pc.page.getByRole("button", { name: "Leave this project…" })).toBeDisabled();
  await expect(pc.page.getByText(/^You are the only founder/)).toBeVisible();
  await pc.page.getByText("Ana (you)").click({ button: "right" });
  await expect(pc.page.getByRole("menuitem", { name: "Remove from the project…" })).toBeDisabled();
});

async function post(pc: Pc, words: string): Promise<void> {
  await goTo(pc, "Home");
  await pc.page.getByLabel("What is new?").fill(words);
  await pc.page.keyboard.press("Control+Enter");
  await expect(pc.page.getByTestId("post").first()).toContainText(words);
}

async function remove(pc: Pc, name: string): Promise<void> {
  const { page } = pc;
  await goTo(pc, "Members");
  await page.getByRole("button", { name: `What you can do with ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove from the project…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("What it cannot do");
  await dialog.getByRole("button", { name: "Remove from the project" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("1 person who is no longer a member")).toBeVisible();
}
