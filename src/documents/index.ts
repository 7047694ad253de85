export {
  PROJECT_DOCUMENT,
  documentKind,
  pageDocument,
  profileDocument,
  updatesDocument,
} from "./document-names.ts";
export type { DocumentKind } from "./document-names.ts";
export { REMOTE, STORED, isLocal } from "./origins.ts";
export { OwnDocument } from "./own/own-document.ts";
export type { OwnPost } from "./own/own-document.ts";
export { ProfileDocument } from "./own/profile-document.ts";
export { ProjectDocument } from "./project/project-document.ts";
export { pageListOf } from "./page-list.ts";
export type { PageListParts } from "./page-list.ts";
export { rosterOf } from "./roster.ts";
export type { Roster } from "./roster.ts";
export {
  DEEPEST_INDENT,
  ELEMENTS,
  PAGE_ROOTS,
  PageDocument,
  countWords,
  hasSameShape,
  matchBlocks,
  matchTexts,
  paragraphAttributes,
  readCellFields,
  readParagraphFields,
  readPictureFields,
  textOf,
  wordStarts,
  writeBlocks,
} from "./page/index.ts";
