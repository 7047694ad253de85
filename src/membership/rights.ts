import { assertNever } from "../base/index.ts";
import { RANK, ROLES, type Role, isPupil } from "./roles.ts";

/**
 * What a role may, as the product's table says it. `mentor`: once the mentor lets it. `airlock`: at once in the own class, to
 * others after a teacher of the own school lets it.
 */
export type Right =
  | "yes"
  | "no"
  | "mentor"
  | "airlock"
  | "mentorsOnly"
  | "ownClass"
  | "repliesOnly"
  | "readOnly"
  | "notFounders";

export const ACTIONS = [
  "read",
  "readDrafts",
  "postUpdates",
  "createPages",
  "editOpenPages",
  "changeOthersPages",
  "contribute",
  "openDiscussion",
  "openThread",
  "teachersRoom",
  "moderate",
  "inviteAdults",
  "addPupils",
  "manageMembers",
  "closeProject",
] as const;
export type Action = (typeof ACTIONS)[number];

type Row = Readonly<Record<Role, Right>>;

/** In the order of the columns of the product's table. */
function row(...rights: readonly [Right, Right, Right, Right, Right, Right, Right, Right]): Row {
  return Object.fromEntries(ROLES.map((role, index) => [role, rights[index]])) as Record<
    Role,
    Right
  >;
}

// oxfmt-ignore
export const ROLE_RIGHTS: Readonly<Record<Action, Row>> = {
  read:              row("yes", "yes",         "yes", "yes",         "yes", "yes",      "yes",     "yes"),
  readDrafts:        row("yes", "yes",         "yes", "mentorsOnly", "no",  "ownClass", "no",      "no"),
  postUpdates:       row("yes", "yes",         "yes", "mentor",      "no",  "airlock",  "no",      "no"),
  createPages:       row("yes", "yes",         "yes", "mentor",      "yes", "airlock",  "no",      "no"),
  editOpenPages:     row("yes", "yes",         "yes", "mentor",      "yes", "airlock",  "airlock", "no"),
  changeOthersPages: row("yes", "yes",         "no",  "no",          "no",  "no",       "no",      "no"),
  contribute:        row("yes", "yes",         "yes", "mentor",      "yes", "airlock",  "airlock", "repliesOnly"),
  openDiscussion:    row("yes", "yes",         "yes", "no",          "yes", "no",       "no",      "no"),
  openThread:        row("yes", "yes",         "yes", "mentor",      "yes", "airlock",  "no",      "no"),
  teachersRoom:      row("yes", "yes",         "yes", "readOnly",    "no",  "no",       "no",      "no"),
  moderate:          row("yes", "yes",         "yes", "no",          "no",  "no",       "no",      "no"),
  inviteAdults:      row("yes", "yes",         "no",  "no",          "no",  "no",       "no",      "no"),
  addPupils:         row("yes", "yes",         "yes", "no",          "no",  "no",       "no",      "no"),
  manageMembers:     row("yes", "notFounders", "no",  "no",          "no",  "no",       "no",      "no"),
  closeProject:      row("yes", "no",          "no",  "no",          "no",  "no",       "no",      "no"),
};

/** What decides beside the role; whatever is left out counts as the stricter case. */
export interface RightContext {
  /** In the own class space nothing waits in the airlock. */
  readonly isOwnClass?: boolean;
  /** Whose work it is about. */
  readonly of?: "mentor" | "classmate" | "other";
  readonly isReply?: boolean;
  readonly isReading?: boolean;
  /** Whom it is about: someone to invite, add, change or remove. */
  readonly target?: Role;
  readonly isTargetOfOwnSchool?: boolean;
}

export type Verdict = "yes" | "mentor" | "airlock" | "no";

export function may(role: Role, action: Action, context: RightContext = {}): Verdict {
  if (!isWithinReach(role, action, context)) return "no";
  const right = ROLE_RIGHTS[action][role];
  switch (right) {
    case "yes":
    case "no":
    case "mentor":
      return right;
    case "airlock":
      return context.isOwnClass === true ? "yes" : "airlock";
    case "mentorsOnly":
      return yesIf(context.of === "mentor");
    case "ownClass":
      return yesIf(context.of === "classmate");
    case "repliesOnly":
      return yesIf(context.isReply === true);
    case "readOnly":
      return yesIf(context.isReading === true);
    case "notFounders":
      return yesIf(context.target !== undefined && context.target !== "founder");
    default:
      return assertNever(right);
  }
}

/** Rank and school, which bind every role alike. */
function isWithinReach(role: Role, action: Action, context: RightContext): boolean {
  const { target } = context;
  switch (action) {
    case "inviteAdults":
      return target !== undefined && !isPupil(target) && RANK[target] < RANK[role];
    case "addPupils":
      return target !== undefined && isPupil(target) && context.isTargetOfOwnSchool === true;
    case "manageMembers":
      return target !== undefined && RANK[target] < RANK[role];
    case "read":
    case "readDrafts":
    case "postUpdates":
    case "createPages":
    case "editOpenPages":
    case "changeOthersPages":
    case "contribute":
    case "openDiscussion":
    case "openThread":
    case "teachersRoom":
    case "moderate":
    case "closeProject":
      return true;
    default:
      return assertNever(action);
  }
}

const yesIf = (condition: boolean): Verdict => (condition ? "yes" : "no");
