export {
  ELEMENTS,
  PAGE_ROOTS,
  paragraphAttributes,
  readCellFields,
  readParagraphFields,
  readPictureFields,
} from "./page-format.ts";
export { PageDocument } from "./page-document.ts";
export { readBlocks, readPictureHashes } from "./read-blocks.ts";
export { countWords, countWordsInBlocks } from "./word-count.ts";
export { writeBlocks } from "./write-blocks.ts";
