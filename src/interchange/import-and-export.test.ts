import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { type Result, fail, succeed } from "../base/index.ts";
import { type BlobHash, type Block, type Picture, paragraph } from "../domain/index.ts";
import { exportHtml, exportMarkdown, fileName } from "./export-page.ts";
import { directConverter, makePng, makeSchoolDocx } from "./fixtures/index.ts";
import { type ImportTools, importFile } from "./import-file.ts";
import type { ImportFailure, ImportProgress, ImportedPage } from "./import-outcome.ts";
import { importPictures } from "./import-pictures.ts";
import { checkPicture } from "./pictures/prepare-picture.ts";

/** Keeps what a shelf would, without drawing anything anew, which needs a browser. */
class PlainShelf {
  readonly kept = new Map<BlobHash, Blob>();
  isFull = false;

  async add(file: Blob, name: string): ReturnType<ImportTools["shelf"]["add"]> {
    if (this.isFull) return fail({ kind: "notSaved" });
    const checked = await checkPicture(file);
    if (!checked.ok) return checked;
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const hash = Array.from(new Uint8Array(digest), (byte) =>
      byte.toString(16).padStart(2, "0"),
    ).join("") as BlobHash;
    this.kept.set(hash, file);
    return succeed({ hash, mime: "image/png", name, ...checked.value.size, sizeBytes: file.size });
  }
}

function toolsFor(shelf: PlainShelf, signal = new AbortController().signal) {
  const progress: ImportProgress[] = [];
  return {
    shelf,
    signal,
    onProgress: (step: ImportProgress) => progress.push(step),
    openConverter: directConverter,
    progress,
  };
}

function pageOf(imported: Result<ImportedPage, ImportFailure>): ImportedPage {
  if (!imported.ok) throw new Error(imported.failure.kind);
  return imported.value;
}

function pictureNamed(name: string, seed: number): File {
  return new File([makePng(8, 6, seed)], name);
}

test("a report arrives with its pictures on the shelf, and says how far it is", async () => {
  const shelf = new PlainShelf();
  const tools = toolsFor(shelf);
  const page = pageOf(
    await importFile(
      new Blob([makeSchoolDocx({ pages: 3, pictures: 2 }).bytes]),
      "My_report 2.docx",
      tools,
    ),
  );
  expect(page.title).toBe("My report 2");
  expect(page.report).toEqual([]);
  const pictures = page.blocks.filter((block) => block.type === "picture");
  expect(pictures.map(({ alt, width }) => [alt, width])).toEqual([
    ["Photograph 1 of our experiment", 640],
    ["Photograph 2 of our experiment", 640],
  ]);
  expect(pictures.every(({ hash }) => shelf.kept.has(hash))).toBe(true);
  expect(tools.progress.map(({ stage }) => stage)).toEqual([
    "reading",
    "converting",
    "pictures",
    "pictures",
  ]);
});

test("a picture that the shelf refuses is counted, and the text comes in", async () => {
  const html = '<p>Look:</p><img src="data:image/svg+xml;base64,PHN2Zz4=" alt="drawing">';
  const page = pageOf(await importFile(new Blob([html]), "page.html", toolsFor(new PlainShelf())));
  expect(page.blocks).toEqual([paragraph("Look:")]);
  expect(page.report).toEqual([{ kind: "unsupportedPictures", count: 1 }]);
});

test("a shelf that cannot save ends the import, because the page would be a lie", async () => {
  const shelf = new PlainShelf();
  shelf.isFull = true;
  const imported = await importFile(pictureNamed("bread.png", 1), "bread.png", toolsFor(shelf));
  expect(imported).toEqual({ ok: false, failure: { kind: "notSaved" } });
});

test("a file that is gone by now is said to be unreadable", async () => {
  const gone = {
    size: 5,
    slice: () => ({
      arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")),
    }),
  };
  const imported = await importFile(
    gone as unknown as Blob,
    "gone.docx",
    toolsFor(new PlainShelf()),
  );
  expect(imported).toEqual({ ok: false, failure: { kind: "notReadable" } });
});

test("an import that is stopped before it begins brings nothing", async () => {
  const shelf = new PlainShelf();
  const imported = await importFile(new Blob(["x"]), "x.txt", toolsFor(shelf, AbortSignal.abort()));
  expect(imported).toEqual({ ok: false, failure: { kind: "canceled" } });
});

test("a folder of pictures becomes a page in the order that people count, with captions where names have words", async () => {
  const files = [
    pictureNamed("10 oven.png", 1),
    pictureNamed("2 dough.png", 2),
    pictureNamed("IMG_1.png", 3),
  ];
  const page = pageOf(await importPictures(files, "Our bread", toolsFor(new PlainShelf())));
  expect(page.title).toBe("Our bread");
  expect(
    page.blocks.map((block) =>
      block.type === "paragraph" ? block.text[0]?.text : block.type === "picture" ? block.name : "",
    ),
  ).toEqual(["2 dough.png", "dough", "10 oven.png", "oven", "IMG_1.png"]);
});

