import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/**
 * The places in a folder where one of the words stands readable, as "file: word". Every file is searched byte by byte for the word
 * in UTF-8 and in both orders of UTF-16, as browsers keep strings.
 *
 * What this cannot see: LevelDB compresses blocks with Snappy, which writes only what it meets anew and points back to the rest. A
 * word that repeats nothing, as a random one, therefore stands whole where it first comes in a block; a word of everyday language
 * might stand there in pieces. So search for random words, and let something unsealed be found first, to know that the search works.
 */
export async function placesOf(
  words: readonly string[],
  folder: string,
): Promise<readonly string[]> {
  const needles = words.flatMap((word) => {
    const little = Buffer.from(word, "utf16le");
    const big = Buffer.from(little).swap16();
    return [Buffer.from(word, "utf8"), little, big].map((bytes) => ({ word, bytes }));
  });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const places: string[] = [];
  for (const entry of entries) {
    const name = path.join(entry.parentPath, entry.name);
    const inFolder = path.relative(folder, name);
    places.push(...words.filter((word) => inFolder.includes(word)).map((word) => `name: ${word}`));
    if (!entry.isFile()) continue;
    const content = await readFileIfThere(name);
    for (const { word, bytes } of needles)
      if (content.includes(bytes)) places.push(`${inFolder}: ${word}`);
  }
  return [...new Set(places)];
}

/** A program that runs renames and removes its own files meanwhile. */
async function readFileIfThere(name: string): Promise<Buffer> {
  try {
    return await readFile(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
