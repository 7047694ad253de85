import { cleanup } from "@testing-library/react";
import { fail } from "../base/index.ts";
import { speak } from "../i18n/index.ts";
import type { AppInfo } from "../platform/index.ts";
import { MemoryNetwork } from "../platform/memory/index.ts";
import { LoopbackNetwork } from "../roads/loopback/index.ts";
import { type MemoryDisk, MemoryStorage } from "../storage/index.ts";
import {
  type NewProject,
  type OpenProject,
  type PersonFields,
  type Workspace,
  openWorkspace,
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

export interface TestPc {
  readonly workspace: Workspace;
  readonly platform: TestPlatform;
  readonly storage: MemoryStorage;
}

/** Schools whose computers meet on a network of this process. */
export class TestClassrooms {
  readonly network = new LoopbackNetwork();
  readonly #lan = new MemoryNetwork();
  readonly #pcs: TestPc[] = [];
  #lastHost = 0;
  readonly #projects: OpenProject[] = [];

  /** `person` null: a fresh PC. The same disk again: the same PC after a restart. */
  async pc(
    place: string,
    person: PersonFields | null,
    { disk, info = {} }: { readonly disk?: MemoryDisk; readonly info?: Partial<AppInfo> } = {},
  ): Promise<TestPc> {
    const storage = new MemoryStorage(disk);
    this.#lastHost += 1;
    const platform = new TestPlatform({
      network: this.#lan,
      host: `10.0.0.${this.#lastHost}`,
      info,
    });
    const workspace = await openWorkspace({
      storage,
      road: this.network.road(place),
      platform,
      prepare: () => Promise.resolve(fail({ kind: "notAPicture" })),
    });
    if (person !== null && workspace.person.get() === null) await workspace.introduce(person);
    const pc = { workspace, platform, storage };
    this.#pcs.push(pc);
    return pc;
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

  /** Ana founds a project; Giulia joins it by the text. */
  async partners(): Promise<{ readonly ana: TestPc; readonly giulia: TestPc }> {
    const ana = await this.pc("cluj", ANA);
    const giulia = await this.pc("ferrara", GIULIA);
    const id = await ana.workspace.createProject(RIVERS);
    const joined = await giulia.workspace.joinByText(await ana.workspace.invitationText(id));
    if (!joined.ok) throw new Error(joined.failure.kind);
    return { ana, giulia };
  }

  async close(): Promise<void> {
    cleanup();
    for (const project of this.#projects.splice(0)) project.close();
    for (const { workspace, platform } of this.#pcs.splice(0)) {
      await workspace.close();
      await platform.close();
    }
    this.network.heal();
    this.#lastHost = 0;
    await speak("en");
  }
}
