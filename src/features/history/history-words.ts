import { assertNever } from "../../base/index.ts";
import type { Member, MemberId, PageEntry, School } from "../../domain/index.ts";
import { type MessageKey, translate } from "../../i18n/index.ts";
import type { HistoryEntry, VoidBecause } from "../../workspace/index.ts";

export const KINDS = ["people", "invitations", "pages", "keys"] as const;
export type Kind = (typeof KINDS)[number];

const KIND_OF = {
  founded: "people",
  joined: "people",
  added: "people",
  confirmed: "people",
  removed: "people",
  left: "people",
  roleChanged: "people",
  invited: "invitations",
  revoked: "invitations",
  pageCreated: "pages",
  pageRightsChanged: "pages",
  newKeys: "keys",
  deviceWithdrawn: "keys",
  erased: "keys",
  attested: "keys",
} as const satisfies Record<HistoryEntry["what"]["kind"], Kind>;

export function kindOf({ what }: HistoryEntry): Kind {
  return KIND_OF[what.kind];
}

export function kindWords(kind: Kind): string {
  return {
    people: translate("history.kindPeople"),
    invitations: translate("history.kindInvitations"),
    pages: translate("history.kindPages"),
    keys: translate("history.kindKeys"),
  }[kind];
}

const VOID_WORDS = {
  notAMember: "history.voidNotAMember",
  pending: "history.voidPending",
  removed: "history.voidRemoved",
  noRight: "history.voidNoRight",
  foreignSchool: "history.voidForeignSchool",
  pupilsOnlyInClasses: "history.voidPupilsOnlyInClasses",
  unknownTarget: "history.voidUnknownTarget",
  alreadyThere: "history.voidAlreadyThere",
  revoked: "history.voidRevoked",
  usedUp: "history.voidUsedUp",
  overruled: "history.voidOverruled",
  lastFounder: "history.voidLastFounder",
  full: "history.voidFull",
} as const satisfies Record<VoidBecause, MessageKey>;

export function voidWords(because: VoidBecause): string {
  return translate(VOID_WORDS[because]);
}

/** Where the names in the sentences come from. */
export interface Names {
  readonly me: MemberId;
  readonly members: readonly Member[];
  readonly schools: readonly School[];
  readonly pages: readonly PageEntry[];
}

export function personName({ me, members }: Names, id: MemberId): string {
  const known = members.find((member) => member.id === id)?.name ?? "";
  const name = known === "" ? translate("history.someone") : known;
  return id === me ? translate("history.you", { name }) : name;
}

export interface Sentence {
  readonly message: MessageKey;
  readonly values: Readonly<Record<string, string>>;
}

/** What happened, as a message and its values. */
export function sentenceOf(entry: HistoryEntry, names: Names): Sentence {
  const name = personName(names, entry.by);
  const { what } = entry;
  switch (what.kind) {
    case "founded":
      return { message: "history.founded", values: { name } };
    case "newKeys":
      return { message: "history.newKeys", values: { name } };
    case "attested":
      return { message: "history.attested", values: { name } };
    case "revoked":
      return { message: "history.revoked", values: { name } };
    case "left":
      return { message: "history.left", values: { name } };
    case "invited": {
      const school = schoolName(names, what.school);
      const role = translate(`roles.${what.role}`);
      return { message: "history.invited", values: { name, school, role } };
    }
    case "joined": {
      const message = what.way === "file" ? "history.joinedFile" : "history.joinedCode";
      return { message, values: { name, role: translate(`roles.${what.role}`) } };
    }
    case "added":
    case "removed":
    case "deviceWithdrawn":
    case "confirmed":
    case "erased":
      return {
        message: `history.${what.kind}`,
        values: { name, member: personName(names, what.member) },
      };
    case "roleChanged": {
      const member = personName(names, what.member);
      const role = translate(`roles.${what.role}`);
      return { message: "history.roleChanged", values: { name, member, role } };
    }
    case "pageCreated":
    case "pageRightsChanged":
      return {
        message: `history.${what.kind}`,
        values: { name, page: pageTitle(names, what.page) },
      };
    default:
      return assertNever(what);
  }
}

function schoolName({ schools }: Names, id: School["id"]): string {
  const name = schools.find((school) => school.id === id)?.name ?? "";
  return name === "" ? translate("history.newSchool") : name;
}

function pageTitle({ pages }: Names, id: PageEntry["id"]): string {
  const title = pages.find((page) => page.id === id)?.title.trim() ?? "";
  return title === "" ? translate("history.unknownPage") : title;
}
