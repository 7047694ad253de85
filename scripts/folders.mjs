import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The top of the work tree. */
export const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Where this person's programs keep what can be fetched again; ours is one folder in it. */
export function cacheFolder() {
  return path.join(cacheHome(), "twinspan-development");
}

function cacheHome() {
  if (process.platform === "win32") {
    return process.env["LOCALAPPDATA"] ?? path.join(os.homedir(), "AppData", "Local");
  }
  if (process.platform === "darwin") return path.join(os.homedir(), "Library", "Caches");
  const configured = process.env["XDG_CACHE_HOME"] ?? "";
  return configured === "" ? path.join(os.homedir(), ".cache") : configured;
}
