const LONG_DATA_URL =
  /data:image\/[a-z0-9.+-]{1,40}(?:;[a-z0-9=._-]{1,80}){0,4};base64,[A-Za-z0-9+/=]{1000,}/giu;

/**
 * Takes long picture addresses out of a text and leaves "data:0", "data:1" … in their place: a parser that goes letter by
 * letter would need some thirty times their length in memory.
 */
export function liftDataUrls(text: string): {
  readonly text: string;
  readonly lifted: readonly string[];
} {
  const lifted: string[] = [];
  return {
    text: text.replace(LONG_DATA_URL, (address) => `data:${lifted.push(address) - 1}`),
    lifted,
  };
}

/** -1 for addresses that were not lifted. */
export function liftedIndex(address: string): number {
  const index = /^data:(\d{1,6})$/u.exec(address)?.[1];
  return index === undefined ? -1 : Number(index);
}

/** The bytes of a base64 `data:` address of a picture; null for every other address. */
export function readDataUrl(address: string): Uint8Array<ArrayBuffer> | null {
  const comma = address.indexOf(",");
  if (
    comma === -1 ||
    !/^\s*data:image\/[a-z0-9.+-]+(?:;[a-z0-9=._-]+)*;base64$/iu.test(
      address.slice(0, Math.min(comma, 200)),
    )
  )
    return null;
  try {
    const text = atob(address.slice(comma + 1).replace(/[\s]|%0[ad]/giu, ""));
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
    return bytes;
  } catch {
    // Not base64 after all: no picture.
    return null;
  }
}

/** In pieces, because one call with millions of arguments overflows the stack. */
export function writeDataUrl(mime: string, bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += 8_190) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(offset, offset + 8_190))));
  }
  return `data:${mime};base64,${pieces.join("")}`;
}
