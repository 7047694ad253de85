import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStore } from "../../base/index.ts";
import type { SpaceId } from "../../domain/index.ts";
import { awaitMeeting } from "./await-meeting.ts";

const RIVERS = "rivers" as SpaceId;
const WAITING = { kind: "waiting", joining: "j1" } as const;

function stage() {
  return {
    projects: createStore<readonly { readonly id: SpaceId }[]>([{ id: "older" as SpaceId }]),
    joinings: createStore<
      readonly { readonly id: string; readonly state: "looking" | "refused" }[]
    >([{ id: "j1", state: "looking" }]),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a project that is met in time is the outcome", async () => {
  const { projects, joinings } = stage();
  const outcome = awaitMeeting({ projects, joinings }, WAITING, 10_000);
  projects.set([...projects.get(), { id: RIVERS }]);
  joinings.set([]);
  expect(await outcome).toEqual({ kind: "met", space: RIVERS });
});

test("after a while the person may go on, and the joining waits by itself", async () => {
  const outcome = awaitMeeting(stage(), WAITING, 10_000);
  vi.advanceTimersByTime(10_000);
  expect(await outcome).toEqual(WAITING);
});

test("a refusal ends the waiting at once", async () => {
  const { projects, joinings } = stage();
  const outcome = awaitMeeting({ projects, joinings }, WAITING, 10_000);
  joinings.set([{ id: "j1", state: "refused" }]);
  expect(await outcome).toEqual(WAITING);
});
