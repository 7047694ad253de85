import { type Result, fail, succeed } from "../base/index.ts";
import { closestLanguage, speak } from "../i18n/index.ts";
import { preparePicture } from "../interchange/index.ts";
import type { Platform } from "../platform/index.ts";
import { LiveRoad } from "../roads/live/index.ts";
import { DexieStorage } from "../storage/index.ts";
import { openWorkspace } from "../workspace/index.ts";
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
  return succeed({ workspace, platform, info });
}
