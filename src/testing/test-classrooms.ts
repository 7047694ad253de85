import { fail } from "../base/index.ts";
import { type Suite, loadSuite } from "../cryptography/index.ts";
import type { MemberRole, SchoolId } from "../domain/index.ts";
import type { AppInfo } from "../platform/index.ts";
import { MemoryKeychainFiles, MemoryNetwork } from "../platform/memory/index.ts";
import { LoopbackNetwork } from "../roads/loopback/index.ts";
import type { Clock } from "../roads/index.ts";
import { MemoryDisk, MemoryStorage } from "../storage/index.ts";
import {
  type Door,
  type InvitationView,
  type NewInvitation,
  type NewProject,
  type OpenProject,
  type PersonFields,
  type PreparePicture,
  type Workspace,
  openDoor,
} from "../workspace/index.ts";
import { TestPlatform } from "./test-platform.ts";

export const ANA: PersonFields = {
  name: "Ana Pop",
  role: "teacher",
  school: { name: "School 5", town: "Cluj", country: "RO" },
  languages: ["ro", "en"],
};
export const GIULIA: PersonFields = {
  name: "Giulia Rossi",
  role: "teacher",
  school: { name: "Scuola Po", town: "Ferrara", country: "IT" },
  languages: ["it"],
};
export const RIVERS: NewProject = {
  title: "Our rivers",
  aims: "We measure our bridges.",
  subjects: ["geography"],
  ages: { from: 9, to: 12 },
  languages: ["en", "ro"],
  cover: "rivers",
  pages: [{ title: "Start here", blocks: [] }],
};
export const PASSPHRASE = "river bridge lantern";

/** What stays of a PC when its program ends: what lies on the disk, and the keychain's files. */
export interface TestDisk {
  readonly disk: MemoryDisk;
  readonly keychainFiles: MemoryKeychainFiles;
}

export function newDisk(): TestDisk {
  return { disk: new MemoryDisk(), keychainFiles: new MemoryKeychainFiles() };
}

interface PcOptions {
  /** The same disk again: the same PC after a restart. */
  readonly disk?: TestDisk;
  readonly info?: Partial<AppInfo>;
  readonly systemStore?: boolean;
  readonly prepare?: PreparePicture;
  readonly clock?: Clock;
}

/** A PC before anyone has opened its door. */
export interface ClosedPc {
  readonly door: Door;
  readonly platform: TestPlatform;
  readonly storage: MemoryStorage;
  readonly disk: TestDisk;
}

export interface TestPc extends ClosedPc {
  readonly workspace: Workspace;
}

/** Schools whose computers meet on a network of this process. */
export class TestClassrooms {
  readonly network = new LoopbackNetwork();
  readonly #lan = new MemoryNetwork();
  readonly #pcs: ClosedPc[] = [];
  readonly #projects: OpenProject[] = [];
  #suite: Suite | null = null;
  #lastHost = 0;

  async closedPc(
    place: string,
    { disk = newDisk(), info = {}, systemStore = false, prepare, clock }: PcOptions = {},
  ): Promise<ClosedPc> {
    const storage = new MemoryStorage(disk.disk);
    this.#suite ??= quick(await loadSuite());
    this.#lastHost += 1;
    const platform = new TestPlatform({
      network: this.#lan,
      host: `10.0.0.${this.#lastHost}`,
      info,
      keychainFiles: disk.keychainFiles,
      systemStore,
    });
    const door = await openDoor({
      storage,
      suite: this.#suite,
      road: this.network.road(place),
      platform,
      prepare: prepare ?? (() => Promise.resolve(fail({ kind: "notAPicture" }))),
      ...(clock === undefined ? {} : { clock }),
      screen: null,
      // Two devices of the staff never act at once here, so nobody has to wait.
      random: () => 0,
    });
    const pc = { door, platform, storage, disk };
    this.#pcs.push(pc);
    return pc;
  }

  /** A PC whose door is open. `person` null: nobody is introduced on it. The same disk again: the same PC after a restart. */
  async pc(place: string, person: PersonFields | null, options: PcOptions = {}): Promise<TestPc> {
    const pc = await this.closedPc(place, options);
    const { door } = pc;
    const opened =
      door.state.get().state === "new"
        ? await door.begin({ passphrase: PASSPHRASE, useSystemStore: false })
        : await door.unlock(PASSPHRASE);
    if (!opened.ok) throw new Error(opened.failure.kind);
    const workspace = workspaceOf(pc);
    if (person !== null && workspace.person.get() === null) await workspace.introduce(person);
    return { ...pc, workspace };
  }

