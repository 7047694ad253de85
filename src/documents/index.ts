export {
  PROJECT_DOCUMENT,
  ROSTER_DOCUMENT,
  documentKind,
  ownDocument,
  pageDocument,
} from "./document-names.ts";
export type { DocumentKind } from "./document-names.ts";
export { REMOTE, STORED, isLocal } from "./origins.ts";
export { OwnDocument } from "./own/own-document.ts";
export type { OwnPost } from "./own/own-document.ts";
export { ProjectDocument } from "./project/project-document.ts";
export { RosterDocument } from "./roster/roster-document.ts";
export {
  DEEPEST_INDENT,
  ELEMENTS,
  PAGE_ROOTS,
  PageDocument,
  countWords,
  paragraphAttributes,
  readCellFields,
  readParagraphFields,
  readPictureFields,
  writeBlocks,
} from "./page/index.ts";
