import type { OpenProject } from "../../workspace/index.ts";

/** What the screens about invitations need of a project. */
export type InviteView = Pick<
  OpenProject,
  "me" | "card" | "members" | "schools" | "rights" | "people"
>;
