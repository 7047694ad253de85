// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { speak } from "../../i18n/index.ts";
import { TestClassrooms, show } from "../../testing/test-program.tsx";
import type { PersonFields } from "../../workspace/index.ts";
import { PersonForm } from "./person-form.tsx";
import { WelcomeScreen } from "./welcome-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

test("a person introduces themselves by keyboard alone", async () => {
  const { workspace } = await classrooms.pc("cluj", null);
  const onIntroduced = vi.fn<() => void>();
  const { person } = show(
    <WelcomeScreen workspace={workspace} locale="ro-RO" onIntroduced={onIntroduced} />,
  );
  await person.tab();
  await person.tab();
  await person.keyboard("Ana Pop");
  await person.tab();
  await person.keyboard("{ArrowRight}");
  await person.tab();
  await person.keyboard("School 5");
  await person.tab();
  await person.keyboard("Cluj{Enter}");
  await waitFor(() => expect(onIntroduced).toHaveBeenCalledOnce());
  expect(workspace.person.get()).toMatchObject({
    name: "Ana Pop",
    role: "studentTeacher",
    school: { name: "School 5", town: "Cluj", country: "RO" },
    languages: ["ro"],
  });
});

test("says beside each field what is missing, and goes to the first one", async () => {
  const { workspace } = await classrooms.pc("cluj", null);
  const { person } = show(
    <WelcomeScreen workspace={workspace} locale="" onIntroduced={() => undefined} />,
  );
  await person.type(screen.getByLabelText("Your name"), "Ana");
  await person.click(screen.getByRole("button", { name: "Begin" }));
  expect(screen.getByText("Please write the name of your school.")).toBeTruthy();
  expect(screen.getByText("Please choose the country of your school.")).toBeTruthy();
  expect(screen.getByText("4 things are still missing.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("Your school"));
  await person.keyboard("School 5");
  expect(screen.queryByText("Please write the name of your school.")).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Ana");
  expect(workspace.person.get()).toBeNull();
});

test("what was typed survives a change of the language", async () => {
  const { workspace } = await classrooms.pc("cluj", null);
  const { person } = show(
    <WelcomeScreen workspace={workspace} locale="ro-RO" onIntroduced={() => undefined} />,
  );
  await person.type(screen.getByLabelText("Your name"), "Ana");
  await person.click(screen.getByRole("combobox", { name: "Language of Twinspan" }));
  await person.click(await screen.findByText("Deutsch"));
  await waitFor(() => expect(workspace.settings.get().language).toBe("de"));
  await act(() => speak("de"));
  expect(screen.getByDisplayValue("Ana")).toBeTruthy();
});

test("what was typed survives a full disk", async () => {
  const introduce = vi
    .fn<(fields: PersonFields) => Promise<void>>()
    .mockRejectedValueOnce(new Error("QuotaExceededError"))
    .mockResolvedValue(undefined);
  const onIntroduced = vi.fn<() => void>();
  const { person } = show(
    <PersonForm locale="ro-RO" introduce={introduce} onIntroduced={onIntroduced} />,
  );
  await person.type(screen.getByLabelText("Your name"), "Ana");
  await person.type(screen.getByLabelText("Your school"), "School 5");
  await person.type(screen.getByLabelText("Town or village"), "Cluj{Enter}");
  expect(await screen.findByText("This could not be saved yet")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Ana");
  await person.click(screen.getByRole("button", { name: "Begin" }));
  await waitFor(() => expect(onIntroduced).toHaveBeenCalledOnce());
});
