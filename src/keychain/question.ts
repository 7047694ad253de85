import type { MemberId, SchoolId } from "../domain/index.ts";
import { type Operation, RANK, type Role } from "../membership/index.ts";

/** Names are what the page says; null where it says none. */
export interface AskedPerson {
  readonly member: MemberId;
  readonly name: string | null;
}

export interface AskedSchool {
  readonly school: SchoolId;
  readonly name: string | null;
}

interface About {
  /** The project, as the page calls it. */
  readonly project: string | null;
}

/** What the person is asked before the keychain does it. */
export type Question =
  | (About & {
      readonly kind: "add";
      /** The highest role first. */
      readonly people: readonly (AskedPerson & {
        readonly role: Role;
        readonly school: AskedSchool;
      })[];
    })
  | (About & {
      readonly kind: "invite";
      readonly way: "file" | "code";
      readonly role: Role;
      readonly school: AskedSchool;
      readonly uses: number;
    })
  | (About & { readonly kind: "role"; readonly person: AskedPerson; readonly role: Role })
  | (About & { readonly kind: "remove"; readonly person: AskedPerson })
  | (About & { readonly kind: "leave" })
  | (About & { readonly kind: "withdraw"; readonly person: AskedPerson; readonly isOwn: boolean })
  | (About & { readonly kind: "erase"; readonly person: AskedPerson; readonly isOwn: boolean })
  /** Another person's words were typed at a PC that keeps somebody's keys. */
  | { readonly kind: "replaceKeychain" }
  /** Without a passphrase, anyone at the open PC could else take the words, or set a passphrase of their own. */
  | { readonly kind: "showWords" }
  | { readonly kind: "changeWays" };

const NAME_CHARACTERS = 60;

/** Null for what changes neither who belongs nor what they may: that needs no question. */
export function questionOf(
  { author, body }: Operation,
  memberOf: (signingKey: Uint8Array) => MemberId,
  names: Readonly<Record<string, string>>,
): Question | null {
  const nameOf = (id: string) => (Object.hasOwn(names, id) ? shownName(names[id] ?? "") : null);
  const project = nameOf("");
  const person = (member: MemberId): AskedPerson => ({ member, name: nameOf(member) });
  const school = (id: SchoolId): AskedSchool => ({ school: id, name: nameOf(id) });
  switch (body.kind) {
    case "found":
    case "join":
    case "revoke":
    case "rotate":
    case "create":
    case "policy":
    case "device":
    case "grant":
    case "attest":
      return null;
    case "add": {
      const people = body.members.map((record) => ({
        ...person(memberOf(record.signingKey)),
        role: record.role,
        school: school(record.school),
      }));
      people.sort((one, other) => RANK[other.role] - RANK[one.role]);
      return { kind: "add", project, people };
    }
    case "invite": {
      const { way, role, maxUses } = body;
      return { kind: "invite", project, way, role, school: school(body.school), uses: maxUses };
    }
    case "role":
      return { kind: "role", project, person: person(body.member), role: body.role };
    case "remove":
      return body.member === author
        ? { kind: "leave", project }
        : { kind: "remove", project, person: person(body.member) };
    case "withdraw":
    case "erase":
      return {
        kind: body.kind,
        project,
        person: person(body.member),
        isOwn: body.member === author,
      };
  }
}

/** One short line that cannot reach out of its place in a sentence; null when nothing is left of it. */
function shownName(claimed: string): string | null {
  const line = claimed
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  if (line === "") return null;
  const characters = Array.from(line);
  return characters.length <= NAME_CHARACTERS
    ? line
    : `${characters.slice(0, NAME_CHARACTERS - 1).join("")}…`;
}

/** How a person is told apart by what nobody can claim: the beginning of their key's hash, `6HTG Z65X`. */
export function keyMark(member: MemberId): string {
  const mark = member.slice(0, 8).toUpperCase();
  return `${mark.slice(0, 4)} ${mark.slice(4)}`;
}
