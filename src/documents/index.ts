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
  ELEMENTS,
  PAGE_ROOTS,
  PageDocument,
  countWords,
  countWordsInBlocks,
  paragraphAttributes,
  readBlocks,
  readCellFields,
  readParagraphFields,
  readPictureFields,
  readPictureHashes,
  writeBlocks,
} from "./page/index.ts";
