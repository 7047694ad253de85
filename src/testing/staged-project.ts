import { type Result, type WritableStore, createStore, fail, succeed } from "../base/index.ts";
import type {
  Member,
  MemberId,
  MemberRole,
  PageEntry,
  Post,
  PostId,
  Presence,
  ProjectCard,
  School,
  SchoolId,
  SpaceId,
  SpaceSync,
} from "../domain/index.ts";
import type {
  ActFailure,
  DeviceView,
  HistoryEntry,
  InvitationView,
  LateWork,
  NewInvitation,
  OfferedCode,
  OwnRights,
  PeopleOfProject,
} from "../workspace/index.ts";

export const SCHOOL_5 = {
  id: "school5" as SchoolId,
  name: "School 5",
  town: "Cluj",
  country: "RO",
};
export const SCUOLA_PO = {
  id: "scuolapo" as SchoolId,
  name: "Scuola Po",
  town: "Ferrara",
  country: "IT",
};
export const ANA_ID = "ana" as MemberId;
export const GIULIA_ID = "giulia" as MemberId;

export function stagedMember(fields: Partial<Member> & { readonly id: MemberId }): Member {
  return {
    name: "",
    role: "teacher",
    schoolId: SCUOLA_PO.id,
    joinedAt: Date.UTC(2026, 8, 1),
    standing: "active",
    mentor: null,
    ...fields,
  };
}

export const FULL_RIGHTS: OwnRights = {
  role: "founder",
  standing: "active",
  changeCard: true,
  createPages: true,
  changeOthersPages: true,
  post: true,
  inviteAdults: true,
  manageMembers: true,
  confirmMembers: true,
};

/** Of one who may look and nothing else. */
export const NO_RIGHTS: OwnRights = {
  role: "observer",
  standing: "active",
  changeCard: false,
  createPages: false,
  changeOthersPages: false,
  post: false,
  inviteAdults: false,
  manageMembers: false,
  confirmMembers: false,
};

/**
 * A project whose state a test sets by hand, for screens that show what takes a long history to reach. What a person does is
 * written down in `done`, and `nextFailure` refuses it once.
 */
export class StagedProject {
  readonly id = "rivers" as SpaceId;
  readonly me = ANA_ID;
  readonly done: string[] = [];
  nextFailure: ActFailure["kind"] | null = null;
  offer: Result<OfferedCode, { readonly kind: "hubStopped" | "tooManyOffers" }> = succeed({
    code: "314159",
    endsAt: Date.now() + 600_000,
    addresses: ["10.0.0.1:41417"],
  });
  roles: (member: MemberId | null) => readonly MemberRole[] = () => [
    "administrator",
    "teacher",
    "studentTeacher",
    "expert",
    "observer",
  ];
  removable: (member: MemberId) => boolean = (member) => member !== ANA_ID;

  readonly card: WritableStore<ProjectCard> = createStore<ProjectCard>({
    title: "Our rivers",
    aims: "We measure our bridges.",
    subjects: ["geography"],
    ages: { from: 9, to: 12 },
    languages: ["en", "ro"],
    cover: "rivers",
    createdAt: Date.UTC(2026, 8, 1),
  });
  readonly schools: WritableStore<readonly School[]> = createStore<readonly School[]>([
    SCHOOL_5,
    SCUOLA_PO,
  ]);
  readonly members: WritableStore<readonly Member[]> = createStore<readonly Member[]>([
    stagedMember({ id: ANA_ID, name: "Ana Pop", role: "founder", schoolId: SCHOOL_5.id }),
    stagedMember({ id: GIULIA_ID, name: "Giulia Rossi" }),
  ]);
  readonly pages = createStore<readonly PageEntry[]>([]);
  readonly basket = createStore<readonly PageEntry[]>([]);
  readonly posts = createStore<readonly Post[]>([]);
  readonly present = createStore<readonly Presence[]>([]);
  readonly sync = createStore<SpaceSync>({
    space: this.id,
    summary: { state: "alone" },
    partners: [],
  });
  readonly rights = createStore<OwnRights>(FULL_RIGHTS);
  readonly lateWork = createStore<readonly LateWork[]>([]);
  readonly invitations = createStore<readonly InvitationView[]>([]);
  readonly history = createStore<readonly HistoryEntry[]>([]);
  readonly unawareSchools = createStore<readonly SchoolId[]>([]);
  readonly devices = createStore<readonly DeviceView[]>([]);

  readonly addPost = (text: string): PostId => {
    this.done.push(`post ${text}`);
    return "post" as PostId;
  };
  readonly removePost = (post: PostId): void => {
    this.done.push(`remove post ${post}`);
  };
  readonly changeCard = (): void => {
    this.done.push("change card");
  };
  readonly forgetLateWork = async (id: string): Promise<void> => {
    this.lateWork.update((all) => all.filter((one) => one.id !== id));
  };

  readonly people: PeopleOfProject = {
    invitations: this.invitations,
    history: this.history,
    unawareSchools: this.unawareSchools,
    devices: this.devices,
    rolesFor: (member) => this.roles(member),
    mayRemove: (member) => this.removable(member),
    invite: (wish) => this.#invite(wish),
    revoke: (invitation) => this.#act(`revoke ${invitation}`),
    invitationFile: async (invitation) => new TextEncoder().encode(`file of ${invitation}`),
    offerDigits: async (invitation) => {
      this.done.push(`offer ${invitation}`);
      return this.offer;
    },
    withdrawDigits: async (digits) => {
      this.done.push(`withdraw ${digits}`);
    },
    wordsOf: async (member) => ["acorn", "river", "tulip", member],
    confirm: (member) => this.#act(`confirm ${member}`),
    changeRole: (member, role, mentor) => this.#act(`role ${member} ${role} ${mentor ?? "-"}`),
    remove: (member) => this.#act(`remove ${member}`),
    withdrawDevice: (device) => this.#act(`withdraw device ${device}`),
    leave: () => this.#act("leave"),
  };

  async #act(what: string): Promise<Result<null, ActFailure>> {
    const kind = this.nextFailure;
    this.nextFailure = null;
    if (kind !== null) return fail({ kind });
    this.done.push(what);
    return succeed(null);
  }

  async #invite(wish: NewInvitation): Promise<Result<InvitationView, ActFailure>> {
    const { role, school, mentor, way, maxUses } = wish;
    const done = await this.#act(
      ["invite", role, school ?? "new", mentor ?? "-", way, maxUses].join(" "),
    );
    if (!done.ok) return done;
    const made = stagedInvitation({
      ...wish,
      id: `invitation${this.invitations.get().length + 1}`,
      school: school ?? ("newschool" as SchoolId),
      secret:
        way === "file" ? { text: TICKET, code: null } : { text: null, code: "K7QF-2MXD-9RTH" },
    });
    this.invitations.set([made, ...this.invitations.get()]);
    return succeed(made);
  }
}

const TICKET = `TWINSPAN2.${"7KQF2MXD9RTH".repeat(10)}`;

export function stagedInvitation(
  fields: Partial<InvitationView> & { readonly id: string },
): InvitationView {
  return {
    role: "teacher",
    school: "newschool" as SchoolId,
    mentor: null,
    way: "file",
    maxUses: 1,
    expiresAt: Date.UTC(2027, 0, 15),
    by: ANA_ID,
    usedBy: [],
    state: "open",
    secret: { text: TICKET, code: null },
    ...fields,
  };
}
