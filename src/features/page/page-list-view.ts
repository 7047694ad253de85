import type { OpenProject } from "../../workspace/index.ts";

/** What the list of pages needs of a project. */
export type PageListView = Pick<
  OpenProject,
  | "me"
  | "pages"
  | "basket"
  | "rights"
  | "members"
  | "schools"
  | "renamePage"
  | "movePage"
  | "deletePage"
  | "restorePage"
>;
