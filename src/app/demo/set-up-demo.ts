import riversCover from "../../../assets/covers/rivers.svg?raw";
import type { PageEntry, SpaceId } from "../../domain/index.ts";
import type { DemoSchool, Platform } from "../../platform/index.ts";
import type { OpenProject, PersonFields, Workspace } from "../../workspace/index.ts";
import {
  IZMIR_ANSWERS,
  IZMIR_PAGE,
  IZMIR_POSTS,
  LISBON_PAGES,
  LISBON_POSTS,
  type SamplePage,
} from "./sample-pages.ts";

/** Both sides of the sample know it, so that they meet without anyone typing. */
const CODE = "135790";
const CODE_LIFETIME_MS = 10 * 60_000;
const INVITATION_LIFETIME_MS = 30 * 24 * 3_600_000;
const LOOK_AGAIN_MS = 2000;
const PICTURE_WIDTH = 1200;

const PEOPLE: Readonly<Record<DemoSchool, PersonFields>> = {
  lisbon: {
    name: "Ana Martins",
    role: "teacher",
    school: { name: "Escola do Rio", town: "Lisboa", country: "PT" },
    languages: ["pt", "en"],
  },
  izmir: {
    name: "Deniz Kaya",
    role: "teacher",
    school: { name: "Körfez İlkokulu", town: "İzmir", country: "TR" },
    languages: ["tr", "en"],
  },
};

/** Fills a fresh profile with one side of the sample project, by the same commands that the screens use. */
export async function setUpDemo(
  workspace: Workspace,
  platform: Platform,
  school: DemoSchool,
): Promise<void> {
  await workspace.introduce(PEOPLE[school]);
  await (school === "lisbon" ? beginInLisbon(workspace, platform) : joinInIzmir(workspace));
}

async function beginInLisbon(workspace: Workspace, platform: Platform): Promise<void> {
  const id = await workspace.createProject({
    title: "Rivers of our towns",
    aims: "We find out where our water comes from, who lives by it and what it needs from us. At the end we make a book together.",
    subjects: ["geography", "environment", "foreignLanguages"],
    ages: { from: 9, to: 12 },
    languages: ["en", "pt", "tr"],
    cover: "rivers",
    pages: [],
  });
  const project = await projectOf(workspace, id);
  for (const page of LISBON_PAGES) await addPage(project, page);
  for (const post of LISBON_POSTS) project.addPost(post);
  await workspace.flush();
  await hubRuns(platform);
  const invitation = await invite(project);
  project.close();
  await platform.offerInvitation({ code: CODE, invitation, lifetimeMs: CODE_LIFETIME_MS });
}

async function invite(project: OpenProject): Promise<string> {
  const invited = await project.people.invite({
    role: "teacher",
    school: null,
    mentor: null,
    way: "file",
    maxUses: 1,
    expiresAt: Date.now() + INVITATION_LIFETIME_MS,
  });
  const text = invited.ok ? invited.value.secret?.text : null;
  if (text === null || text === undefined) throw new Error("nobody was invited to the sample");
  return text;
}

async function joinInIzmir(workspace: Workspace): Promise<void> {
  // Without end: Lisbon may be started later, and the window shows the home screen meanwhile.
  for (;;) {
    const joined = await workspace.joinByDigits(CODE, null);
    if (joined.ok) break;
    await pause(LOOK_AGAIN_MS);
  }
  const project = await projectOf(workspace, await firstProject(workspace));
  await answer(project);
  await workspace.flush();
  project.close();
}

/** Joined by digits, a project comes when its other side has been met. */
async function firstProject(workspace: Workspace): Promise<SpaceId> {
  for (;;) {
    const [met] = workspace.projects.get();
    if (met !== undefined) return met.id;
    await pause(LOOK_AGAIN_MS / 4);
  }
}

async function answer(project: OpenProject): Promise<void> {
  // The keys come from the other side too.
  while (!project.rights.get().createPages) await pause(LOOK_AGAIN_MS / 4);
  const questions = (): PageEntry | undefined =>
    project.pages.get().find(({ title }) => title === LISBON_PAGES.at(-1)?.title);
  while (questions() === undefined) await pause(LOOK_AGAIN_MS / 4);
  const entry = questions();
  if (entry === undefined) return;
  const page = await project.openPage(entry.id);
  if (page.ok) {
    while (page.value.arrival.get() === "arriving") await pause(LOOK_AGAIN_MS / 4);
    page.value.append(IZMIR_ANSWERS);
    page.value.close();
  }
  await addPage(project, IZMIR_PAGE);
  for (const post of IZMIR_POSTS) project.addPost(post);
}

async function projectOf(workspace: Workspace, id: SpaceId): Promise<OpenProject> {
  const project = await workspace.openProject(id);
  if (!project.ok) throw new Error(`the sample project did not open: ${project.failure.kind}`);
  return project.value;
}

async function addPage(
  project: OpenProject,
  { title, blocks, pictureAfter }: SamplePage,
): Promise<void> {
  if (pictureAfter === null) {
    await project.addPage(title, blocks);
    return;
  }
  const added = await project.pictures.add(await riverPicture(), "river.png");
  if (!added.ok) throw new Error(`the sample picture was not kept: ${added.failure.kind}`);
  const picture = {
    type: "picture",
    alt: "A river between two towns, drawn by our class",
    ...added.value,
  } as const;
  await project.addPage(title, [
    ...blocks.slice(0, pictureAfter),
    picture,
    ...blocks.slice(pictureAfter),
  ]);
}

/** The cover drawing as a picture such as a class would paste. */
async function riverPicture(): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([riversCover], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = PICTURE_WIDTH;
    canvas.height = Math.round((PICTURE_WIDTH * image.naturalHeight) / image.naturalWidth);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob === null ? reject(new Error("no picture was drawn")) : resolve(blob)),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function hubRuns(platform: Platform): Promise<void> {
  while ((await platform.hubStatus()).state !== "running") await pause(LOOK_AGAIN_MS / 4);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
