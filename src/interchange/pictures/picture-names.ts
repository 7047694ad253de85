/** As people count: "2" before "10", capitals and accents aside. */
export function compareNaturally(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * The words of a file's name, as a caption: "02_bread-from-izmir.JPG" is "bread from izmir". Empty for the names that cameras,
 * phones and programs give.
 */
export function captionOf(fileName: string): string {
  const stem = fileName
    .replace(/^.*[/\\]/u, "")
    .replace(/\.[a-z0-9]{2,5}$/iu, "")
    .replace(/[_\s]+/gu, " ")
    .replace(/(?<=\p{L})-(?=\p{L})/gu, " ")
    .trim();
  if (MACHINE_NAMES.test(stem)) return "";
  const words = stem.replace(/^[\d\s.()-]+/u, "").trim();
  return /\p{L}{2}/u.test(words) && !/^[\da-f-]{16,}$/iu.test(words) ? words : "";
}

const MACHINE_NAMES =
  /^(?:(?:img|dsc|dscn|dscf|pict?|photo|image|imagepipe|pxl|mvi|vid|gopr|sam|cimg|foto|bild|scan|untitled|unbenannt|picture|unnamed|download|clipboard|screenshot|screen shot|bildschirmfoto|capture|whatsapp image|signal|fb img|snapchat)[\s\d().:-]*(?:at [\d.:]+.*|wa\d+.*|from .*)?[\s\d()a-z]{0,8}|[a-z]{1,2}\d{5,}.*|[\d\s.:()_-]+)$/iu;
