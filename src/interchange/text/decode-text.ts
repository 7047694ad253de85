/** A text and how sure its letters are. */
export interface DecodedText {
  readonly text: string;
  /** No mark and no valid UTF-8: read as Western Windows text, so other letters may be wrong. */
  readonly guessed: boolean;
}

/** `claimed`: the character set that the file names itself, if any. null for bytes that are no text. */
export function decodeText(bytes: Uint8Array, claimed: string | null): DecodedText | null {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return { text: new TextDecoder(marked).decode(bytes), guessed: false };
  if (bytes.includes(0)) return null;
  const strict = decodeAs(bytes, "utf-8");
  if (strict !== null) return { text: strict, guessed: false };
  const named = claimed === null ? null : decodeAs(bytes, claimed);
  if (named !== null) return { text: named, guessed: false };
  return { text: new TextDecoder("windows-1252").decode(bytes), guessed: true };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

function decodeAs(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    // Either the bytes are not in that character set, or nobody knows it.
    return null;
  }
}
