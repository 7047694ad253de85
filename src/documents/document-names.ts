import { ID_PATTERN, type MemberId, type PageId } from "../domain/index.ts";

/** What a document is for, read from its name. Anything else is refused at every door. */
export type DocumentKind =
  | { readonly kind: "project" }
  | { readonly kind: "roster" }
  | { readonly kind: "page"; readonly page: PageId }
  | { readonly kind: "own"; readonly member: MemberId };

export const PROJECT_DOCUMENT = "project";
export const ROSTER_DOCUMENT = "roster";
export const pageDocument = (page: PageId): string => `page:${page}`;
export const ownDocument = (member: MemberId): string => `own:${member}`;

export function documentKind(name: string): DocumentKind | null {
  if (name === PROJECT_DOCUMENT) return { kind: "project" };
  if (name === ROSTER_DOCUMENT) return { kind: "roster" };
  const colon = name.indexOf(":");
  const id = name.slice(colon + 1);
  if (!ID_PATTERN.test(id)) return null;
  if (name.startsWith("page:")) return { kind: "page", page: id as PageId };
  if (name.startsWith("own:")) return { kind: "own", member: id as MemberId };
  return null;
}
