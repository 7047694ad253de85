import { openProgram } from "../../src/app/index.ts";
import type { Block, PageId, SpaceId } from "../../src/domain/index.ts";
import { electronPlatform } from "../../src/platform/electron/index.ts";
import type { OpenPage, OpenProject, PersonFields, Workspace } from "../../src/workspace/index.ts";

const platform = electronPlatform();

const ANA: PersonFields = {
  name: "Ana",
  role: "teacher",
  school: { name: "Escola do Rio", town: "Lisboa", country: "PT" },
  languages: ["pt"],
};
export const GIULIA: PersonFields = {
  name: "Giulia",
  role: "teacher",
  school: { name: "Scuola Ariosto", town: "Ferrara", country: "IT" },
  languages: ["it"],
};

/** Of every profile that a bench makes; `bench/lib/door.mjs` types the same. */
const PASSPHRASE = "bridge lantern seventeen";

/** All that the program keeps on this profile, put together as the program does. */
export async function openKept(): Promise<Workspace> {
  const program = await openProgram(platform);
  if (!program.ok) throw new Error(`the program did not open: ${program.failure.kind}`);
  const { door } = program.value;
  const opened =
    door.state.get().state === "new"
      ? await door.begin({ passphrase: PASSPHRASE, useSystemStore: false })
      : await door.unlock(PASSPHRASE);
  const state = door.state.get();
  if (!opened.ok) throw new Error(`the door did not open: ${opened.failure.kind}`);
  if (state.state !== "open") throw new Error("the door did not open");
  return state.workspace;
}

export async function makeProject(
  workspace: Workspace,
  title: string,
  pages: readonly { readonly title: string; readonly blocks: readonly Block[] }[],
): Promise<SpaceId> {
  if (workspace.person.get() === null) await workspace.introduce(ANA);
  return workspace.createProject({
    title,
    aims: "We find out where our water comes from.",
    subjects: ["geography"],
    ages: { from: 9, to: 12 },
    languages: ["en", "pt", "it"],
    cover: "rivers",
    pages,
  });
}

export async function projectOf(workspace: Workspace, id?: SpaceId): Promise<OpenProject> {
  const wanted = id ?? workspace.projects.get()[0]?.id;
  if (wanted === undefined) throw new Error("there is no project on this profile");
  const opened = await workspace.openProject(wanted);
  if (!opened.ok) throw new Error(`the project did not open: ${opened.failure.kind}`);
  return opened.value;
}

export async function pageOf(project: OpenProject, id?: PageId): Promise<OpenPage> {
  const wanted = id ?? project.pages.get()[0]?.id;
  if (wanted === undefined) throw new Error("the project has no page");
  const opened = await project.openPage(wanted);
  if (!opened.ok) throw new Error(`the page did not open: ${opened.failure.kind}`);
  return opened.value;
}

/** The parts of a home screen that someone has worked with: a project with three pages and some news. */
export async function seedHome(title: string, blocks: readonly Block[]): Promise<string> {
  const workspace = await openKept();
  const pages = ["Start here", "Our river", "Questions"].map((name) => ({ title: name, blocks }));
  const id = await makeProject(workspace, title, pages);
  const project = await projectOf(workspace, id);
  project.addPost("We have measured our bridge.");
  project.addPost("The letters from Ferrara have arrived.");
  const page = project.pages.get()[1];
  project.close();
  await workspace.close();
  return `#/project/${id}/pages/${page?.id ?? ""}`;
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
