import { cleanup } from "@testing-library/react";
import { fail } from "../base/index.ts";
import { type Suite, loadSuite } from "../cryptography/index.ts";
import type { MemberRole, SchoolId } from "../domain/index.ts";
import { speak } from "../i18n/index.ts";
import type { AppInfo } from "../platform/index.ts";
import { MemoryKeychainFiles, MemoryNetwork } from "../platform/memory/index.ts";
import { LoopbackNetwork } from "../roads/loopback/index.ts";
import { MemoryDisk, MemoryStorage } from "../storage/index.ts";
import {
  type Door,
  type InvitationView,
  type NewInvitation,
  type NewProject,
  type OpenProject,
  type PersonFields,
  type Workspace,
  openDoor,
} from "../workspace/index.ts";
import { TestPlatform } from "./test-platform.ts";

export { show } from "./show.tsx";

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
    { disk = newDisk(), info = {}, systemStore = false }: PcOptions = {},
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
      prepare: () => Promise.resolve(fail({ kind: "notAPicture" })),
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
    await ana.workspace.createProject(RIVERS);
    const project = await this.project(ana);
    const invitation = await invite(project, { role });
    const file = await project.people.invitationFile(invitation.id);
    const joined = await giulia.workspace.joinByFile(file);
    if (!joined.ok) throw new Error(joined.failure.kind);
    await until(() => project.members.get().some(({ name }) => name === GIULIA.name));
    const there = await this.project(giulia);
    await until(() => there.members.get().some(({ name }) => name === ANA.name));
    await until(() => there.pages.get().some(({ title }) => title !== ""));
    return { ana, giulia };
  }

  async close(): Promise<void> {
    cleanup();
    for (const project of this.#projects.splice(0)) project.close();
    for (const { door, platform } of this.#pcs.splice(0)) {
      const state = door.state.get();
      if (state.state === "open") await state.workspace.close();
      await platform.close();
    }
    this.network.heal();
    this.#lastHost = 0;
    await speak("en");
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
