import { expect, test } from "vitest";
import { PAGE_LIMITS, PROJECT_LIMITS, PROJECT_TEMPLATES, paragraph } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { blocksFromLines, templatePages } from "./template-pages.ts";

test("each line becomes a block by how it begins", () => {
  expect(blocksFromLines("Hello\n## First\n- one\n1. two\n2.\n[ ] three\n> four")).toEqual([
    paragraph("Hello"),
    paragraph("First", { kind: "h", level: 2 }),
    paragraph("one", { kind: "ul" }),
    paragraph("two", { kind: "ol" }),
    paragraph("", { kind: "ol" }),
    paragraph("three", { kind: "todo" }),
    paragraph("four", { kind: "quote" }),
  ]);
});

test("rows that follow each other are one table with a head", () => {
  const [table, after] = blocksFromLines("| Town | Bridges |\n| Cluj | |\nThe end");
  expect(table).toMatchObject({
    type: "table",
    rows: [
      { cells: [{ header: true, blocks: [{ text: [{ text: "Town" }] }] }, { header: true }] },
      { cells: [{ header: false }, { header: false, blocks: [{ text: [] }] }] },
    ],
  });
  expect(after).toEqual(paragraph("The end"));
});

test.each(PROJECT_TEMPLATES)(
  "the start $id has its title and all its pages in words",
  (template) => {
    expect(translate(`templates.${template.id}Title`).length).toBeLessThanOrEqual(
      PROJECT_LIMITS.title,
    );
    const pages = templatePages(template);
    expect(pages).toHaveLength(template.pages.length);
    for (const { title, blocks } of pages) {
      expect(title).not.toContain("templates.");
      expect(title.length).toBeLessThanOrEqual(PAGE_LIMITS.title);
      expect(blocks.length).toBeGreaterThan(2);
      const tables = blocks.filter((block) => block.type === "table");
      for (const { rows } of tables) {
        expect(new Set(rows.map(({ cells }) => cells.length)).size).toBe(1);
      }
      const paragraphs = blocks.filter((block) => block.type === "paragraph");
      for (const { text } of paragraphs) {
        expect(text[0]?.text ?? "").not.toMatch(/^(#|\||\[|>)|templates\./u);
      }
    }
  },
);

const languages = import.meta.glob<Readonly<Record<string, string>>>(
  "../../i18n/messages/*/templates.json",
  { import: "default", eager: true },
);

test("every language keeps the marks of the lines", () => {
  const shape = (text: string) =>
    blocksFromLines(text).map((block) => {
      if (block.type === "table") return block.rows.map(({ cells }) => cells.length).join(",");
      return block.type === "paragraph" ? `${block.kind}${block.level}` : block.type;
    });
  const english = languages["../../i18n/messages/en/templates.json"] ?? {};
  for (const [file, messages] of Object.entries(languages)) {
    for (const [key, text] of Object.entries(messages).filter(([name]) => name.endsWith("Text"))) {
      expect(shape(text), `${file} ${key}`).toEqual(shape(english[key] ?? ""));
    }
  }
});
