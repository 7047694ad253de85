import type { Store } from "../../base/index.ts";
import type { JoinOutcome, Joining } from "../../workspace/index.ts";
import type { ProjectSummary } from "../../domain/index.ts";

export interface Meetings {
  readonly projects: Store<readonly Pick<ProjectSummary, "id">[]>;
  readonly joinings: Store<readonly Pick<Joining, "id" | "state">[]>;
}

/**
 * Where the partner is near, the project is met a moment later, and the person sees it at once; else it goes on by itself, and
 * after `limitMs` the person may too.
 */
export function awaitMeeting(
  { projects, joinings }: Meetings,
  waiting: JoinOutcome & { readonly kind: "waiting" },
  limitMs: number,
): Promise<JoinOutcome> {
  const known = new Set(projects.get().map(({ id }) => id));
  return new Promise((resolve) => {
    const end = (outcome: JoinOutcome) => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      resolve(outcome);
    };
    const look = () => {
      const met = projects.get().find(({ id }) => !known.has(id));
      const joining = joinings.get().find(({ id }) => id === waiting.joining);
      if (met !== undefined && joining === undefined) end({ kind: "met", space: met.id });
      else if (joining?.state === "refused") end(waiting);
    };
    const timer = setTimeout(() => end(waiting), limitMs);
    const stops = [projects.subscribe(look), joinings.subscribe(look)];
  });
}
