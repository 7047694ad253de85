import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * An asar archive of files in `folder`: a size, a JSON header padded to four bytes, then the files' bytes, as Electron's
 * archive format has them.
 * @param {string} folder
 * @param {readonly string[]} names paths below the folder
 */
export function asarArchive(folder, names) {
  const contents = names.map((name) => readFileSync(path.join(folder, name)));
  let offset = 0;
  /** @type {Record<string, any>} */
  const files = {};
  names.forEach((name, at) => {
    const size = contents[at]?.length ?? 0;
    const parts = name.split(path.sep);
    const file = parts.pop() ?? "";
    const parent = parts.reduce((tree, part) => (tree[part] ??= { files: {} }).files, files);
    parent[file] = { size, offset: String(offset) };
    offset += size;
  });
  const json = Buffer.from(JSON.stringify({ files }));
  const paddedLength = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + paddedLength);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(8 + paddedLength, 4);
  head.writeUInt32LE(4 + paddedLength, 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return Buffer.concat([head, ...contents]);
}
