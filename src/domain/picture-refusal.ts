/** Why a picture cannot come in; nothing of it is kept. */
export type PictureRefusal =
  | { readonly kind: "tooLarge"; readonly limitBytes: number }
  /** So many pixels that an old PC would stand still over it. */
  | { readonly kind: "tooManyPixels"; readonly limitMegapixels: number }
  /** A picture, but of a kind that not every PC can show. */
  | { readonly kind: "unsupportedPicture"; readonly format: UnsupportedPicture }
  | { readonly kind: "notAPicture" };

export type UnsupportedPicture = "svg" | "heic" | "other";
