import type { Extensions } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { Document } from "@tiptap/extension-document";
import { Italic } from "@tiptap/extension-italic";
import { Strike } from "@tiptap/extension-strike";
import { Text } from "@tiptap/extension-text";
import { Underline } from "@tiptap/extension-underline";
import { Foreign } from "./foreign.ts";
import { HighlightMark, LinkMark, TextColorMark } from "./marks.ts";
import { Paragraph } from "./paragraph.ts";
import { Rule } from "./rule.ts";
import { Table, TableCell, TableRow } from "./table.ts";

export { lookOf } from "./paragraph.ts";
export type { ParagraphLook } from "./paragraph.ts";
export { Picture, pictureOf } from "./picture.ts";

/** The text of a page, as docs/spec/page-content.md describes it. */
export const PAGE_SCHEMA: Extensions = [
  Document,
  Text,
  Paragraph,
  Table,
  TableRow,
  TableCell,
  Rule,
  Foreign,
  LinkMark,
  Bold,
  Italic,
  Underline,
  Strike,
  Code,
  TextColorMark,
  HighlightMark,
];