test("pictures that stay out are named with the reason", async () => {
  const files = [
    pictureNamed("a.png", 1),
    new File(["<svg></svg>"], "b.png"),
    new File(["\0\0\0\u0018ftypheic"], "c.heic"),
  ];
  const page = pageOf(await importPictures(files, "Pictures", toolsFor(new PlainShelf())));
  expect(page.report).toEqual([
    {
      kind: "pictureRefused",
      name: "b.png",
      refusal: { kind: "unsupportedPicture", format: "svg" },
    },
    {
      kind: "pictureRefused",
      name: "c.heic",
      refusal: { kind: "unsupportedPicture", format: "heic" },
    },
  ]);
});

test("stopping in the middle keeps the pictures that are there", async () => {
  const stop = new AbortController();
  const shelf = new PlainShelf();
  const files = Array.from({ length: 5 }, (_, index) =>
    pictureNamed(`day ${index + 1}.png`, index),
  );
  const imported = await importPictures(files, "Days", {
    ...toolsFor(shelf, stop.signal),
    onProgress: ({ done }) => done === 2 && stop.abort(),
  });
  const page = pageOf(imported);
  expect(page.blocks.filter(({ type }) => type === "picture")).toHaveLength(3);
  expect(page.report).toEqual([{ kind: "stoppedEarly", added: 3, left: 2 }]);
});

async function pageWithPicture(): Promise<{
  readonly shelf: PlainShelf;
  readonly blocks: readonly Block[];
  readonly picture: Picture;
}> {
  const shelf = new PlainShelf();
  const added = await shelf.add(pictureNamed("bread <1>.png", 4), "bread <1>.png");
  if (!added.ok) throw new Error(added.failure.kind);
  const picture: Picture = { type: "picture", ...added.value, alt: "Two loaves & a knife" };
  return {
    shelf,
    picture,
    blocks: [
      paragraph("Steps", { kind: "h", level: 2 }),
      picture,
      paragraph("الخبز", { kind: "quote" }),
    ],
  };
}

function exportOf(shelf: PlainShelf, blocks: readonly Block[]) {
  return {
    title: "Bread & salt",
    blocks,
    pictures: (hash: BlobHash) => Promise.resolve(shelf.kept.get(hash) ?? null),
    language: "ar",
    direction: "rtl" as const,
    missing: ({ name }: Picture) => `Missing: ${name}`,
  };
}

test("a page goes out as one web page and comes back with its picture", async () => {
  const { shelf, blocks } = await pageWithPicture();
  const file = await exportHtml(exportOf(shelf, blocks));
  expect(file).toMatchObject({ suggestedName: "Bread & salt.html", mime: "text/html" });
  const html = new TextDecoder().decode(file.bytes);
  expect(html).toMatch(/^<!doctype html>\n<html lang="ar" dir="rtl">/u);
  expect(html).not.toMatch(/<script|https?:/u);
  const back = pageOf(
    await importFile(new Blob([file.bytes]), file.suggestedName, toolsFor(shelf)),
  );
  expect(back).toEqual({ title: "Bread & salt", blocks, report: [] });
});

test("a page goes out as Markdown with a folder of pictures, and comes back", async () => {
  const { shelf, blocks, picture } = await pageWithPicture();
  const file = await exportMarkdown(exportOf(shelf, blocks));
  expect(file).toMatchObject({ suggestedName: "Bread & salt.zip", mime: "application/zip" });
  expect(Object.keys(unzipSync(file.bytes))).toEqual([
    "Bread & salt.md",
    "pictures/01 bread 1.png",
  ]);
  const back = pageOf(
    await importFile(new Blob([file.bytes]), file.suggestedName, toolsFor(shelf)),
  );
  const renamed = blocks.map((block) =>
    block === picture ? { ...picture, name: "01 bread 1.png" } : block,
  );
  expect(back).toEqual({ title: "Bread & salt", blocks: renamed, report: [] });
});

test("a page without pictures goes out as plain Markdown", async () => {
  const file = await exportMarkdown(exportOf(new PlainShelf(), [paragraph("Salt")]));
  expect(file.suggestedName).toBe("Bread & salt.md");
  expect(new TextDecoder().decode(file.bytes)).toBe("# Bread & salt\n\nSalt\n");
});

test("a picture that has not arrived leaves a line that says so", async () => {
  const { blocks } = await pageWithPicture();
  const nothingHere = exportOf(new PlainShelf(), blocks);
  expect(new TextDecoder().decode((await exportHtml(nothingHere)).bytes)).toContain(
    "Missing: bread &lt;1&gt;.png",
  );
  expect(new TextDecoder().decode((await exportMarkdown(nothingHere)).bytes)).toContain(
    "Missing: bread \\<1\\>.png",
  );
});

test.each([
  ["Water: 1/2 or more?", "Water 1 2 or more"],
  ["CON", "page CON"],
  ["..", "page"],
  ["\u202Egpj.exe", "gpj.exe"],
  ["x".repeat(300), "x".repeat(80)],
])("the file of “%s” is called “%s”", (title, name) => {
  expect(fileName(title)).toBe(name);
});
