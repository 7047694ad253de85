import { expect, test } from "./fixture.ts";

test("the program opens its window, titled Twinspan", async ({ pc }) => {
  await expect(pc.page).toHaveTitle("Twinspan");
});

test("the program starts again after it was killed", async ({ pc }) => {
  await pc.kill();
  await pc.open();
  await expect(pc.page).toHaveTitle("Twinspan");
});
