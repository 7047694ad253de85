// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { paragraph } from "../domain/index.ts";
import { TestClassrooms, show } from "../testing/test-program.tsx";
import { Authorship } from "./authors/authorship.ts";
import { PageEditor } from "./page-editor.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

test("a page whose text arrives while it is open can be written in from then on", async () => {
  const { ana } = await classrooms.partners();
  const project = await classrooms.project(ana);
  const id = await project.addPage("The bridge", [paragraph("The bridge")]);
  const opened = await project.openPage(id);
  if (!opened.ok) throw new Error(opened.failure.kind);
  const page = opened.value;
  const authorship = new Authorship();
  const editor = (isEditable: boolean) => (
    <PageEditor
      page={page}
      members={project.members}
      schools={project.schools}
      isEditable={isEditable}
      authorship={authorship}
      label="Text"
      modKey="Ctrl"
      onOpenLink={() => undefined}
    />
  );
  const { showAgain, unmount } = show(editor(false));
  expect(screen.getByRole("textbox", { name: "Text" }).contentEditable).toBe("false");
  showAgain(editor(true));
  expect(screen.getByRole("textbox", { name: "Text" }).contentEditable).toBe("true");
  unmount();
  page.close();
});
