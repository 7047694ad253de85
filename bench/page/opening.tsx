import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import * as Y from "yjs";
import { Authorship, PageEditor } from "../../src/editor/index.ts";
import { Random } from "../../src/testing/random.ts";
import { Look } from "../../src/ui/index.ts";
import type { OpenPage, OpenProject, Workspace } from "../../src/workspace/index.ts";
import { editorContentOf, openBareEditor } from "./bare-editor.ts";
import { makeProject, openKept, pageOf, pause, projectOf } from "./project.ts";
import { charactersIn, schoolPage } from "./pages.ts";

/** So many letters are written between two times that the work is kept, as in a second of quick typing. */
const EDITS_A_ROW = 10;
const LONGEST_WORD = 8;
const SETTLE_MS = 500;
const authorship = new Authorship();

interface Settings {
  readonly title: string;
  readonly seed: number;
  /** Of the page in the end, about. */
  readonly characters: number;
  readonly edits: number;
  /** A page is written on several days: each start of the program writes under another number. */
  readonly sessions: number;
}

/** Writes the page as people do: words at any place, some of them taken back. Each edit is one letter. */
export async function seedEditedPage(settings: Settings): Promise<void> {
  const { title, seed, characters, edits, sessions } = settings;
  const random = new Random(seed);
  const first = await openKept();
  const blocks = schoolPage(seed, characters - edits / 2);
  await makeProject(first, title, [{ title: "Written for weeks", blocks }]);
  await first.close();
  for (let session = 0; session < sessions; session += 1) {
    const { workspace, project, page } = await openSeeded();
    const texts = [...page.content.createTreeWalker((type) => type instanceof Y.XmlText)];
    let sinceKept = 0;
    for (const edit of lettersOf(random, texts as Y.XmlText[], edits / sessions)) {
      page.content.doc?.transact(edit, page.localOrigin);
      sinceKept += 1;
      if (sinceKept % EDITS_A_ROW === 0) await workspace.flush();
    }
    await workspace.flush();
    page.close();
    project.close();
    await workspace.close();
  }
}

/** Three words are written where one is taken back. */
function* lettersOf(random: Random, texts: readonly Y.XmlText[], count: number) {
  let left = count;
  while (left > 0) {
    const text = random.pick(texts);
    const at = random.whole(0, text.length);
    const isWriting = at === 0 || random.chance(0.75);
    const length = Math.min(left, isWriting ? LONGEST_WORD : at, LONGEST_WORD);
    for (let letter = 0; letter < length; letter += 1) {
      yield isWriting
        ? () => text.insert(at + letter, letter === length - 1 ? " " : "e")
        : () => text.delete(at - letter - 1, 1);
    }
    left -= length;
  }
}

export interface OpeningTimes {
  /** From asking for the page until it can be shown; from the same until the editor shows it. */
  readonly ours: number;
  readonly oursShown: number;
  /** Yjs alone reads the same state from memory; then the bare editor shows its text. */
  readonly floor: number;
  readonly floorShown: number;
}

export interface EditedPage {
  readonly characters: number;
  readonly stateBytes: number;
  readonly times: readonly OpeningTimes[];
}

/** Opens the page again and again, each time from what is kept, and as often the same state without us. */
export async function timeOpening(runs: number): Promise<EditedPage> {
  const { workspace, project, page } = await openSeeded();
  const { doc } = page.content;
  if (doc === null) throw new Error("the page has no document");
  const state = Y.encodeStateAsUpdate(doc);
  const content = editorContentOf(doc);
  const characters = charactersIn(page.blocks());
  page.close();
  project.close();
  await workspace.close();
  const place = document.getElementById("root");
  if (place === null) throw new Error("there is no place for the editor");
  const times: OpeningTimes[] = [];
  for (let run = 0; run < runs; run += 1) {
    const ours = await timeOurs(place);
    const floor = await timeFloor(place, state, content);
    times.push({ ...ours, ...floor });
  }
  return { characters, stateBytes: state.length, times };
}

async function timeOurs(place: HTMLElement) {
  const { workspace, project } = await openSeededProject();
  const root = createRoot(place);
  root.render(<Sheet project={project} page={null} />);
  // What the start of a program does beside is none of the page's time.
  await pause(SETTLE_MS);
  collectGarbage();
  const begin = performance.now();
  const page = await pageOf(project);
  const ours = performance.now() - begin;
  flushSync(() => root.render(<Sheet project={project} page={page} />));
  do await afterFrame();
  while (place.querySelector(".page-text > *") === null);
  const shown = performance.now() - begin;
  root.unmount();
  page.close();
  project.close();
  await workspace.close();
  return { ours, oursShown: shown };
}

async function timeFloor(
  place: HTMLElement,
  state: Uint8Array,
  content: ReturnType<typeof editorContentOf>,
) {
  collectGarbage();
  const begin = performance.now();
  const doc = new Y.Doc({ gc: true });
  Y.applyUpdate(doc, state);
  const floor = performance.now() - begin;
  const editor = openBareEditor(place, content);
  await afterFrame();
  const floorShown = performance.now() - begin;
  editor.destroy();
  doc.destroy();
  return { floor, floorShown };
}

function Sheet({
  project,
  page,
}: {
  readonly project: OpenProject;
  readonly page: OpenPage | null;
}) {
  return (
    <Look appearance="light" textSize={100} reducedMotion>
      <div style={{ height: "100vh" }}>
        {page !== null && (
          <PageEditor
            page={page}
            members={project.members}
            schools={project.schools}
            isEditable
            authorship={authorship}
            label={project.card.get().title}
            modKey="Ctrl"
            onOpenLink={() => undefined}
          />
        )}
      </div>
    </Look>
  );
}

async function openSeededProject(): Promise<{
  readonly workspace: Workspace;
  readonly project: OpenProject;
}> {
  const workspace = await openKept();
  return { workspace, project: await projectOf(workspace) };
}

async function openSeeded() {
  const { workspace, project } = await openSeededProject();
  return { workspace, project, page: await pageOf(project) };
}

/** Resolves when the next frame has been drawn: what is posted in a frame's own callback comes after its painting. */
function afterFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}

/** The driver starts the program with it. */
function collectGarbage(): void {
  (globalThis as { readonly gc?: () => void }).gc?.();
}
