import type { PictureType } from "../../domain/index.ts";

/** The longest side that a page shows, in pixels; larger pictures are made smaller. */
export const LONGEST_SIDE = 1_600;

/** A picture ready to be kept: small enough to travel, and without any data but what is seen. */
export interface PreparedPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: PictureType;
  readonly width: number;
  readonly height: number;
}

export interface PictureRequest {
  readonly id: number;
  readonly file: Blob;
  /** Drawings and screenshots stay free of loss where that costs little. */
  readonly mayStayPng: boolean;
}

export type PictureAnswer =
  | { readonly id: number; readonly kind: "done"; readonly picture: PreparedPicture }
  | { readonly id: number; readonly kind: "undecodable" };