  /** The only project of this PC, opened for a screen. */
  async project({ workspace }: TestPc): Promise<OpenProject> {
    const summary = workspace.projects.get()[0];
    if (summary === undefined) throw new Error("no project on this PC");
    const opened = await workspace.openProject(summary.id);
    if (!opened.ok) throw new Error(opened.failure.kind);
    this.#projects.push(opened.value);
    return opened.value;
  }

  /** Ana founds a project; Giulia joins it by a file, and both have met. */
  async partners(
    role: MemberRole = "teacher",
  ): Promise<{ readonly ana: TestPc; readonly giulia: TestPc }> {
    const ana = await this.pc("cluj", ANA);
    const giulia = await this.pc("ferrara", GIULIA);
    await this.meet(ana, giulia, role);
    return { ana, giulia };
  }

  /** The first founds a project, unless there is one; the other joins it by a file, and both have met. */
  async meet(
    founder: TestPc,
    guest: TestPc,
    role: MemberRole = "teacher",
  ): Promise<{ readonly project: OpenProject; readonly there: OpenProject }> {
    if (founder.workspace.projects.get().length === 0)
      await founder.workspace.createProject(RIVERS);
    const project = await this.project(founder);
    await this.joinApart(founder, guest, role);
    const there = await this.project(guest);
    const isNamed = (where: OpenProject, who: OpenProject): boolean =>
      where.members.get().some(({ id, name }) => id === who.me && name !== "");
    await until(() => isNamed(project, there) && isNamed(there, project));
    const isListed = ({ title }: { title: string }): boolean => title !== "";
    await until(() => there.pages.get().length > 0 && there.pages.get().every(isListed));
    return { project, there };
  }

  /** The guest joins by a file, which takes no network; whether both meet is for the network. */
  async joinApart(founder: TestPc, guest: TestPc, role: MemberRole = "teacher"): Promise<void> {
    const project = await this.project(founder);
    const { id } = await invite(project, { role });
    const joined = await guest.workspace.joinByFile(await project.people.invitationFile(id));
    if (!joined.ok) throw new Error(joined.failure.kind);
  }

  /** As if the person had closed the window. */
  async shutDown(pc: TestPc): Promise<void> {
    await pc.workspace.close();
    await pc.platform.close();
    const index = this.#pcs.findIndex(({ door }) => door === pc.door);
    if (index >= 0) this.#pcs.splice(index, 1);
  }

  async close(): Promise<void> {
    for (const project of this.#projects.splice(0)) project.close();
    for (const { door, platform } of this.#pcs.splice(0)) {
      const state = door.state.get();
      if (state.state === "open") await state.workspace.close();
      await platform.close();
    }
    this.network.heal();
    this.#lastHost = 0;
  }
}

/** Invites a teacher of a new school, once, unless something else is wished. */
export async function invite(
  { people }: OpenProject,
  wish: Partial<NewInvitation> & { readonly school?: SchoolId | null } = {},
): Promise<InvitationView> {
  const invited = await people.invite({
    role: "teacher",
    school: null,
    mentor: null,
    way: "file",
    maxUses: 1,
    expiresAt: Date.now() + 30 * 24 * 3_600_000,
    ...wish,
  });
  if (!invited.ok) throw new Error(invited.failure.kind);
  return invited.value;
}

export function workspaceOf({ door }: Pick<ClosedPc, "door">): Workspace {
  const state = door.state.get();
  if (state.state !== "open") throw new Error(`the door is ${state.state}`);
  return state.workspace;
}

export async function until(isSo: () => boolean, limitMs = 20_000): Promise<void> {
  const endsAt = Date.now() + limitMs;
  while (!isSo()) {
    if (Date.now() > endsAt) throw new Error("waited in vain");
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

/** Real but for Argon2id, which is made to cost a second: its place takes a hash, so that a test waits for nothing. */
function quick(suite: Suite): Suite {
  return {
    ...suite,
    stretch: (secret, salt) =>
      Promise.resolve(suite.sha256(new TextEncoder().encode(`${secret} ${salt.join()}`))),
  };
}
