/** Never changes: a new origin would be a new, empty database. */
export const PAGE_SCHEME = "app";
export const PAGE_ORIGIN = "app://twinspan";
export const PAGE_URL = `${PAGE_ORIGIN}/`;

export function isOurPage(url: string): boolean {
  return url.startsWith(PAGE_URL);
}
