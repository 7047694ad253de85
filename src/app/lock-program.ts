import { type Result, fail, reportFault, succeed } from "../base/index.ts";
import type { SaveFailure } from "../domain/index.ts";
import { translate } from "../i18n/index.ts";
import { markLocked } from "./lock-mark.ts";
import type { Program } from "./program.ts";

/** Saves, locks, and begins anew with an empty page; where saving fails, everything stays open. */
export async function lockProgram(program: Program): Promise<Result<null, SaveFailure>> {
  // What was typed into a field counts once the field is left.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const { workspace, door } = program;
  try {
    await workspace.flush();
  } catch (error) {
    reportFault("locking waits until everything is saved", error);
    const save = workspace.saveState.get();
    return fail(save.state === "failed" ? save.reason : "unknown");
  }
  markLocked(localStorage);
  await door.lock();
  beginAnew(program);
  return succeed(null);
}

/** Without saving what could not be saved. The shell forgets the keys when the page comes back and asks. */
export function lockAtOnce(program: Program): void {
  markLocked(localStorage);
  beginAnew(program);
}

/** A new document: of the old one neither elements nor memory stay, nor an address, nor a title. */
function beginAnew({ platform }: Program): void {
  document.title = translate("app.name");
  void platform.setWindowTitle(document.title);
  window.history.replaceState(null, "", window.location.pathname);
  window.location.reload();
}
