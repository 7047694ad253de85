/** The order is part of the byte format: new roles are added at the end. */
export const ROLES = [
  "founder",
  "administrator",
  "teacher",
  "studentTeacher",
  "expert",
  "pupilEditor",
  "pupil",
  "observer",
] as const;
export type Role = (typeof ROLES)[number];

/** Only a strictly higher rank may remove, demote or manage another, so that two cannot remove each other. */
export const RANK: Readonly<Record<Role, number>> = {
  founder: 6,
  administrator: 5,
  teacher: 4,
  studentTeacher: 3,
  expert: 3,
  pupilEditor: 2,
  pupil: 1,
  observer: 0,
};

export const isPupil = (role: Role): boolean => role === "pupil" || role === "pupilEditor";

/** Those who answer for others: they rotate keys, moderate, erase and attest. */
export const isStaff = (role: Role): boolean => RANK[role] >= RANK.teacher;

export const lowerRole = (one: Role, other: Role): Role => (RANK[other] < RANK[one] ? other : one);
