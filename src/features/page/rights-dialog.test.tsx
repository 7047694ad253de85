// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { createStore, fail } from "../../base/index.ts";
import type { PageEntry } from "../../domain/index.ts";
import { show } from "../../testing/show.tsx";
import { ANA, DAN, GIULIA, MEMBERS, SCHOOLS, TestPage, entryOf } from "./fixtures/test-page.ts";
import { RightsDialog } from "./rights-dialog.tsx";

const pages: TestPage[] = [];
afterEach(() => {
  cleanup();
  for (const page of pages.splice(0)) page.close();
});

function showDialog(me = ANA, more: Partial<PageEntry> = {}) {
  const page = new TestPage([]);
  pages.push(page);
  const onClose = vi.fn<() => void>();
  const project = { me, members: createStore(MEMBERS), schools: createStore(SCHOOLS) };
  const { person } = show(
    <RightsDialog
      project={project}
      page={page}
      entry={entryOf("bridge", { title: "The bridge", ...more })}
      isOpen
      onClose={onClose}
    />,
  );
  return { page, person, onClose };
}

const radio = (name: string): HTMLInputElement => screen.getByRole("radio", { name });

test("shows who may read and write now, and changes it", async () => {
  const { page, person, onClose } = showDialog();
  expect(
    await screen.findByRole("dialog", { name: "Who may read and write “The bridge”" }),
  ).toBeTruthy();
  expect(radio("Open").checked).toBe(true);
  expect(radio("Teachers").checked).toBe(true);
  await person.click(radio("Only me"));
  await person.click(radio("A draft"));
  await person.click(screen.getByRole("button", { name: "Change the rights" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(page.asked).toEqual([{ editors: "creator", listed: [], visibility: "draft" }]);
});

test("people are chosen by name, and only those who could not write anyway", async () => {
  const { page, person } = showDialog();
  await person.click(radio("Chosen people"));
  const names = screen.getAllByRole("checkbox").map((box) => box.parentElement?.textContent);
  expect(names).toEqual(["Dan IlieȘcoala Mureș", "Giulia RossiScuola Po"]);
  await person.click(screen.getByRole("checkbox", { name: /^Dan Ilie/u }));
  await person.click(screen.getByRole("checkbox", { name: /^Giulia/u }));
  await person.click(screen.getByRole("checkbox", { name: /^Dan Ilie/u }));
  await person.click(screen.getByRole("button", { name: "Change the rights" }));
  await waitFor(() => expect(page.asked).toHaveLength(1));
  expect(page.asked[0]).toEqual({ editors: "listed", listed: [GIULIA], visibility: "open" });
});

test("those who were chosen are forgotten when the choice is another: the log is for good", async () => {
  const rights = { editors: "listed", listed: [DAN], visibility: "open" } as const;
  const { page, person } = showDialog(ANA, { rights });
  await person.click(radio("Everyone"));
  await person.click(screen.getByRole("button", { name: "Change the rights" }));
  await waitFor(() => expect(page.asked).toHaveLength(1));
  expect(page.asked[0]?.listed).toEqual([]);
});

test("what a draft means for those who were let in is said at once", async () => {
  const { person } = showDialog();
  await person.click(radio("A draft"));
  await person.click(radio("Everyone"));
  expect(
    screen.getByText(
      "As long as it is a draft, only its author and those who lead the project write in it.",
    ),
  ).toBeTruthy();
});

test("a refusal is said, and the dialog stays with what was chosen", async () => {
  const { page, person, onClose } = showDialog();
  page.answer = fail({ kind: "noRight" });
  await person.click(radio("Everyone"));
  await person.click(screen.getByRole("button", { name: "Change the rights" }));
  expect(await screen.findByText(/^You may not do this any more/u)).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
  expect(radio("Everyone").checked).toBe(true);
});

test("whoever may not change it reads the same, and why", async () => {
  const page = new TestPage([]);
  pages.push(page);
  page.mayChangeRights.set(false);
  const project = { me: GIULIA, members: createStore(MEMBERS), schools: createStore(SCHOOLS) };
  show(
    <RightsDialog
      project={project}
      page={page}
      entry={entryOf("bridge")}
      isOpen
      onClose={() => undefined}
    />,
  );
  expect(
    await screen.findByText("Only Ana Pop and those who lead the project change this."),
  ).toBeTruthy();
  expect(screen.getByText("The teachers of all schools.", { exact: false })).toBeTruthy();
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.queryByRole("button", { name: "Change the rights" })).toBeNull();
});
