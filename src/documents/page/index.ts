export {
  DEEPEST_INDENT,
  ELEMENTS,
  PAGE_ROOTS,
  paragraphAttributes,
  readCellFields,
  readParagraphFields,
  readPictureFields,
} from "./page-format.ts";
export { hasSameShape, matchBlocks, matchTexts, textOf } from "./match-blocks.ts";
export { PageDocument } from "./page-document.ts";
export { countWords, wordStarts } from "./word-count.ts";
export { writeBlocks } from "./write-blocks.ts";
