import { type Result, fail, succeed } from "../../base/index.ts";
import { PAGE_CONTENT_LIMITS, type PictureRefusal } from "../../domain/index.ts";
import { checkGif } from "./animated-gif.ts";
import {
  type PictureFormat,
  type PictureSize,
  type ReadAt,
  readPictureSize,
  recognisePicture,
} from "./picture-header.ts";
import { LONGEST_SIDE, type PreparedPicture } from "./picture-request.ts";
import { drawAnew } from "./picture-workshop.ts";

const PICTURE_LIMITS = {
  bytes: PAGE_CONTENT_LIMITS.pictureBytes,
  /** Four bytes a pixel while it is decoded: 400 MB at most, for a moment. */
  megapixels: 100,
  animationBytes: 2_000_000,
} as const;

/**
 * Makes a picture ready to be kept: recognised by its bytes, not its name; refused by its header before anything is decoded;
 * turned upright, at most 1600 px long, and drawn anew, so that place, time and camera stay behind. Small moving GIFs keep moving.
 */
export async function preparePicture(
  file: Blob,
  _name: string,
): Promise<Result<PreparedPicture, PictureRefusal>> {
  const checked = await checkPicture(file);
  if (!checked.ok) return checked;
  const { format, size } = checked.value;
  if (format === "gif") {
    const moving = await keepMoving(file, size);
    if (moving !== null) return succeed(moving);
  }
  return drawAnew(file, format === "png" || format === "gif" || format === "bmp");
}

/** Everything that can be said before decoding. Reads the header only, so a file of any size costs nothing. */
export async function checkPicture(
  file: Blob,
): Promise<Result<{ readonly format: PictureFormat; readonly size: PictureSize }, PictureRefusal>> {
  const readAt: ReadAt = async (offset, length) =>
    new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  const format = recognisePicture(await readAt(0, 1_024));
  if (format === null) return fail({ kind: "notAPicture" });
  if (format === "svg" || format === "heic" || format === "other")
    return fail({ kind: "unsupportedPicture", format });
  if (file.size > PICTURE_LIMITS.bytes)
    return fail({ kind: "tooLarge", limitBytes: PICTURE_LIMITS.bytes });
  const size = await readPictureSize(format, readAt);
  if (size === null || size.width === 0 || size.height === 0) return fail({ kind: "notAPicture" });
  if (size.width * size.height > PICTURE_LIMITS.megapixels * 1_000_000)
    return fail({ kind: "tooManyPixels", limitMegapixels: PICTURE_LIMITS.megapixels });
  return succeed({ format, size });
}

async function keepMoving(
  file: Blob,
  { width, height }: PictureSize,
): Promise<PreparedPicture | null> {
  if (file.size > PICTURE_LIMITS.animationBytes || Math.max(width, height) > LONGEST_SIDE)
    return null;
  const gif = checkGif(new Uint8Array(await file.arrayBuffer()));
  return gif === null || gif.frames < 2
    ? null
    : { bytes: gif.bytes, mime: "image/gif", width, height };
}
