import { expect, test } from "vitest";
import { packIcns, packIco } from "./make-icons.mjs";

const png = Buffer.from("a picture");

test("an ico points to each picture, and writes 256 as 0", () => {
  const ico = packIco([
    { size: 16, png },
    { size: 256, png },
  ]);
  expect(ico.readUInt16LE(4)).toBe(2);
  expect([ico.readUInt8(6), ico.readUInt8(22)]).toEqual([16, 0]);
  const offset = ico.readUInt32LE(22 + 12);
  expect(ico.subarray(offset, offset + png.length)).toEqual(png);
});

test("an icns counts its own heads", () => {
  const icns = packIcns([{ type: "ic07", png }]);
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  expect(icns.readUInt32BE(12)).toBe(png.length + 8);
});
