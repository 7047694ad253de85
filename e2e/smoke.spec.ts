import { type Pc, expect, test } from "./fixture.ts";

test("the program opens its window and shows a screen", async ({ pc }) => {
  await expectScreen(pc);
});

test("the program starts again after it was killed", async ({ pc }) => {
  await expectScreen(pc);
  await pc.kill();
  await pc.open();
  await expectScreen(pc);
});

async function expectScreen(pc: Pc): Promise<void> {
  await expect(pc.page).toHaveTitle(/Twinspan/);
  await expect(pc.page.getByRole("heading", { level: 1 })).toBeVisible();
}
