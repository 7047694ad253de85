import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { AppInfo } from "../../bridge/contract.ts";

const RUNNING = "running\n";
const CLEAN = "clean\n";

/**
 * A file that says whether the last run of this profile ended as it should: `running` while it runs, `clean` after an end before
 * which the page had put away what it had to. Whatever else is found there counts as unclean.
 */
export class RunMarker {
  readonly #file: string;
  readonly lastEnd: AppInfo["lastEnd"];

  /** Reads how the last run ended, and marks this one as running. */
  constructor(profileFolder: string) {
    mkdirSync(profileFolder, { recursive: true });
    this.#file = path.join(profileFolder, "last-run");
    this.lastEnd = endOf(this.#file);
    writeFileSync(this.#file, RUNNING);
  }

  markClean(): void {
    writeFileSync(this.#file, CLEAN);
  }
}

function endOf(file: string): AppInfo["lastEnd"] {
  try {
    return readFileSync(file, "utf8") === CLEAN ? "clean" : "unclean";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "firstStart";
    return "unclean";
  }
}
