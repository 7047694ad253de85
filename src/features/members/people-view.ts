import type { OpenProject } from "../../workspace/index.ts";

/** What the screens about people need of a project. */
export type PeopleView = Pick<
  OpenProject,
  "me" | "members" | "schools" | "sync" | "rights" | "people"
>;
