// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { ANA, TestClassrooms, show } from "../../testing/test-program.tsx";
import { SettingsScreen } from "./settings-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

async function showSettings(isForDevelopment = false) {
  const pc = await classrooms.pc("cluj", ANA, {
    info: { locale: "de-AT", version: "1.2.3", profile: "class-4b" },
  });
  const info = await pc.platform.appInfo();
  const shown = show(
    <SettingsScreen
      workspace={pc.workspace}
      info={info}
      isForDevelopment={isForDevelopment}
      aboutHref="#/about"
      sheetHref="#/recovery-sheet"
    />,
  );
  return { ...pc, ...shown };
}

test("changes who one is", async () => {
  const { workspace, person } = await showSettings();
  const name = screen.getByLabelText("Name");
  await person.clear(name);
  await person.type(name, "Ana Popescu");
  await person.click(screen.getByRole("radio", { name: "Expert" }));
  await person.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(workspace.person.get()).toMatchObject({ name: "Ana Popescu", role: "expert" }),
  );
});

test("says what is missing, beside the field and with the focus on it", async () => {
  const { workspace, person } = await showSettings();
  await person.clear(screen.getByLabelText("Town"));
  await person.click(screen.getByRole("button", { name: "Save" }));
  expect(screen.getByText("Write the town of your school.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("Town"));
  expect(workspace.person.get()?.school.town).toBe("Cluj");
});

test("changes colours, text size and movement at once", async () => {
  const { workspace, person } = await showSettings();
  await person.click(screen.getByRole("radio", { name: "High contrast" }));
  await person.click(screen.getByRole("radio", { name: "150 %" }));
  await person.click(screen.getByRole("switch", { name: /^Less movement/u }));
  await waitFor(() =>
    expect(workspace.settings.get()).toMatchObject({
      appearance: "contrast",
      textSize: 150,
      reducedMotion: true,
    }),
  );
});

test("offers the program's languages by their own names, and the computer's", async () => {
  const { workspace, person } = await showSettings();
  const field = screen.getByRole("combobox", { name: "Language of the program" });
  await person.click(field);
  await waitFor(() => expect(field.getAttribute("aria-expanded")).toBe("true"));
  const list = within(
    document.getElementById(field.getAttribute("aria-controls") ?? "") ?? document.body,
  );
  const options = list.getAllByRole("option", { hidden: true }).map((option) => option.textContent);
  expect(options).toHaveLength(11);
  expect(options[0]).toBe("As the computer (Deutsch)");
  expect(options).toContain("Ελληνικά");
  await person.click(list.getByRole("option", { name: "Polski", hidden: true }));
  await waitFor(() => expect(workspace.settings.get().language).toBe("pl"));
});

test("offers the testing language to those who develop", async () => {
  const { person } = await showSettings(true);
  await person.click(screen.getByRole("combobox", { name: "Language of the program" }));
  expect((await screen.findAllByRole("option", { hidden: true })).at(-1)?.textContent).toContain(
    "Pseudo",
  );
});

test("says that a change was not kept", async () => {
  const { storage, workspace, person } = await showSettings();
  storage.disk.isFull = true;
  await person.click(screen.getByRole("radio", { name: "Dark" }));
  expect((await screen.findByRole("alert")).textContent).toContain("This could not be saved");
  expect(workspace.settings.get().appearance).toBe("system");
  storage.disk.isFull = false;
  await person.click(screen.getByRole("radio", { name: "Dark" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

test("says where the work is kept and which version this is", async () => {
  await showSettings();
  expect(screen.getByText(/in the profile “class-4b”/u)).toBeTruthy();
  expect(screen.getByText("Version 1.2.3")).toBeTruthy();
  expect(screen.getByRole("link", { name: "About Twinspan" }).getAttribute("href")).toBe("#/about");
});
