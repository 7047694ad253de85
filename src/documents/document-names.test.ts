import { expect, test } from "vitest";
import type { MemberId, PageId } from "../domain/index.ts";
import { randomId } from "../base/index.ts";
import { readDocumentName } from "../membership/index.ts";
import {
  PROJECT_DOCUMENT,
  documentKind,
  pageDocument,
  profileDocument,
  updatesDocument,
} from "./document-names.ts";

const member = randomId() as MemberId;
const page = randomId() as PageId;

test("the names of documents are those that the member log has rules for", () => {
  const names = [
    PROJECT_DOCUMENT,
    pageDocument(page),
    profileDocument(member),
    updatesDocument(member),
  ];
  expect(names.map(documentKind)).toEqual([
    { kind: "project" },
    { kind: "page", page },
    { kind: "profile", member },
    { kind: "updates", member },
  ]);
  for (const name of names) expect(readDocumentName(name)).not.toBeNull();
});

test("names of anything else are none", () => {
  const foreign = [
    "roster",
    "page",
    "page:",
    "page:../../etc",
    `page:${page}:x`,
    `own:${member}`,
    `own:${member}:letters`,
    `own:${member}:profile:x`,
    `shared:${page}`,
  ];
  expect(foreign.map(documentKind)).toEqual(foreign.map(() => null));
});
