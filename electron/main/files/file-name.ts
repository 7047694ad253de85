/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;
/** What a double click would run. */
const RUNNABLE =
  /\.(?:appimage|application|bat|cmd|com|command|cpl|desktop|exe|gadget|hta|inf|jar|jse?|lnk|msc|msi|msp|pif|ps1|reg|run|scf|scr|sh|url|vbe?|vbs|wsf|wsh)$/iu;
const NAME_BYTES_MAX = 180;

/**
 * A name that every file system of Windows, Linux and macOS takes, and that shows what it is: no folders, no device names, nothing
 * invisible or turning the reading direction, no end in a dot or space, nothing that a double click would run.
 */
export function safeFileName(suggested: string): string {
  const shown = suggested
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[<>:"/\\|?*]/gu, "-")
    .replace(/\s+/gu, " ")
    .replace(/^[\s.]+|[\s.]+$/gu, "");
  const named = shown === "" ? "Twinspan" : shown;
  const harmless = RUNNABLE.test(named) ? `${named}.txt` : named;
  const short = shorten(harmless);
  return RESERVED.test(short) ? `_${short}` : short;
}

/** File systems count bytes; the extension stays. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES_MAX) return name;
  const extension = /\.[^.\s]{1,12}$/u.exec(name)?.[0] ?? "";
  let stem = Array.from(name.slice(0, name.length - extension.length));
  while (Buffer.byteLength(stem.join("") + extension) > NAME_BYTES_MAX) stem = stem.slice(0, -1);
  return stem.join("").trimEnd() + extension;
}
