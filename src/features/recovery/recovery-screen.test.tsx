// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import decodeQr from "qr/decode.js";
import { afterEach, expect, test, vi } from "vitest";
import { PASSPHRASE, TestClassrooms, show, workspaceOf } from "../../testing/test-program.tsx";
import { twoPlaces } from "./check-step.tsx";
import { RecoveryScreen } from "./recovery-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await classrooms.close();
});

async function openSheet({
  passphrase = PASSPHRASE,
}: { readonly passphrase?: string | null } = {}) {
  const pc = await classrooms.closedPc("cluj", { systemStore: true });
  const { platform, door } = pc;
  await door.begin({ passphrase, useSystemStore: passphrase === null });
  const { keys } = workspaceOf(pc);
  const given = await keys.recoveryWords(passphrase);
  const words = given.ok ? given.value : [];
  const onDone = vi.fn<() => void>();
  const shown = show(
    // Words 1 and 12.
    <RecoveryScreen keys={keys} platform={platform} random={() => 0.95} onDone={onDone} />,
  );
  return { platform, words, keys, onDone, ...shown };
}

type Opened = Awaited<ReturnType<typeof openSheet>>;

async function showWords({ person }: Opened): Promise<HTMLElement> {
  await person.type(screen.getByLabelText("Your passphrase"), `${PASSPHRASE}{Enter}`);
  const [onScreen] = await screen.findAllByTestId("sheet-words");
  if (onScreen === undefined) throw new Error("no words");
  return onScreen;
}

test("the words are shown after the passphrase, numbered, and as a code for a camera", async () => {
  const sheet = await openSheet();
  const shown = await showWords(sheet);
  const items = within(shown).getAllByRole("listitem");
  expect(items.map((item) => item.textContent)).toEqual(
    sheet.words.map((word, place) => `${place + 1}${word}`),
  );
  const [code] = screen.getAllByTestId("qr-code");
  expect(read(code)).toBe(sheet.words.join(" "));
});

test("a wrong passphrase shows nothing", async () => {
  const { person } = await openSheet();
  await person.type(screen.getByLabelText("Your passphrase"), "not this one{Enter}");
  expect(await screen.findByText("This is not your passphrase.")).toBeTruthy();
  expect(screen.queryByTestId("sheet-words")).toBeNull();
});

test("where only the computer's store opens the keys, it asks instead", async () => {
  const { platform, person } = await openSheet({ passphrase: null });
  platform.confirm = () => false;
  await person.click(screen.getByRole("button", { name: "Show the twelve words" }));
  expect(await screen.findByText(/the question was answered with no/u)).toBeTruthy();
  platform.confirm = () => true;
  await person.click(screen.getByRole("button", { name: "Show the twelve words" }));
  expect((await screen.findAllByTestId("sheet-words")).length).toBeGreaterThan(0);
});

test("a sheet counts as made once two of its words were read from the paper", async () => {
  const sheet = await openSheet();
  await showWords(sheet);
  const { person, words, keys } = sheet;
  await person.click(screen.getByRole("button", { name: "I have it on paper" }));
  expect(document.body.textContent).not.toContain(words[0]);
  await person.type(screen.getByLabelText("Word 11"), words[10] ?? "");
  await person.type(screen.getByLabelText("Word 12"), "zebra{Enter}");
  expect(screen.getByText(/^This is not word 12/u)).toBeTruthy();
  expect(keys.sheetMadeAt.get()).toBeNull();
  await person.clear(screen.getByLabelText("Word 12"));
  await person.type(screen.getByLabelText("Word 12"), ` ${words[11]?.toUpperCase()} {Enter}`);
  expect(await screen.findByText("Your recovery sheet is made")).toBeTruthy();
  expect(keys.sheetMadeAt.get()).not.toBeNull();
  await person.click(screen.getByRole("button", { name: "Done" }));
  expect(sheet.onDone).toHaveBeenCalledOnce();
});

test("two different words are asked back, whatever chance says", () => {
  for (let one = 0; one < 1; one += 0.05) {
    for (let other = 0; other < 1; other += 0.05) {
      const chances = [one, other];
      const [first = -1, second = -1] = twoPlaces(() => chances.shift() ?? 0);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(second).toBeGreaterThan(first);
      expect(second).toBeLessThan(12);
    }
  }
});

test("the words go when the window is left for a minute, and not when it is left for less", async () => {
  const sheet = await openSheet();
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  await showWords(sheet);
  vi.useFakeTimers();
  fireEvent.blur(window);
  passTime(50_000);
  fireEvent.focus(window);
  passTime(50_000);
  expect(screen.getAllByTestId("sheet-words")).not.toHaveLength(0);
  fireEvent.blur(window);
  passTime(61_000);
  expect(screen.queryByTestId("sheet-words")).toBeNull();
  expect(screen.getByText(/^The words are hidden again/u)).toBeTruthy();
  expect(document.body.innerHTML).not.toContain(sheet.words[0]);
});

test("the words stay while the printer's window is open", async () => {
  const sheet = await openSheet();
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  await showWords(sheet);
  let printed: (() => void) | null = null;
  Object.assign(sheet.platform, {
    print: () =>
      new Promise((resolve) => {
        printed = () => resolve({ ok: true, value: null });
      }),
  });
  await sheet.person.click(screen.getByRole("button", { name: "Print the sheet" }));
  vi.useFakeTimers();
  fireEvent.blur(window);
  passTime(5 * 60_000);
  expect(screen.getAllByTestId("sheet-words")).not.toHaveLength(0);
  vi.useRealTimers();
  await act(async () => printed?.());
});

test("the paper has everything on it, and goes with the screen", async () => {
  const sheet = await openSheet();
  await showWords(sheet);
  const paper = document.querySelector("[data-paper]");
  for (const word of sheet.words) expect(paper?.textContent).toContain(word);
  expect(paper?.textContent).toContain("I have a sheet with twelve words");
  await sheet.person.click(screen.getByRole("button", { name: "Save as PDF…" }));
  await waitFor(() => expect(sheet.platform.saved.has("Twinspan recovery sheet.pdf")).toBe(true));
  sheet.unmount();
  expect(document.body.innerHTML).not.toContain(sheet.words[0]);
});

test("the words cannot be copied, and are in no title and no notice", async () => {
  const sheet = await openSheet();
  const shown = await showWords(sheet);
  const copying = fireEvent.copy(shown);
  expect(copying).toBe(false);
  expect(sheet.platform.copied).toBe("");
  for (const word of sheet.words) expect(document.title).not.toContain(word);
});

function passTime(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

/** As a camera would see it, each square being four points wide. */
function read(drawn: Element | undefined): string {
  const size = Number(drawn?.getAttribute("viewBox")?.split(" ")[2]);
  const wide = size * 4;
  const data = new Uint8Array(wide * wide * 4).fill(255);
  const path = drawn?.querySelector("path")?.getAttribute("d") ?? "";
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/gu)) {
    for (let row = Number(y) * 4; row < Number(y) * 4 + 4; row += 1) {
      for (let at = Number(x) * 4; at < (Number(x) + Number(run)) * 4; at += 1) {
        data.fill(0, (row * wide + at) * 4, (row * wide + at) * 4 + 3);
      }
    }
  }
  return decodeQr({ width: wide, height: wide, data });
}
