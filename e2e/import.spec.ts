import { open, readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { ANA, introduce } from "./classroom.ts";
import { makeClaimingPng, makeDocx, makePng, makeSchoolDocx, withCameraData } from "./documents.ts";
import { type Pc, expect, test } from "./fixture.ts";

interface GivenFile {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/** Through the first start and into a new project, as a teacher goes. */
async function beginProject(pc: Pc): Promise<void> {
  const { page } = pc;
  await introduce(pc, ANA);
  await page.getByRole("button", { name: "Begin a project" }).first().click();
  await page
    .getByRole("button", { name: /^Choose “/u })
    .first()
    .click();
  await page.getByRole("button", { name: "Make the project" }).click();
  await expect(page.getByRole("navigation", { name: "Places" })).toBeVisible();
}

/** The command finds nobody to answer while the project is still opening. */
async function command(pc: Pc, id: string, dialog: string): Promise<void> {
  await expect(async () => {
    await pc.app.evaluate(
      ({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(),
      id,
    );
    await expect(pc.page.getByRole("dialog", { name: dialog })).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

async function openImport(pc: Pc): Promise<void> {
  await command(pc, "importFiles", "Bring in documents and pictures");
}

async function bringIn(pc: Pc, ...files: readonly GivenFile[]): Promise<void> {
  await openImport(pc);
  await pc.page
    .getByTestId("import-files")
    .setInputFiles(
      files.map(({ name, content }) => ({ name, mimeType: "", buffer: Buffer.from(content) })),
    );
}

/** Each hostile file: its message, no page of it, and nothing of it ran. */
async function expectRefused(pc: Pc, words: string | RegExp): Promise<void> {
  const report = pc.page.getByTestId("import-report");
  await expect(report.getByRole("alert")).toHaveText(words);
  await expect(report).toContainText("No new page.");
  expect(await pc.page.evaluate(() => "__ran" in window)).toBe(false);
  await report.getByRole("button", { name: "Done" }).click();
  await expect(pc.page.getByRole("dialog")).toHaveCount(0);
}

test("a Word report of thirty pages with pictures becomes a page with all of them", async ({
  pc,
}) => {
  await beginProject(pc);
  const school = makeSchoolDocx({ pages: 30, pictures: 8 });
  await bringIn(pc, { name: "Our report.docx", content: school.bytes });
  const editor = pc.page.locator(".ProseMirror");
  await expect(editor).toContainText("Week 30: what we found");
  await expect(editor.locator("table")).toHaveCount(school.tables);
  const blocks = school.paragraphs + school.pictures + school.tables;
  await expect(editor.locator(":scope > *")).toHaveCount(blocks);
});

test("hostile files give a clear message and nothing else", async ({ pc }) => {
  test.slow();
  await beginProject(pc);

  await bringIn(pc, {
    name: "bomb.docx",
    content: makeDocx("", { parts: { "word/media/bomb.png": new Uint8Array(30_000_000) } }),
  });
  await expectRefused(pc, /built in a way that no honest document is/u);

  await bringIn(pc, {
    name: "half.docx",
    content: makeSchoolDocx({ pages: 2, pictures: 1 }).bytes.slice(0, 3_000),
  });
  await expectRefused(pc, /damaged/u);

  await bringIn(pc, {
    name: "drawing.svg",
    content:
      '<svg xmlns="http://www.w3.org/2000/svg" onload="window.__ran=1"><script>window.__ran=1</script></svg>',
  });
  await expectRefused(pc, /SVG drawing, which can hold programs/u);

  await bringIn(pc, { name: "pixels.png", content: makeClaimingPng(60_000, 60_000) });
  await expectRefused(pc, /more than 100 million points/u);

  await bringIn(pc, { name: "nothing.docx", content: "" });
  await expectRefused(pc, "There is nothing in this file.");

  await openImport(pc);
  await pc.page.getByTestId("import-files").setInputFiles(await sparsePicture(pc, 200_000_000));
  await expectRefused(pc, /too large\. Pictures may have up to 25/u);
});

async function sparsePicture(pc: Pc, sizeBytes: number): Promise<string> {
  const file = path.join(pc.savedFolder, "huge.png");
  const handle = await open(file, "w");
  await handle.write(makePng(4, 4, 1));
  await handle.truncate(sizeBytes);
  await handle.close();
  return file;
}

test("scripts in a web page never run, and its words come in", async ({ pc }) => {
  await beginProject(pc);
  const html = `<title>Feast</title><p>Bread for all</p><script>window.__ran = 1</script><img src=x onerror="window.__ran = 1"><svg onload="window.__ran = 1"></svg><a href="javascript:window.__ran = 1">a link</a><iframe srcdoc="<script>top.__ran = 1</script>"></iframe>`;
  await bringIn(pc, { name: "feast.html", content: html });
  const report = pc.page.getByTestId("import-report");
  await expect(report).toContainText("3 pieces of program code in the file were left out.");
  await report.getByRole("button", { name: "Open Feast" }).click();
  await expect(pc.page.getByText("Bread for all").first()).toBeVisible();
  expect(await pc.page.evaluate(() => "__ran" in window)).toBe(false);
});

test("where and when a picture was taken stays behind, and it stands upright", async ({ pc }) => {
  await beginProject(pc);
  const plain = await pc.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2_400, 1_200);
    canvas.getContext("2d")?.fillRect(0, 0, 1_200, 1_200);
    const jpeg = await canvas.convertToBlob({ type: "image/jpeg" });
    return Array.from(new Uint8Array(await jpeg.arrayBuffer()));
  });
  const photograph = withCameraData(new Uint8Array(plain), 6, "Phone of Giulia");
  await bringIn(pc, { name: "IMG_0001.jpg", content: photograph });
  await expect(pc.page.locator('img[src^="blob:"]').first()).toBeVisible();
  await command(pc, "exportPage", "Save a copy of this page");
  await pc.page.getByTestId("export-html").click();
  await expect(pc.page.getByText(/^Saved as/u).first()).toBeVisible();
  const kept = await pictureInside(pc);
  expect(kept.text).not.toMatch(/Exif|Phone of Giulia/u);
  expect(kept).toMatchObject({ width: 800, height: 1_600 });
});

/** The only picture of the only web page that was saved. */
async function pictureInside(
  pc: Pc,
): Promise<{ readonly text: string; readonly width: number; readonly height: number }> {
  const [name] = (await readdir(pc.savedFolder)).filter((file) => file.endsWith(".html"));
  const html = await readFile(path.join(pc.savedFolder, name ?? ""), "utf8");
  const [, base64, width, height] =
    /src="data:image\/[a-z]+;base64,([^"]+)"[^>]* width="(\d+)" height="(\d+)"/u.exec(html) ?? [];
  return {
    text: Buffer.from(base64 ?? "", "base64").toString("latin1"),
    width: Number(width),
    height: Number(height),
  };
}
