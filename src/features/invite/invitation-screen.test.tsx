// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fail } from "../../base/index.ts";
import { MemoryPlatform } from "../../platform/memory/index.ts";
import { show } from "../../testing/show.tsx";
import { StagedProject, stagedInvitation } from "../../testing/staged-project.ts";
import type { InvitationView } from "../../workspace/index.ts";
import { InvitationScreen } from "./invitation-screen.tsx";

afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

function showInvitation(
  invitation: Partial<InvitationView> = {},
  prepare: (project: StagedProject) => void = () => undefined,
) {
  const project = new StagedProject();
  project.invitations.set([stagedInvitation({ id: "a", ...invitation })]);
  prepare(project);
  const platform = new MemoryPlatform();
  const onPrint = vi.fn<() => void>();
  const shown = show(
    <InvitationScreen
      project={project}
      platform={platform}
      invitation="a"
      listHref="#/list"
      onPrint={onPrint}
    />,
  );
  return { project, platform, onPrint, ...shown };
}

const BY_VOICE = { way: "code", secret: { text: null, code: "K7QF-2MXD-9RTH" } } as const;

test("saves the file that joins without any network", async () => {
  const { platform, person } = showInvitation();
  await person.click(screen.getByRole("button", { name: "Save the file" }));
  await waitFor(() => expect(platform.saved.size).toBe(1));
  const [[name, bytes] = ["", new Uint8Array()]] = platform.saved;
  expect(name).toBe("Invitation to Our rivers.twinspan");
  expect(new TextDecoder().decode(bytes)).toBe("file of a");
});

test("says why a file could not be saved, and nothing when the person chose not to", async () => {
  const { platform, person } = showInvitation();
  const save = screen.getByRole("button", { name: "Save the file" });
  const section = within(screen.getByRole("region", { name: "As a file" }));
  platform.nextSaveFailure = { kind: "canceled" };
  await person.click(save);
  expect(section.queryByRole("alert")).toBeNull();
  platform.nextSaveFailure = { kind: "diskFull" };
  await person.click(save);
  expect((await section.findByRole("alert")).textContent).toContain("The disk is full");
});

test("shows the text as a QR code, small and large, and copies it", async () => {
  const { platform, person } = showInvitation();
  expect(screen.getByRole("img", { name: "QR code with the text of the invitation" })).toBeTruthy();
  await person.click(screen.getByRole("button", { name: "Show it large" }));
  expect(screen.getByRole("button", { name: "Show it smaller" })).toBeTruthy();
  await person.click(screen.getByRole("button", { name: "Copy the text" }));
  expect(platform.copied).toMatch(/^TWINSPAN2\./u);
});

test("spells a code out, character by character, and says what comes next", async () => {
  const { platform, person } = showInvitation(BY_VOICE);
  expect(screen.queryByRole("button", { name: "Save the file" })).toBeNull();
  const group = within(screen.getByRole("list", { name: "K7QF" }));
  expect(group.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "KKilo",
    "7seven",
    "QQuebec",
    "FFoxtrot",
  ]);
  expect(screen.getByText(/you compare four words/u)).toBeTruthy();
  await person.click(screen.getByRole("button", { name: "Copy the code" }));
  expect(platform.copied).toBe("K7QF-2MXD-9RTH");
});

test("shows six digits on wish, counts down, and takes them back when the screen is left", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  const { project, unmount } = showInvitation({}, (staged) => {
    staged.offer = {
      ok: true,
      value: { code: "314159", endsAt: Date.now() + 600_000, addresses: ["10.0.0.1:41417"] },
    };
  });
  expect(project.done).toEqual([]);
  act(() => screen.getByRole("button", { name: "Show six digits" }).click());
  expect((await screen.findByTestId("invite-digits")).textContent).toBe("314 159");
  expect(screen.getByText("10.0.0.1:41417")).toBeTruthy();
  expect(screen.getByRole("timer").textContent).toContain("10:00");
  act(() => {
    vi.advanceTimersByTime(61_000);
  });
  expect(screen.getByRole("timer").textContent).toContain("8:59");
  act(() => {
    vi.advanceTimersByTime(10 * 60_000);
  });
  expect(screen.getByText("These digits have ended.")).toBeTruthy();
  unmount();
  expect(project.done).toEqual(["offer a", "withdraw 314159"]);
});

test("says why digits cannot be made, and that the file works all the same", async () => {
  const { person } = showInvitation({}, (staged) => {
    staged.offer = fail({ kind: "hubStopped" });
  });
  await person.click(screen.getByRole("button", { name: "Show six digits" }));
  expect(await screen.findByText(/^Digits cannot be made now/u)).toBeTruthy();
});

test("prints a sheet in the language of whoever gets it", async () => {
  const { platform, onPrint, person } = showInvitation();
  const sheet = await screen.findByTestId("invitation-sheet");
  expect(sheet.textContent).toMatch(/Ana Pop.?, .?School 5.?, invites you/u);
  expect(sheet.textContent).toContain("15 January 2027");
  expect(sheet.parentElement?.getAttribute("lang")).toBe("en");
  await person.click(screen.getByRole("combobox", { name: "Language of the sheet" }));
  await person.click(await screen.findByRole("option", { name: "العربية", hidden: true }));
  await waitFor(() =>
    expect(screen.getByTestId("invitation-sheet").parentElement?.getAttribute("dir")).toBe("rtl"),
  );
  await person.click(screen.getByRole("button", { name: "Print" }));
  expect(onPrint).toHaveBeenCalledOnce();
  await person.click(screen.getByRole("button", { name: "Save as PDF" }));
  await waitFor(() => expect([...platform.saved.keys()]).toEqual(["Invitation to Our rivers.pdf"]));
});

test("the sheet of a code tells of the four words, and carries the code", async () => {
  showInvitation(BY_VOICE);
  const sheet = await screen.findByTestId("invitation-sheet");
  expect(sheet.textContent).toContain("K7QF-2MXD-9RTH");
  expect(sheet.textContent).toContain("compare four words");
});

test("says so when an invitation has ended, or was made elsewhere", () => {
  showInvitation({ state: "used" });
  expect(screen.getByRole("heading", { name: "This invitation has ended" })).toBeTruthy();
  cleanup();
  showInvitation({ secret: null });
  expect(screen.getByRole("heading", { name: "This invitation is not here" })).toBeTruthy();
});
