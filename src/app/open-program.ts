import { type Result, fail, reportFault, succeed } from "../base/index.ts";
import { closestLanguage, speak } from "../i18n/index.ts";
import { preparePicture } from "../interchange/index.ts";
import type { DemoSchool, Platform } from "../platform/index.ts";
import { LiveRoad } from "../roads/live/index.ts";
import { DexieStorage } from "../storage/index.ts";
import { type Workspace, openWorkspace } from "../workspace/index.ts";
import type { Program } from "./program.ts";
import type { StartFailure } from "./start-failure.tsx";

/** One for each profile: a profile has a data folder of its own, and this name within it. */
const DATABASE = "twinspan";

/** Puts the program together: what is kept on this PC, the road to the partners, the workspace above both. */
export async function openProgram(platform: Platform): Promise<Result<Program, StartFailure>> {
  const info = await platform.appInfo();
  // First, so that a failure is said in the person's language.
  await speak(closestLanguage(info.locale));
  const storage = await DexieStorage.open(DATABASE);
  if (!storage.ok) return fail(storage.failure);
  const workspace = await openWorkspace({
    storage: storage.value,
    road: new LiveRoad(platform),
    platform,
    prepare: preparePicture,
  });
  const { language } = workspace.settings.get();
  if (language !== null) await speak(language);
  if (info.demo !== null && workspace.person.get() === null)
    await beginDemo(workspace, platform, info.demo);
  return succeed({ workspace, platform, info });
}

/** Loaded only when it is asked for. The window does not wait for the partner, who may be started later. */
async function beginDemo(
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
