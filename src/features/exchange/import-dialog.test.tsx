// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { PageId } from "../../domain/index.ts";
import { directConverter } from "../../interchange/fixtures/index.ts";
import type { OpenConverter } from "../../interchange/index.ts";
import { ANA, RIVERS, TestClassrooms, show } from "../../testing/test-program.tsx";
import { ImportDialog } from "./import-dialog.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

// The one property of files that this DOM lacks.
Object.defineProperty(File.prototype, "webkitRelativePath", { configurable: true, get: () => "" });

async function openDialog(openConverter: OpenConverter = directConverter) {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  const project = await classrooms.project(ana);
  const onOpenPage = vi.fn<(page: PageId) => void>();
  const onClose = vi.fn<() => void>();
  const shown = show(
    <ImportDialog
      project={project}
      platform={ana.platform}
      isOpen
      onClose={onClose}
      onOpenPage={onOpenPage}
      openConverter={openConverter}
    />,
  );
  const choose = async (...files: File[]) =>
    shown.person.upload(await screen.findByTestId("import-files"), files);
  return { ...shown, project, onOpenPage, onClose, choose };
}

test("a document that comes in whole opens as a new page", async () => {
  const { project, onOpenPage, onClose, choose } = await openDialog();
  await choose(new File(["# Our bread\n\nWe bake."], "bread.md"));
  await waitFor(() => expect(onOpenPage).toHaveBeenCalledOnce());
  expect(onClose).toHaveBeenCalledOnce();
  expect(project.pages.get().map(({ title }) => title)).toContain("Our bread");
});

test("what could not be kept is said in plain words, with the way to the page", async () => {
  const { project, onOpenPage, choose, person } = await openDialog();
  await choose(
    new File(["<title>Feast</title><p>Bread</p><script>window.__ran = 1</script>"], "feast.html"),
  );
  await screen.findByText("1 piece of program code in the file was left out.");
  expect("__ran" in window).toBe(false);
  expect(onOpenPage).not.toHaveBeenCalled();
  await person.click(screen.getByRole("button", { name: "Open Feast" }));
  expect(onOpenPage).toHaveBeenCalledWith(
    project.pages.get().find(({ title }) => title === "Feast")?.id,
  );
});

test("a file that cannot be read leaves no page, and the others come in", async () => {
  const { project, choose } = await openDialog();
  const before = project.pages.get().length;
  await choose(
    new File(["PK\u0003\u0004 half a file"], "broken.docx"),
    new File(["%PDF-1.7"], "print.pdf.txt"),
    new File(["Good morning"], "letter.txt"),
  );
  await screen.findByText(
    "This file is damaged and cannot be read. If it came on a stick or by e-mail, copy it or ask for it again.",
  );
  expect(screen.getByText(/^This is a PDF/u)).toBeTruthy();
  expect(screen.getByText("1 new page. 2 files could not be brought in.")).toBeTruthy();
  expect(project.pages.get().length).toBe(before + 1);
});

test("the report can be copied", async () => {
  const { choose, person } = await openDialog();
  await choose(new File([new Uint8Array(0)], "empty.docx"));
  await screen.findByText("There is nothing in this file.");
  await person.click(screen.getByRole("button", { name: "Copy this report" }));
  expect(await screen.findByText("The report is copied.")).toBeTruthy();
});

test("stopping ends a conversion that would never end, and leaves no page", async () => {
  let close: (() => void) | undefined;
  const never: OpenConverter = () => ({
    convert: () =>
      new Promise((resolve) => {
        close = () => resolve({ ok: false, failure: { kind: "canceled" } });
      }),
    close: () => close?.(),
  });
  const { project, choose, person } = await openDialog(never);
  const before = project.pages.get().length;
  await choose(new File(["endless"], "endless.txt"));
  await person.click(await screen.findByRole("button", { name: "Stop" }));
  await screen.findByTestId("import-files");
  expect(project.pages.get().length).toBe(before);
});
