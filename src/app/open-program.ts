import { type Result, fail, reportFault, succeed } from "../base/index.ts";
import { loadSuite } from "../cryptography/index.ts";
import { closestLanguage, speak } from "../i18n/index.ts";
import { preparePicture } from "../interchange/index.ts";
import { WorkerScreener } from "../journal/worker/index.ts";
import type { DemoSchool, Platform } from "../platform/index.ts";
import { LiveRoad } from "../roads/live/index.ts";
import { DexieStorage } from "../storage/index.ts";
import { type Door, type Workspace, openDoor } from "../workspace/index.ts";
import { DEMO_PASSPHRASE } from "./demo/demo-passphrase.ts";
import { isLockedByPerson } from "./lock-mark.ts";
import type { Entrance } from "./program.ts";
import type { StartFailure } from "./start-failure.tsx";

/** One for each profile: a profile has a data folder of its own, and this name within it. */
/** Another name than that of the first version, whose rows nobody has to bring along: it had no users. */
const DATABASE = "twinspan-journal";

/** Puts the program together: what is kept on this PC, the road to the partners, and the door before both. */
export async function openProgram(platform: Platform): Promise<Result<Entrance, StartFailure>> {
  const info = await platform.appInfo();
  // First, so that a failure is said in the person's language.
  await speak(closestLanguage(info.locale));
  const [storage, suite] = await Promise.all([DexieStorage.open(DATABASE), loadSuite()]);
  if (!storage.ok) return fail(storage.failure);
  const screener = new WorkerScreener();
  const door = await openDoor({
    storage: storage.value,
    suite,
    road: new LiveRoad(platform),
    platform,
    prepare: preparePicture,
    screen: (frames) => screener.screen(frames),
  });
  const { language } = door.settings.get();
  if (language !== null) await speak(language);
  if (info.demo !== null) await beginDemo(door, platform, info.demo);
  return succeed({ door, platform, info });
}

/** The sample opens by itself, unless someone tried the lock. */
async function beginDemo(door: Door, platform: Platform, school: DemoSchool): Promise<void> {
  const { state } = door.state.get();
  if (state === "new") await door.begin({ passphrase: DEMO_PASSPHRASE, useSystemStore: false });
  else if (state === "locked" && !isLockedByPerson(localStorage))
    await door.unlock(DEMO_PASSPHRASE);
  const opened = door.state.get();
  if (opened.state === "open" && opened.workspace.person.get() === null)
    await fillDemo(opened.workspace, platform, school);
}

/** Loaded only when it is asked for. The window does not wait for the partner, who may be started later. */
async function fillDemo(
  workspace: Workspace,
  platform: Platform,
  school: DemoSchool,
): Promise<void> {
  const { setUpDemo } = await import("./demo/index.ts");
  const ready = setUpDemo(workspace, platform, school);
  ready.catch((error: unknown) => reportFault("the sample project was not finished", error));
  await new Promise<void>((resolve) => {
    const stop = workspace.person.subscribe(resolve);
    void ready.finally(() => {
      stop();
      resolve();
    });
  });
}
