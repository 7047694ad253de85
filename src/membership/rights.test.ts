import { describe, expect, test } from "vitest";
import { ACTIONS, RANK, ROLES, ROLE_RIGHTS, type Right, may } from "./index.ts";
import type { RightContext, Verdict } from "./rights.ts";

/** What each word of the table answers, without and with what it asks for. */
const MEANING: Readonly<Record<Right, readonly [Verdict, RightContext, Verdict]>> = {
  yes: ["yes", {}, "yes"],
  no: ["no", { isOwnClass: true, of: "mentor", isReply: true, isReading: true }, "no"],
  mentor: ["mentor", {}, "mentor"],
  airlock: ["airlock", { isOwnClass: true }, "yes"],
  mentorsOnly: ["no", { of: "mentor" }, "yes"],
  ownClass: ["no", { of: "classmate" }, "yes"],
  repliesOnly: ["no", { isReply: true }, "yes"],
  readOnly: ["no", { isReading: true }, "yes"],
  notFounders: ["no", { target: "teacher" }, "yes"],
};

const ABOUT_PEOPLE = ["inviteAdults", "addPupils", "manageMembers"] as const;

describe("R1: the table", () => {
  for (const action of ACTIONS.filter((one) => !ABOUT_PEOPLE.some((name) => name === one))) {
    for (const role of ROLES) {
      const right = ROLE_RIGHTS[action][role];
      test(`R1: ${role}, ${action}: ${right}`, () => {
        const [plain, context, answer] = MEANING[right];
        expect(may(role, action)).toBe(plain);
        expect(may(role, action, context)).toBe(answer);
      });
    }
  }
});

describe("R2: rank and school bind everyone who deals with people", () => {
  for (const role of ROLES) {
    for (const target of ROLES) {
      const isBelow = RANK[target] < RANK[role];
      const isPupil = target === "pupil" || target === "pupilEditor";
      const manages = role === "founder" || role === "administrator";
      const isStaff = manages || role === "teacher";
      test(`R2: ${role} with ${target}`, () => {
        expect(may(role, "manageMembers", { target })).toBe(manages && isBelow ? "yes" : "no");
        const invites = manages && isBelow && !isPupil;
        expect(may(role, "inviteAdults", { target })).toBe(invites ? "yes" : "no");
        expect(may(role, "addPupils", { target })).toBe("no");
        const own = { target, isTargetOfOwnSchool: true };
        expect(may(role, "addPupils", own)).toBe(isStaff && isPupil ? "yes" : "no");
      });
    }
  }
});
