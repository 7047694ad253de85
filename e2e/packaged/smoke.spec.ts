import { expect, test } from "../fixture.ts";

test("the packaged program opens its window and shows a screen", async ({ pc }) => {
  await expect(pc.page).toHaveTitle(/Twinspan/);
  await expect(pc.page.getByRole("heading", { level: 1 })).toBeVisible();
});
