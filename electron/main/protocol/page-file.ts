import path from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

export interface PageFile {
  readonly file: string;
  readonly type: string;
}

/** The file below `folder` that an address of the page means; null for anything outside it or of an unknown type. */
export function pageFile(folder: string, url: string): PageFile | null {
  const decoded = decodedPath(url);
  if (decoded === null || /[\0\\:]/u.test(decoded)) return null;
  if (decoded.split("/").some((part) => part === ".." || part === ".")) return null;
  const file = path.join(folder, decoded === "/" ? "index.html" : decoded);
  const relative = path.relative(folder, file);
  if (relative === "" || relative.startsWith("..") || path.isAbsolute(relative)) return null;
  const type = TYPES[path.extname(file).toLowerCase()];
  return type === undefined ? null : { file, type };
}

function decodedPath(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
}
