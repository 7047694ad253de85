/**
 * What mammoth hands to `transformDocument`, as far as it is read here. The shape is fixed by the exact version in
 * package.json; every field is read tolerantly all the same.
 */
export type WordNode =
  | WordParagraph
  | WordRun
  | WordTable
  | WordImage
  | { readonly type: "document"; readonly children: readonly WordNode[]; readonly notes: WordNotes }
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "tab" }
  | { readonly type: "checkbox"; readonly checked: boolean }
  | {
      readonly type: "hyperlink";
      readonly children: readonly WordNode[];
      readonly href?: string | undefined;
      readonly anchor?: string | undefined;
    }
  | { readonly type: "noteReference"; readonly noteType: string; readonly noteId: string }
  | { readonly type: "commentReference" }
  | { readonly type: "bookmarkStart" }
  | { readonly type: "break"; readonly breakType: "line" | "page" | "column" }
  | {
      readonly type: "tableRow";
      readonly children: readonly WordNode[];
      readonly isHeader: boolean;
    }
  | {
      readonly type: "tableCell";
      readonly children: readonly WordNode[];
      readonly colSpan: number;
      readonly rowSpan: number;
    };

export interface WordParagraph {
  readonly type: "paragraph";
  readonly children: readonly WordNode[];
  readonly styleId: string | null;
  readonly styleName: string | null;
  readonly numbering: { readonly level: string | number; readonly isOrdered: boolean } | null;
  readonly alignment: string | null;
}

export interface WordRun {
  readonly type: "run";
  readonly children: readonly WordNode[];
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderline: boolean;
  readonly isStrikethrough: boolean;
  readonly verticalAlignment: string;
  readonly highlight: string | null;
}

export interface WordTable {
  readonly type: "table";
  readonly children: readonly WordNode[];
}

export interface WordImage {
  readonly type: "image";
  readonly altText?: string | undefined;
  readAsArrayBuffer(): Promise<ArrayBuffer>;
}

export interface WordNotes {
  resolve(reference: {
    readonly noteType: string;
    readonly noteId: string;
  }): { readonly body: readonly WordNode[] } | null;
}

export type WordDocument = Extract<WordNode, { readonly type: "document" }>;
