import type { SpaceId } from "../domain/index.ts";
import { PATHS, projectOfPath } from "./paths.ts";

const KEY = "twinspan.lastPlace";
/** Screens that are a step on the way, not a place to come back to. */
const PASSING: readonly string[] = [PATHS.welcome, PATHS.newProject, PATHS.join, PATHS.recovery];

type Shelf = Pick<globalThis.Storage, "getItem" | "setItem">;

/** Remembers where the person was, for the next start. */
export function rememberPlace(path: string, shelf: Shelf): void {
  if (!PASSING.includes(path) && !path.endsWith("/members/invite")) shelf.setItem(KEY, path);
}

/** Where to begin: the last place, or home when there is none or its project has been taken off. */
export function placeToBegin(projects: readonly { readonly id: SpaceId }[], shelf: Shelf): string {
  const path = shelf.getItem(KEY);
  if (path === null || !path.startsWith("/")) return PATHS.home;
  const project = projectOfPath(path);
  if (project !== null && !projects.some(({ id }) => id === project)) return PATHS.home;
  return path;
}
