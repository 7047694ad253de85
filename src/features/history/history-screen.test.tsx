// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { MemberId, PageId } from "../../domain/index.ts";
import { show } from "../../testing/show.tsx";
import { ANA_ID, GIULIA_ID, SCUOLA_PO, StagedProject } from "../../testing/staged-project.ts";
import type { HistoryEntry, VoidBecause } from "../../workspace/index.ts";
import { HistoryScreen } from "./history-screen.tsx";
import { voidWords } from "./history-words.ts";

afterEach(cleanup);

const START = Date.UTC(2026, 8, 1, 8);
let lastId = 0;

function entry(what: HistoryEntry["what"], fields: Partial<HistoryEntry> = {}): HistoryEntry {
  lastId += 1;
  return { id: `entry${lastId}`, by: ANA_ID, at: START, what, voidBecause: null, ...fields };
}

function showHistory(entries: readonly HistoryEntry[]) {
  const project = new StagedProject();
  project.history.set(entries);
  const onPrint = vi.fn<() => Promise<void>>(() => Promise.resolve());
  return { project, onPrint, ...show(<HistoryScreen project={project} onPrint={onPrint} />) };
}

const sentences = () =>
  screen.queryAllByTestId("history-entry").map((item) => item.querySelector("p")?.textContent);

test("says who did what in words of a teacher", () => {
  const member = GIULIA_ID;
  showHistory([
    entry({ kind: "roleChanged", member, role: "administrator" }),
    entry({ kind: "confirmed", member }),
    entry({ kind: "joined", role: "teacher", way: "code" }, { by: member }),
    entry({ kind: "invited", role: "teacher", school: SCUOLA_PO.id }),
    entry({ kind: "pageCreated", page: "unknown" as PageId }),
    entry({ kind: "removed", member: "stranger" as MemberId }),
    entry({ kind: "founded" }),
  ]);
  expect(sentences()).toEqual([
    "Ana Pop (you) changed the role of Giulia Rossi (now: Administrator)",
    "Ana Pop (you) compared the four words with Giulia Rossi and let them in",
    "Giulia Rossi joined by a code and waited to be let in (role: Teacher)",
    "Ana Pop (you) made an invitation for Scuola Po (role: Teacher)",
    "Ana Pop (you) made the page “a page that is not here”",
    "Ana Pop (you) removed Someone whose name is not here",
    "Ana Pop (you) founded the project",
  ]);
});

test("marks what counts for nothing, and says why", () => {
  showHistory([
    entry({ kind: "removed", member: GIULIA_ID }, { voidBecause: "overruled" }),
    entry({ kind: "founded" }),
  ]);
  const [first, second] = screen.getAllByTestId("history-entry");
  expect(first?.textContent).toContain(
    "Counts for nothing: someone with a higher role decided otherwise",
  );
  expect(second?.textContent).not.toContain("Counts for nothing");
});

test("has words of its own for every reason", () => {
  const reasons: Record<VoidBecause, true> = {
    notAMember: true,
    pending: true,
    removed: true,
    noRight: true,
    foreignSchool: true,
    pupilsOnlyInClasses: true,
    unknownTarget: true,
    alreadyThere: true,
    revoked: true,
    usedUp: true,
    overruled: true,
    lastFounder: true,
    full: true,
  };
  const words = (Object.keys(reasons) as VoidBecause[]).map(voidWords);
  expect(new Set(words).size).toBe(words.length);
});

test("filters by person and by kind, and finds the way back", async () => {
  const { person } = showHistory([
    entry({ kind: "newKeys" }, { by: GIULIA_ID }),
    entry({ kind: "founded" }),
  ]);
  const choose = async (field: string, option: string) => {
    await person.click(screen.getByRole("combobox", { name: field }));
    await person.click(await screen.findByRole("option", { name: option, hidden: true }));
  };
  await choose("Person", "Giulia Rossi");
  expect(sentences()).toEqual(["Giulia Rossi gave the project new keys"]);
  await choose("What", "Pages");
  expect(screen.getByRole("heading", { name: "Nothing of this kind" })).toBeTruthy();
  await person.click(screen.getByRole("button", { name: "Show everything" }));
  expect(sentences()).toHaveLength(2);
});

test("a long history comes a hundred at a time, and all of it on paper", async () => {
  const entries = Array.from({ length: 520 }, (_, number) =>
    entry({ kind: "founded" }, { at: START - number * 4 * 3_600_000 }),
  );
  const { onPrint, person } = showHistory(entries);
  expect(sentences()).toHaveLength(100);
  expect(screen.getByText("100 of 520 entries")).toBeTruthy();
  await person.click(screen.getByRole("button", { name: "Show 100 more" }));
  expect(sentences()).toHaveLength(200);

  let answer = () => undefined as void;
  onPrint.mockReturnValueOnce(new Promise<void>((resolve) => (answer = resolve)));
  await person.click(screen.getByRole("button", { name: "Print" }));
  const sheet = within(screen.getByTestId("history-sheet"));
  expect(sheet.getAllByTestId("history-entry")).toHaveLength(520);
  act(() => answer());
  await waitFor(() => expect(screen.queryByTestId("history-sheet")).toBeNull());
});

test("a new project says what will stand here", () => {
  showHistory([]);
  expect(screen.getByRole("heading", { name: "Nothing has happened yet" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Print" })).toBeNull();
});
