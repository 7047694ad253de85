// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { paragraph } from "../../domain/index.ts";
import { ANA, RIVERS, TestClassrooms, show } from "../../testing/test-program.tsx";
import { ExportDialog, type ExportFormat } from "./export-dialog.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

/** Takes the dialog away when it closes, as the program does. */
function WhileOpen({
  onClose,
  children,
}: {
  readonly onClose: () => void;
  readonly children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(true);
  if (!isOpen) return null;
  return children(() => {
    setOpen(false);
    onClose();
  });
}

async function openDialog(startWith?: ExportFormat) {
  const { workspace, platform } = await classrooms.pc("cluj", ANA);
  await workspace.createProject({
    ...RIVERS,
    pages: [{ title: "Our bread", blocks: [paragraph("Salt & flour")] }],
  });
  const summary = workspace.projects.get()[0];
  const opened = summary === undefined ? null : await workspace.openProject(summary.id);
  if (opened?.ok !== true) throw new Error("no project");
  const entry = opened.value.pages.get()[0];
  const page = entry === undefined ? null : await opened.value.openPage(entry.id);
  if (page?.ok !== true) throw new Error("no page");
  const onClose = vi.fn<() => void>();
  const shown = show(
    <WhileOpen onClose={onClose}>
      {(close) => (
        <ExportDialog
          page={page.value}
          platform={platform}
          isOpen
          onClose={close}
          {...(startWith === undefined ? {} : { startWith })}
        />
      )}
    </WhileOpen>,
  );
  return { ...shown, platform, onClose };
}

test.each([
  ["export-html", "Our bread.html", '<p dir="auto">Salt &amp; flour</p>'],
  ["export-markdown", "Our bread.md", "# Our bread\n\nSalt & flour\n"],
])("%s saves the page as %s", async (choice, name, content) => {
  const { person, platform, onClose } = await openDialog();
  await person.click(await screen.findByTestId(choice));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(new TextDecoder().decode(platform.saved.get(name))).toContain(content);
  expect(await screen.findByText(`Saved as ${name}`)).toBeTruthy();
});

test("a PDF is made of the page alone, with the dialog out of the way", async () => {
  const { person, platform, onClose } = await openDialog();
  const savePdf = vi.spyOn(platform, "savePdf");
  savePdf.mockImplementation((name) => {
    expect(screen.queryByTestId("export-pdf")).toBeNull();
    return platform.saveFile({
      suggestedName: name,
      mime: "application/pdf",
      bytes: new Uint8Array(1),
    });
  });
  await person.click(await screen.findByTestId("export-pdf"));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect([...platform.saved.keys()]).toEqual(["Our bread.pdf"]);
});

test("a full disk is said in the dialog, which stays; thinking better of it says nothing", async () => {
  const { person, platform, onClose } = await openDialog();
  platform.nextSaveFailure = { kind: "diskFull" };
  await person.click(await screen.findByTestId("export-html"));
  expect(await screen.findByText(/^The disk is full/u)).toBeTruthy();
  platform.nextSaveFailure = { kind: "canceled" };
  await person.click(await screen.findByTestId("export-html"));
  await waitFor(() => expect(screen.queryByText(/^The disk is full/u)).toBeNull());
  expect(onClose).not.toHaveBeenCalled();
});

test("a format that is chosen already is saved without a question", async () => {
  const { platform, onClose } = await openDialog("markdown");
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect([...platform.saved.keys()]).toEqual(["Our bread.md"]);
  expect(screen.queryByTestId("export-html")).toBeNull();
});
