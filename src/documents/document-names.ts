import { ID_PATTERN, type MemberId, type PageId } from "../domain/index.ts";

/** What a document is for, read from its name as the member log's policy spells it. */
export type DocumentKind =
  | { readonly kind: "project" }
  | { readonly kind: "page"; readonly page: PageId }
  | { readonly kind: OwnKind; readonly member: MemberId };

/** What a member writes for themselves: nobody else can write in it. */
const OWN_KINDS = ["profile", "updates"] as const;
type OwnKind = (typeof OWN_KINDS)[number];

export const PROJECT_DOCUMENT = "project";
export const pageDocument = (page: PageId): string => `page:${page}`;
export const profileDocument = (member: MemberId): string => `own:${member}:profile`;
export const updatesDocument = (member: MemberId): string => `own:${member}:updates`;

/** Null for names that this version does not open; a newer one may. */
export function documentKind(name: string): DocumentKind | null {
  if (name === PROJECT_DOCUMENT) return { kind: "project" };
  const [first, id, topic, ...rest] = name.split(":");
  if (id === undefined || !ID_PATTERN.test(id) || rest.length > 0) return null;
  if (first === "page") return topic === undefined ? { kind: "page", page: id as PageId } : null;
  const own = OWN_KINDS.find((kind) => kind === topic);
  return first === "own" && own !== undefined ? { kind: own, member: id as MemberId } : null;
}
