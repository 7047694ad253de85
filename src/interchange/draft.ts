import type { Paragraph, Rule, TableCell } from "../domain/index.ts";
import type { ImportNotice } from "./import-outcome.ts";

/** A page on its way in: converted, but its pictures are still raw bytes that the shelf has not seen. */
export interface Draft {
  /** null: the file names none, so its own name serves. */
  readonly title: string | null;
  readonly blocks: readonly DraftBlock[];
  readonly sources: readonly DraftSource[];
  readonly notices: readonly ImportNotice[];
}

export type DraftBlock = Paragraph | DraftPicture | DraftTable | Rule;

export interface DraftPicture {
  readonly type: "picture";
  /** Index in `Draft.sources`. */
  readonly source: number;
  readonly alt: string;
}

export interface DraftTable {
  readonly type: "table";
  readonly rows: readonly { readonly cells: readonly TableCell[] }[];
}

export interface DraftSource {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
}
