// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { TestClassrooms, show } from "../../testing/test-program.tsx";
import type { PersonFields, Settings } from "../../workspace/index.ts";
import { WelcomeScreen } from "./welcome-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

function greet(locale = "ro-RO") {
  const introduce = vi.fn<(fields: PersonFields) => Promise<void>>().mockResolvedValue(undefined);
  const changeSettings = vi
    .fn<(change: Partial<Settings>) => Promise<void>>()
    .mockResolvedValue(undefined);
  const onIntroduced = vi.fn<() => void>();
  const { person } = show(
    <WelcomeScreen
      workspace={{ introduce, changeSettings }}
      locale={locale}
      onIntroduced={onIntroduced}
    />,
  );
  return { introduce, changeSettings, onIntroduced, person };
}

test("a person introduces themselves by keyboard alone", async () => {
  const { introduce, onIntroduced, person } = greet();
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
  expect(introduce).toHaveBeenCalledWith({
    name: "Ana Pop",
    role: "studentTeacher",
    school: { name: "School 5", town: "Cluj", country: "RO" },
    languages: ["ro"],
  });
});

test("says beside each field what is missing, and goes to the first one", async () => {
  const { introduce, person } = greet("");
  await person.type(screen.getByLabelText("Your name"), "Ana");
  await person.click(screen.getByRole("button", { name: "Begin" }));
  expect(screen.getByText("Please write the name of your school.")).toBeTruthy();
  expect(screen.getByText("Please choose the country of your school.")).toBeTruthy();
  expect(screen.getByText("4 things are still missing.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("Your school"));
  await person.keyboard("School 5");
  expect(screen.queryByText("Please write the name of your school.")).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Ana");
  expect(introduce).not.toHaveBeenCalled();
});

test("what was typed survives a full disk", async () => {
  const { introduce, onIntroduced, person } = greet();
  introduce.mockRejectedValueOnce(new Error("QuotaExceededError"));
  await person.type(screen.getByLabelText("Your name"), "Ana");
  await person.type(screen.getByLabelText("Your school"), "School 5");
  await person.type(screen.getByLabelText("Town or village"), "Cluj{Enter}");
  expect(await screen.findByText("This could not be saved yet")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Ana");
  await person.click(screen.getByRole("button", { name: "Begin" }));
  await waitFor(() => expect(onIntroduced).toHaveBeenCalledOnce());
});
