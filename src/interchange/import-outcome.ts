import type { Block, Picture, PictureRefusal } from "../domain/index.ts";
import type { Result } from "../base/index.ts";

/** What an import gives: the blocks of one page, and an honest list of what it could not keep. */
export interface ImportedPage {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly report: readonly ImportNotice[];
}

/** Something that the file had and the page has not, or has differently. */
export type ImportNotice =
  | { readonly kind: CountedNotice; readonly count: number }
  /** A picture file of a set that stayed out. */
  | { readonly kind: "pictureRefused"; readonly name: string; readonly refusal: PictureRefusal }
  /** The person stopped a set of pictures; what was there by then is kept. */
  | { readonly kind: "stoppedEarly"; readonly added: number; readonly left: number };

export const COUNTED_NOTICES = [
  "footnotes",
  "comments",
  "trackedChanges",
  "textBoxes",
  "equations",
  "drawings",
  "headersAndFooters",
  "tableOfContents",
  "textColors",
  "raisedText",
  "remotePictures",
  "missingPictures",
  "unsupportedPictures",
  "largePictures",
  "tooManyPictures",
  "picturesInTables",
  "nestedTables",
  "brokenTables",
  "cutTables",
  "scripts",
  "embeds",
  "forms",
  "unsafeLinks",
  "innerLinks",
  "deepNesting",
  "guessedLetters",
  "cutText",
] as const;
export type CountedNotice = (typeof COUNTED_NOTICES)[number];

export type ImportFailure =
  | { readonly kind: "empty" }
  | { readonly kind: "tooLarge"; readonly limitBytes: number }
  /** Nothing that the program knows. */
  | { readonly kind: "unknownFormat" }
  /** Known, but another program must save it differently first. */
  | { readonly kind: "otherFormat"; readonly format: OtherFormat }
  | { readonly kind: "encrypted" }
  | { readonly kind: "damaged" }
  /** Built to overwhelm: a zip bomb, XML entities, overlapping parts. */
  | { readonly kind: "suspicious" }
  | { readonly kind: "tooComplex" }
  | { readonly kind: "timedOut" }
  /** The program failed, not the file. */
  | { readonly kind: "broken" }
  | { readonly kind: "canceled" }
  | { readonly kind: "notReadable" }
  | { readonly kind: "notSaved" }
  | { readonly kind: "picture"; readonly refusal: PictureRefusal };

export type OtherFormat = "doc" | "odt" | "rtf" | "pdf" | "spreadsheet" | "presentation" | "zip";

export interface ImportProgress {
  readonly stage: "reading" | "converting" | "pictures";
  readonly done: number;
  readonly total: number;
}

/** The part of the workspace's picture shelf that an import needs. */
export interface PictureBasket {
  add(
    file: Blob,
    name: string,
  ): Promise<Result<Omit<Picture, "type" | "alt">, PictureRefusal | { readonly kind: "notSaved" }>>;
}

/** Thrown inside a conversion and caught at its edge, where it becomes a value again. */
export class ImportRefused extends Error {
  readonly failure: ImportFailure;
  constructor(failure: ImportFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}
