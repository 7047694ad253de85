// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { SpaceId } from "../../domain/index.ts";
import type { RedeemRequest } from "../../../electron/bridge/contract.ts";
import { ANA, GIULIA, RIVERS, TestClassrooms, show } from "../../testing/test-program.tsx";
import { JoinScreen } from "./join-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

async function twoPcs() {
  const ana = await classrooms.pc("cluj", ANA);
  const giulia = await classrooms.pc("ferrara", GIULIA);
  const id = await ana.workspace.createProject(RIVERS);
  const onJoined = vi.fn<(project: SpaceId) => void>();
  const shown = show(<JoinScreen workspace={giulia.workspace} onJoined={onJoined} />);
  return { ana, giulia, id, onJoined, ...shown };
}

test("joins with the six digits that the partner shows", async () => {
  const { ana, id, onJoined, person } = await twoPcs();
  const offered = await ana.workspace.offerCode(id);
  if (!offered.ok) throw new Error(offered.failure.kind);
  await person.type(screen.getByLabelText("The six digits"), offered.value.code);
  await person.click(screen.getByRole("button", { name: "Join" }));
  await waitFor(() => expect(onJoined).toHaveBeenCalledWith(id));
});

test("moves on to the button after the sixth digit, and takes pasted codes with spaces", async () => {
  const { person } = await twoPcs();
  const field = screen.getByLabelText("The six digits");
  await person.click(field);
  await person.paste("12-34 56");
  expect(field).toHaveProperty("value", "123 456");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Join" }));
});

test("joins with a pasted invitation", async () => {
  const { ana, id, onJoined, person } = await twoPcs();
  await person.click(screen.getByRole("radio", { name: "With an invitation text" }));
  await person.click(screen.getByLabelText("Invitation text"));
  await person.paste(`  ${await ana.workspace.invitationText(id)}\n`);
  await person.click(screen.getByRole("button", { name: "Join" }));
  await waitFor(() => expect(onJoined).toHaveBeenCalledWith(id));
});

test("says what is missing instead of looking for it", async () => {
  const { person } = await twoPcs();
  await person.type(screen.getByLabelText("The six digits"), "123");
  await person.click(screen.getByRole("button", { name: "Join" }));
  expect(screen.getByText("The code has six digits.")).toBeTruthy();
});

test("says what to do when nobody near shows the code, and lets one try again", async () => {
  const { giulia, onJoined, person } = await twoPcs();
  giulia.platform.setPlugged(false);
  await person.type(screen.getByLabelText("The six digits"), "000000");
  await person.click(screen.getByRole("button", { name: "Join" }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("No computer with this code was found near you.");
  await person.type(screen.getByLabelText(/^Address/u), "10.0.0.1:41417");
  expect(screen.queryByRole("alert")).toBeNull();
  giulia.platform.setPlugged(true);
  await person.click(screen.getByRole("button", { name: "Join" }));
  expect((await screen.findByRole("alert")).textContent).toContain("it does not know this code");
  expect(onJoined).not.toHaveBeenCalled();
});

test("refuses a text that is not an invitation", async () => {
  const { person } = await twoPcs();
  await person.click(screen.getByRole("radio", { name: "With an invitation text" }));
  await person.type(screen.getByLabelText("Invitation text"), "hello");
  await person.click(screen.getByRole("button", { name: "Join" }));
  expect((await screen.findByRole("alert")).textContent).toContain("This is not an invitation.");
});

test("does not pull a person back who has gone on to another screen", async () => {
  const { ana, giulia, id, onJoined, person, unmount } = await twoPcs();
  const offered = await ana.workspace.offerCode(id);
  if (!offered.ok) throw new Error(offered.failure.kind);
  let answer = () => undefined as void;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const redeem = giulia.platform.redeemInvitation;
  Object.assign(giulia.platform, {
    redeemInvitation: async (request: RedeemRequest) => answered.then(() => redeem(request)),
  });
  await person.type(screen.getByLabelText("The six digits"), `${offered.value.code}{Enter}`);
  expect(screen.getByText("Looking for the computer of your partner…")).toBeTruthy();
  unmount();
  answer();
  await waitFor(() =>
    expect(giulia.workspace.projects.get().map((project) => project.id)).toEqual([id]),
  );
  expect(onJoined).not.toHaveBeenCalled();
});
