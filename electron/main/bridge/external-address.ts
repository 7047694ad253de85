/** The address as the system's browser or mail program may have it; null for whatever is neither https: nor mailto:. */
export function externalAddress(text: string): string | null {
  const url = parsed(text);
  if (url === null || text.length > 2048 || /[\p{Cc}\s]/u.test(text)) return null;
  switch (url.protocol) {
    case "https:":
      return url.hostname !== "" && url.username === "" && url.password === "" ? url.href : null;
    case "mailto:":
      // Some mail programs attach files that an address names.
      return [...url.searchParams.keys()].every((key) => /^(?:subject|body|cc|bcc|to)$/iu.test(key))
        ? url.href
        : null;
    default:
      return null;
  }
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
