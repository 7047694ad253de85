import {
  ANA,
  addPage,
  beginProject,
  bringIn,
  editor,
  expectSaved,
  introduce,
  openPage,
} from "../classroom.ts";
import { makeSchoolDocx } from "../documents.ts";
import { expect, test } from "../fixture.ts";

/** No name can be looked up, nothing leads out, and the part that other computers talk to is off. */
const NO_NETWORK = {
  args: ["--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9"],
  env: { TWINSPAN_HUB: "off" },
} as const;
const PAGE = "Our bridge";

test("the packaged program takes a teacher from the first start to a page without any network", async ({
  startPc,
}) => {
  const pc = await startPc(NO_NETWORK);
  const asked: string[] = [];
  const note = () => pc.page.on("request", (request) => asked.push(request.url()));
  note();
  await introduce(pc, ANA);
  await beginProject(pc, "Our rivers");
  await addPage(pc, PAGE);
  await pc.page.keyboard.type("The bridge is older than the school.");
  await expectSaved(pc);
  const report = makeSchoolDocx({ pages: 3, pictures: 2 });
  await bringIn(pc, { name: "Our report.docx", content: report.bytes });
  await expect(editor(pc).locator('img[src^="blob:"]')).toHaveCount(report.pictures);
  await expectSaved(pc);

  await pc.restart();
  note();
  await expect(editor(pc)).toContainText("Page 3, part 5.");
  await openPage(pc, PAGE);
  await expect(editor(pc)).toContainText("The bridge is older than the school.");
  await pc.page.getByTestId("me-menu").click();
  await pc.page.getByRole("menuitem").first().click();
  await expect(pc.page.getByRole("heading", { level: 1 })).toBeVisible();

  const outside = asked.filter((url) => !/^(?:app|blob|data|devtools):/u.test(url));
  expect(outside, "addresses outside of this computer").toEqual([]);
});
