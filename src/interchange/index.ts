export { exportHtml, exportMarkdown, fileName } from "./export-page.ts";
export type { ExportedFile, PageToExport } from "./export-page.ts";
export { importFile } from "./import-file.ts";
export type { ImportTools } from "./import-file.ts";
export type {
  CountedNotice,
  ImportFailure,
  ImportNotice,
  ImportProgress,
  ImportedPage,
  OtherFormat,
  PictureBasket,
} from "./import-outcome.ts";
export { importPictures } from "./import-pictures.ts";
export { preparePicture } from "./pictures/prepare-picture.ts";
export type { PreparedPicture } from "./pictures/picture-request.ts";
export { recognisePicture } from "./pictures/picture-header.ts";
export { compareNaturally } from "./pictures/picture-names.ts";
export type { Converter, OpenConverter } from "./worker/converter.ts";
