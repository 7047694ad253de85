import type { UnsupportedPicture } from "../../domain/index.ts";

export type PictureFormat = "png" | "jpeg" | "gif" | "webp" | "bmp" | UnsupportedPicture;

/** Any stretch of a file; shorter than asked at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** By the first bytes alone; null: no picture. */
export function recognisePicture(start: Uint8Array): PictureFormat | null {
  const text = Array.from(start.subarray(0, 1_024), (byte) => String.fromCharCode(byte)).join("");
  if (text.startsWith("\u0089PNG\r\n\u001A\n")) return "png";
  if (text.startsWith("\u00FF\u00D8\u00FF")) return "jpeg";
  if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) return "gif";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  if (text.startsWith("BM") && start.length >= 26 && u32(start, 6) === 0) return "bmp";
  if (text.slice(4, 8) === "ftyp") return ofBoxes(text);
  if (
    text.startsWith("II*\u0000") ||
    text.startsWith("MM\u0000*") ||
    text.startsWith("\u00FF\u000A") ||
    text.startsWith("\u00D7\u00CD\u00C6\u009A") ||
    text.slice(40, 44) === " EMF"
  )
    return "other";
  // After what may stand before the root element of an XML text.
  if (
    /^(?:\u00EF\u00BB\u00BF)?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE\s+svg[^>]*>\s*)*<svg[\s>]/iu.test(
      text,
    )
  )
    return "svg";
  return null;
}

/** ISO base media files: still pictures of phones, and also films, which are no pictures. */
function ofBoxes(text: string): PictureFormat | null {
  const brand = text.slice(8, 12);
  if (/^(?:hei[cfmsx]|hev[cx]|mif1|msf1)$/u.test(brand)) return "heic";
  return brand === "avif" || brand === "avis" ? "other" : null;
}

/** Width and height as the file claims them, before anything is decoded; null if it claims none. */
export async function readPictureSize(
  format: PictureFormat,
  readAt: ReadAt,
): Promise<PictureSize | null> {
  switch (format) {
    case "png": {
      const start = await readAt(0, 24);
      return start.length < 24 ? null : { width: u32be(start, 16), height: u32be(start, 20) };
    }
    case "gif": {
      const start = await readAt(0, 10);
      return start.length < 10 ? null : { width: u16(start, 6), height: u16(start, 8) };
    }
    case "bmp": {
      const start = await readAt(0, 26);
      return start.length < 26
        ? null
        : { width: Math.abs(u32(start, 18) | 0), height: Math.abs(u32(start, 22) | 0) };
    }
    case "webp":
      return webpSize(await readAt(0, 30));
    case "jpeg":
      return jpegSize(readAt);
    case "svg":
    case "heic":
    case "other":
      return null;
  }
}

/** RFC 9649: VP8 (lossy), VP8L (lossless) or VP8X (with extras). */
function webpSize(start: Uint8Array): PictureSize | null {
  if (start.length < 30) return null;
  const kind = String.fromCharCode(...start.subarray(12, 16));
  if (kind === "VP8 ") return { width: u16(start, 26) & 0x3fff, height: u16(start, 28) & 0x3fff };
  if (kind === "VP8L") {
    const bits = u32(start, 21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (kind === "VP8X")
    return {
      width: (u32(start, 24) & 0xffffff) + 1,
      height: ((u32(start, 26) >>> 8) & 0xffffff) + 1,
    };
  return null;
}

/** Walks the segments (ITU T.81, B.1.1.4) up to the frame header; camera data before it may be large, so it is skipped, not read. */
async function jpegSize(readAt: ReadAt): Promise<PictureSize | null> {
  let offset = 2;
  for (let segment = 0; segment < 1_000; segment += 1) {
    const head = await readAt(offset, 9);
    if (head.length < 4 || head[0] !== 0xff) return null;
    const marker = head[1] ?? 0;
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const isFrame =
      marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return head.length < 9 ? null : { width: u16be(head, 7), height: u16be(head, 5) };
    if (marker === 0xd9 || marker === 0xda) return null;
    offset += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + u16be(head, 2);
  }
  return null;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function u16be(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function u32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
}

function u32be(bytes: Uint8Array, at: number): number {
  return ((u16be(bytes, at) << 16) | u16be(bytes, at + 2)) >>> 0;
}
