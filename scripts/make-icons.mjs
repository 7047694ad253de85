#!/usr/bin/env node
/**
 * Draws build/icons from assets/icon.svg: PNGs of 16 to 1024 pixels, icon.ico and icon.icns. Needs `rsvg-convert`
 * (Debian: librsvg2-bin). The results are committed, so only who changes the icon runs this.
 *
 *   node scripts/make-icons.mjs
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Four letters for each size that holds a PNG; the smaller kinds of icns hold raw pixels and are made by nobody now. @type {readonly (readonly [string, number])[]} */
const ICNS_TYPES = [
  ["icp4", 16],
  ["icp5", 32],
  ["icp6", 64],
  ["ic07", 128],
  ["ic08", 256],
  ["ic09", 512],
  ["ic10", 1024],
];

/**
 * Windows' container: a header of 6 bytes, 16 bytes for each picture, then the pictures as PNG. A size of 256 is
 * written as 0.
 * @param {readonly { size: number, png: Buffer }[]} pictures
 */
export function packIco(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, place) => {
    const at = 6 + 16 * place;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/**
 * Apple's container: "icns", the whole length, then for each picture its type, its length with these 8 bytes, its PNG.
 * @param {readonly { type: string, png: Buffer }[]} pictures
 */
export function packIcns(pictures) {
  const parts = pictures.map(({ type, png }) => Buffer.concat([chunkHead(type, png.length), png]));
  const body = Buffer.concat(parts);
  return Buffer.concat([chunkHead("icns", body.length), body]);
}

/** @param {string} type @param {number} length */
function chunkHead(type, length) {
  const head = Buffer.alloc(8);
  head.write(type, 0, "ascii");
  head.writeUInt32BE(length + 8, 4);
  return head;
}

function makeIcons() {
  const source = join(ROOT, "assets", "icon.svg");
  const folder = join(ROOT, "build", "icons");
  mkdirSync(folder, { recursive: true });
  const file = (/** @type {number} */ size) => join(folder, `${size}x${size}.png`);
  for (const size of SIZES) {
    execFileSync("rsvg-convert", [
      "-w",
      String(size),
      "-h",
      String(size),
      source,
      "-o",
      file(size),
    ]);
  }
  const png = (/** @type {number} */ size) => readFileSync(file(size));
  writeFileSync(
    join(folder, "icon.ico"),
    packIco(ICO_SIZES.map((size) => ({ size, png: png(size) }))),
  );
  writeFileSync(
    join(folder, "icon.icns"),
    packIcns(ICNS_TYPES.map(([type, size]) => ({ type, png: png(size) }))),
  );
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  makeIcons();
