import { expect, test } from "../fixture.ts";

test("the packaged program opens its window, titled Twinspan", async ({ pc }) => {
  await expect(pc.page).toHaveTitle("Twinspan");
});
