// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { type Result, createStore, fail, succeed } from "../../base/index.ts";
import type { ProjectSummary, SpaceId } from "../../domain/index.ts";
import { show } from "../../testing/show.tsx";
import type { JoinFailure, JoinOutcome, Joining } from "../../workspace/index.ts";
import { JoinScreen, type Joins } from "./join-screen.tsx";

afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

const MET: JoinOutcome = { kind: "met", space: "rivers" as SpaceId };

/** Writes down what it was asked, and answers as the test says. */
class JoinDesk implements Joins {
  readonly asked: string[] = [];
  readonly projects = createStore<readonly ProjectSummary[]>([]);
  readonly joinings = createStore<readonly Joining[]>([]);
  answer: () => Promise<Result<JoinOutcome, JoinFailure>> = () => Promise.resolve(succeed(MET));

  readonly joinByFile = (file: Uint8Array) => this.#ask(`file ${file.length}`);
  readonly joinByText = (text: string) => this.#ask(`text ${text}`);
  readonly joinByCode = (code: string, address: string | null) =>
    this.#ask(`code ${code} ${address ?? "-"}`);
  readonly joinByDigits = (digits: string, address: string | null) =>
    this.#ask(`digits ${digits} ${address ?? "-"}`);

  #ask(what: string): Promise<Result<JoinOutcome, JoinFailure>> {
    this.asked.push(what);
    return this.answer();
  }
}

function showJoin() {
  const desk = new JoinDesk();
  const onJoined = vi.fn<(outcome: JoinOutcome) => void>();
  return { desk, onJoined, ...show(<JoinScreen workspace={desk} onJoined={onJoined} />) };
}

const field = () => screen.getByLabelText("Code, digits or text of the invitation");
const join = () => screen.getByRole("button", { name: "Join" });
const seen = () => screen.getByTestId("join-seen").textContent;

test("takes digits, codes and texts in one field, and says what it sees", async () => {
  const { desk, onJoined, person } = showJoin();
  await person.type(field(), "123 456");
  expect(seen()).toMatch(/^Six digits/u);
  await person.keyboard("{Enter}");
  await waitFor(() => expect(desk.asked).toEqual(["digits 123456 -"]));
  expect(onJoined).toHaveBeenCalledWith(MET);

  await person.clear(field());
  await person.type(field(), "k7qf-2mx");
  expect(seen()).toMatch(/^7 characters so far/u);
  await person.type(field(), "d-9rth");
  expect(seen()).toMatch(/^A code of twelve characters/u);
  await person.click(join());
  await waitFor(() => expect(desk.asked.at(-1)).toBe("code k7qf-2mxd-9rth -"));

  await person.clear(field());
  await person.click(field());
  await person.paste("> TWINSPAN2.ABCDEF\n> GHJKM\n");
  expect(seen()).toBe("The text of an invitation.");
  await person.click(join());
  await waitFor(() => expect(desk.asked.at(-1)).toBe("text > TWINSPAN2.ABCDEF\n> GHJKM"));
});

test("says what is missing instead of looking for it", async () => {
  const { desk, person } = showJoin();
  await person.click(join());
  expect(screen.getByText("Enter what your partner gave you, or choose the file.")).toBeTruthy();
  await person.type(field(), "123");
  await person.click(join());
  expect(desk.asked).toEqual([]);
});

test("joins by a file that is chosen, and by one that is dropped", async () => {
  const { desk, onJoined, person } = showJoin();
  const file = new File([new Uint8Array(100)], "Invitation.twinspan");
  await person.upload(screen.getByTestId("join-file"), file);
  await waitFor(() => expect(desk.asked).toEqual(["file 100"]));
  expect(onJoined).toHaveBeenCalledWith(MET);
  fireEvent.drop(screen.getByTestId("join-drop"), { dataTransfer: { files: [file] } });
  await waitFor(() => expect(desk.asked).toHaveLength(2));
});

test("a text file with the text of an invitation is as good", async () => {
  const { desk, person } = showJoin();
  const file = new File(["Dear Giulia,\nTWINSPAN2.ABCDEF\n"], "invitation.txt");
  await person.upload(screen.getByTestId("join-file"), file);
  await waitFor(() => expect(desk.asked).toEqual(["text Dear Giulia,\nTWINSPAN2.ABCDEF\n"]));
});

test("says what to do when a file is none, and lets one try again", async () => {
  const { desk, onJoined, person } = showJoin();
  desk.answer = () => Promise.resolve(fail({ kind: "notAnInvitation" }));
  await person.upload(screen.getByTestId("join-file"), new File(["%PDF"], "a.twinspan"));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "This file is not an invitation",
  );
  await person.type(field(), "1");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(onJoined).not.toHaveBeenCalled();
});

test("names the character that occurs in no code", async () => {
  const { desk, person } = showJoin();
  desk.answer = () => Promise.resolve(fail({ kind: "unknownCharacter", character: "U" }));
  await person.type(field(), "K7QF-2MXD-9RTU{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("“U” does not occur in codes");
});

test("opens the field for an address when nobody was found, and looks there", async () => {
  const { desk, person } = showJoin();
  const address = screen.getByLabelText("Address of your partner’s computer");
  expect(address.closest("details")).toHaveProperty("open", false);
  desk.answer = () => Promise.resolve(fail({ kind: "nobodyFound" }));
  await person.type(field(), "000000{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("No computer with these digits");
  expect(address.closest("details")).toHaveProperty("open", true);
  await person.type(address, "10.0.0.1:41417");
  await person.click(join());
  await waitFor(() => expect(desk.asked.at(-1)).toBe("digits 000000 10.0.0.1:41417"));
});

test("says what it is doing while it works, and works on one thing at a time", async () => {
  const { desk, person } = showJoin();
  desk.answer = () => new Promise(() => undefined);
  await person.type(field(), "K7QF-2MXD-9RTH{Enter}");
  expect(screen.getByText(/^Checking the code/u)).toBeTruthy();
  expect(screen.getByText(/^This can take half a minute/u)).toBeTruthy();
  await person.click(join());
  expect(desk.asked).toHaveLength(1);
});

test("waits a moment for the meeting, and then leaves it to go on by itself", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  const { desk, onJoined, person } = showJoin();
  desk.answer = () => Promise.resolve(succeed({ kind: "waiting", joining: "j1" }));
  await person.type(field(), "123456{Enter}");
  await waitFor(() => expect(desk.asked).toHaveLength(1));
  expect(onJoined).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(12_000);
  expect(onJoined).toHaveBeenCalledWith({ kind: "waiting", joining: "j1" });
});

test("does not pull a person back who has gone on to another screen", async () => {
  const { desk, onJoined, person, unmount } = showJoin();
  const answers: ((joined: Result<JoinOutcome, JoinFailure>) => void)[] = [];
  desk.answer = () => new Promise((resolve) => answers.push(resolve));
  await person.type(field(), "123456{Enter}");
  unmount();
  answers[0]?.(succeed(MET));
  await Promise.resolve();
  expect(onJoined).not.toHaveBeenCalled();
});
