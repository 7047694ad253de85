import { expect, test } from "vitest";
import {
  makeClaimingPng,
  makeMovingGif,
  makePng,
  makeSparsePicture,
  withCameraData,
} from "../fixtures/pictures.ts";
import { checkGif } from "./animated-gif.ts";
import { type ReadAt, readPictureSize, recognisePicture } from "./picture-header.ts";
import { captionOf, compareNaturally } from "./picture-names.ts";
import { checkPicture, preparePicture } from "./prepare-picture.ts";

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const blobOf = (...parts: Uint8Array<ArrayBuffer>[]) => new Blob(parts);

function readerOf(bytes: Uint8Array): ReadAt {
  return (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length));
}

test.each([
  ["png", makePng(2, 2, 1)],
  ["jpeg", new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
  ["gif", bytesOf("GIF89a....")],
  ["webp", bytesOf("RIFF....WEBPVP8 ")],
  ["svg", bytesOf('<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="x">')],
  ["svg", bytesOf("\u00EF\u00BB\u00BF  <SVG onload=alert(1)>")],
  ["heic", bytesOf("\0\0\0\u0018ftypheic")],
  ["other", bytesOf("\0\0\0\u0018ftypavif")],
  ["other", bytesOf("II*\0........")],
  [null, bytesOf("\0\0\0\u0018ftypisom")],
  [null, bytesOf("<p>a page</p>")],
  [null, new Uint8Array(0)],
])("a picture is recognised as %s by its first bytes", (format, bytes) => {
  expect(recognisePicture(bytes)).toBe(format);
});

test("width and height are read from the header of every kind", async () => {
  expect(await readPictureSize("png", readerOf(makeClaimingPng(60_000, 50_000)))).toEqual({
    width: 60_000,
    height: 50_000,
  });
  expect(await readPictureSize("gif", readerOf(makeMovingGif("x")))).toEqual({
    width: 1,
    height: 1,
  });
  const lossless = bytesOf(`RIFF....WEBPVP8L....\u002F${"\u00FF\u00C3\u0000\u0000"}.....`);
  expect(await readPictureSize("webp", readerOf(lossless))).toEqual({ width: 1024, height: 4 });
  const extended = bytesOf("RIFF....WEBPVP8X....\0\0\0\0\u00FF\u00FF\0\u000F\0\0");
  expect(await readPictureSize("webp", readerOf(extended))).toEqual({ width: 65_536, height: 16 });
});

test("a JPEG's size is found behind its camera data", async () => {
  const bare = new Uint8Array([
    0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0x01, 0x90, 0x02, 0x58, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]);
  expect(await readPictureSize("jpeg", readerOf(withCameraData(bare, 6, "Phone")))).toEqual({
    width: 600,
    height: 400,
  });
});

test("a JPEG whose segments lead nowhere has no size", async () => {
  const endless = new Uint8Array(70_000).fill(0xff);
  expect(await readPictureSize("jpeg", readerOf(endless))).toBeNull();
  expect(
    await readPictureSize("jpeg", readerOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0]))),
  ).toBeNull();
});

test("a pixel bomb is refused by its header", async () => {
  expect(await checkPicture(blobOf(makeClaimingPng(60_000, 60_000)))).toEqual({
    ok: false,
    failure: { kind: "tooManyPixels", limitMegapixels: 100 },
  });
});

test("a picture of 200 MB is refused before it is read", async () => {
  const huge = makeSparsePicture(200_000_000);
  expect(await preparePicture(huge, "huge.png")).toEqual({
    ok: false,
    failure: { kind: "tooLarge", limitBytes: 25_000_000 },
  });
  expect(huge.bytesRead).toBeLessThan(10_000);
});

test.each([
  ["svg", bytesOf("<svg onload=alert(1)>")],
  ["heic", bytesOf("\0\0\0\u0018ftypheic")],
])("an %s is refused by name", async (format, bytes) => {
  expect(await preparePicture(blobOf(bytes), "picture.png")).toEqual({
    ok: false,
    failure: { kind: "unsupportedPicture", format },
  });
});

test("what is no picture is said to be none", async () => {
  for (const bytes of [new Uint8Array(0), bytesOf("<p>"), bytesOf("\u0089PNG\r\n\u001A\n")]) {
    expect(await preparePicture(blobOf(bytes), "picture.png")).toEqual({
      ok: false,
      failure: { kind: "notAPicture" },
    });
  }
});

test("a small moving GIF keeps moving and loses its comments and foreign data", async () => {
  const prepared = await preparePicture(
    blobOf(makeMovingGif("41.15 north, Ana's phone")),
    "dance.gif",
  );
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  expect(prepared.value).toMatchObject({ mime: "image/gif", width: 1, height: 1 });
  const text = String.fromCharCode(...prepared.value.bytes);
  expect(text).toContain("NETSCAPE2.0");
  expect(text).not.toMatch(/phone|XMP/u);
  expect(checkGif(prepared.value.bytes)?.frames).toBe(2);
});

test("a GIF that breaks off is not taken apart", () => {
  const gif = makeMovingGif("x");
  for (let cut = 0; cut < gif.length; cut += 1) expect(checkGif(gif.slice(0, cut))).toBeNull();
});

test("pictures stand in the order that people count", () => {
  const names = ["day 10.jpg", "day 2.jpg", "Day 1.jpg"];
  expect(names.sort(compareNaturally)).toEqual(["Day 1.jpg", "day 2.jpg", "day 10.jpg"]);
});

test.each([
  ["02_bread-from-izmir.JPG", "bread from izmir"],
  ["Ψωμί από τη γιαγιά.png", "Ψωμί από τη γιαγιά"],
  ["Our flag.webp", "Our flag"],
  ["IMG_2034.jpg", ""],
  ["DSC00123.JPG", ""],
  ["PXL_20240312_081530123.jpg", ""],
  ["IMG-20240312-WA0007.jpg", ""],
  ["WhatsApp Image 2024-03-12 at 08.15.30.jpeg", ""],
  ["Screenshot 2024-03-12 081530.png", ""],
  ["P1000123.JPG", ""],
  ["20240312_081530.jpg", ""],
  ["3f9d2c1ab4e58f70a1b2c3d4.jpg", ""],
])("the caption of %s is “%s”", (name, caption) => {
  expect(captionOf(name)).toBe(caption);
});
