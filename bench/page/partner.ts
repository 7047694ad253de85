import * as Y from "yjs";
import { Random } from "../../src/testing/random.ts";
import type { OpenPage, OpenProject, Workspace } from "../../src/workspace/index.ts";
import { GIULIA, makeProject, openKept, pageOf, pause, projectOf } from "./project.ts";
import { charactersIn, schoolPage } from "./pages.ts";

const POLL_MS = 100;
const LETTERS = "the river carries letters to the other school ";

/** Makes the long page, and offers the project; resolves with the six digits. */
export async function offerLongPage(
  title: string,
  seed: number,
  characters: number,
): Promise<{ readonly code: string; readonly address: string }> {
  const workspace = await openKept();
  const blocks = schoolPage(seed, characters);
  const id = await makeProject(workspace, title, [{ title: "The long page", blocks }]);
  const project = await projectOf(workspace, id);
  const page = project.pages.get()[0];
  const invitation = await project.people.invite({
    role: "teacher",
    school: null,
    mentor: null,
    way: "file",
    maxUses: 1,
    expiresAt: Date.now() + 3_600_000,
  });
  if (!invitation.ok) throw new Error(`no invitation: ${invitation.failure.kind}`);
  const offered = await project.people.offerDigits(invitation.value.id);
  if (!offered.ok) throw new Error(`no code: ${offered.failure.kind}`);
  offering = { workspace, project };
  return { code: offered.value.code, address: `#/project/${id}/pages/${page?.id ?? ""}` };
}
let offering: { readonly workspace: Workspace; readonly project: OpenProject } | null = null;

export async function endOffer(): Promise<void> {
  offering?.project.close();
  await offering?.workspace.close();
  offering = null;
}

/** Joins the project and waits until the whole of its page is on this profile. */
export async function takeLongPage(
  code: string,
  hub: string,
  blocks: number,
): Promise<{ readonly characters: number }> {
  const workspace = await openKept();
  await workspace.introduce(GIULIA);
  const joined = await workspace.joinByDigits(code, hub);
  if (!joined.ok) throw new Error(`not joined: ${joined.failure.kind}`);
  while (workspace.projects.get().length === 0) await pause(POLL_MS);
  const project = await projectOf(workspace);
  while (project.pages.get().length === 0) await pause(POLL_MS);
  const page = await pageOf(project);
  while (page.content.length < blocks) await pause(POLL_MS);
  const characters = charactersIn(page.blocks());
  page.close();
  project.close();
  await workspace.close();
  return { characters };
}

/** How the page looks that `offerLongPage` makes. */
export function longPage(
  seed: number,
  characters: number,
): { readonly blocks: number; readonly plain: readonly number[] } {
  const blocks = schoolPage(seed, characters);
  const plain = blocks.flatMap((block, at) =>
    block.type === "paragraph" && block.kind === "p" ? [at] : [],
  );
  return { blocks: blocks.length, plain };
}

interface Writer {
  readonly project: OpenProject;
  readonly page: OpenPage;
}

let writer: Writer | null = null;
let stop: () => void = () => undefined;

/** A partner who has the page open and its cursor in it, but no editor: what it sends is what an editor would send. */
export async function openWriter(): Promise<void> {
  const workspace = await openKept();
  const project = await projectOf(workspace);
  writer = { project, page: await pageOf(project) };
}

/** Writes a letter at the end of a block now and then; resolves when the partner is there. */
export async function startWriting(block: number, everyMs: number, seed: number): Promise<void> {
  stop();
  if (writer === null) throw new Error("the writer has not been opened");
  const { project, page } = writer;
  while (!project.sync.get().partners.some(({ here }) => here)) await pause(POLL_MS);
  const text = textIn(page, block);
  const random = new Random(seed);
  let written = 0;
  let timer: ReturnType<typeof setTimeout>;
  const write = (): void => {
    page.content.doc?.transact(() => {
      text.insert(text.length, LETTERS[written % LETTERS.length] ?? " ");
    }, page.localOrigin);
    const place = JSON.stringify(Y.createRelativePositionFromTypeIndex(text, text.length));
    page.showCursor({ anchor: place, head: place });
    written += 1;
    timer = setTimeout(write, everyMs * (0.5 + random.next()));
  };
  timer = setTimeout(write, everyMs);
  stop = () => clearTimeout(timer);
}

export function stopWriting(): void {
  stop();
}

function textIn(page: OpenPage, block: number): Y.XmlText {
  const element: unknown = page.content.get(block);
  const text: unknown = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error(`block ${block} is no paragraph`);
  return text;
}
