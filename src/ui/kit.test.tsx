// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { School, SchoolId } from "../domain/index.ts";
import { speak } from "../i18n/index.ts";
import {
  AppFrame,
  Button,
  ConfirmDialog,
  ErrorBoundary,
  ErrorNotice,
  Look,
  Rich,
  SchoolBadge,
  SyncPill,
  notify,
} from "./index.ts";

afterEach(async () => {
  cleanup();
  await speak("en");
});

const show = (inside: ReactNode, appearance: "light" | "dark" | "contrast" = "light") =>
  render(
    <Look appearance={appearance} textSize={150} reducedMotion>
      {inside}
    </Look>,
  );

test("the look stands on the root element, where the styles read it", () => {
  show(<p>text</p>, "contrast");
  const root = document.documentElement;
  expect(root.dataset["appearance"]).toBe("contrast");
  expect(root.getAttribute("data-mantine-color-scheme")).toBe("dark");
  expect(root.style.fontSize).toBe("150%");
  expect(root.hasAttribute("data-large-text")).toBe(true);
  expect(root.hasAttribute("data-reduced-motion")).toBe(true);
});

test("the direction follows the language, and what was typed stays", async () => {
  const { container } = show(<input aria-label="name" defaultValue="" />);
  await userEvent.type(screen.getByLabelText("name"), "ميساء");
  await speak("ar");
  await waitFor(() => expect(document.documentElement.dir).toBe("rtl"));
  expect(document.documentElement.lang).toBe("ar");
  expect(container.querySelector("input")?.value).toBe("ميساء");
});

test("a busy button keeps the focus and does not answer twice", async () => {
  const onClick = vi.fn<() => void>();
  show(
    <Button isBusy onClick={onClick}>
      Save
    </Button>,
  );
  const button = screen.getByRole("button", { name: "Save" });
  await userEvent.click(button);
  expect(onClick).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(button);
});

test("a busy submit button does not send its form", async () => {
  const onSubmit = vi.fn<(event: { preventDefault(): void }) => void>((event) =>
    event.preventDefault(),
  );
  show(
    <form onSubmit={onSubmit}>
      <Button type="submit" isBusy>
        Save
      </Button>
    </form>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(onSubmit).not.toHaveBeenCalled();
});

test("a message keeps names apart from the words around them", () => {
  const { container } = show(<Rich message="home.lastPage" values={{ title: "من نحن؟" }} />);
  expect(container.querySelector("bdi")?.textContent).toBe("من نحن؟");
});

test("a question that takes something away offers the harmless answer first", async () => {
  const onConfirm = vi.fn<() => void>();
  function Question() {
    const [isOpen, setOpen] = useState(true);
    return (
      <ConfirmDialog
        isOpen={isOpen}
        kind="danger"
        title="Take it off?"
        words="The partners keep theirs."
        confirm="Take off"
        onConfirm={onConfirm}
        onClose={() => setOpen(false)}
      />
    );
  }
  show(<Question />);
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Cancel"));
  await userEvent.click(screen.getByRole("button", { name: "Take off" }));
  expect(onConfirm).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a notice can be taken back", async () => {
  const undo = vi.fn<() => void>();
  show(<p>screen</p>);
  notify({ words: "The page is in the basket.", undo });
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(undo).toHaveBeenCalledOnce();
});

test("the details of a failure can be handed on", async () => {
  const copyText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
  show(
    <ErrorNotice title="Not read" words="Try again." details="Error: E17" copyText={copyText} />,
  );
  await userEvent.click(screen.getByText("Details for whoever helps you"));
  await userEvent.click(screen.getByRole("button", { name: "Copy the details" }));
  expect(copyText).toHaveBeenCalledWith("Error: E17");
  expect(await screen.findByRole("button", { name: "Copied" })).toBeTruthy();
});

test("a screen that breaks leaves words and a way on, not an empty window", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const onReload = vi.fn<() => void>();
  function Broken(): ReactNode {
    throw new Error("no such page");
  }
  show(
    <ErrorBoundary onReload={onReload}>
      <Broken />
    </ErrorBoundary>,
  );
  expect(screen.getByRole("heading", { name: "This screen has stopped working" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Open the window again" }));
  expect(onReload).toHaveBeenCalledOnce();
  quiet.mockRestore();
});

test("schools differ by code, line and shape, not by colour alone", () => {
  const all = Array.from({ length: 8 }, (_, place): School => {
    return {
      id: `school${place}` as SchoolId,
      name: `School ${place}`,
      town: "Cluj",
      country: "RO",
    };
  });
  const { container } = show(
    all.map((school) => <SchoolBadge key={school.id} school={school} all={all} />),
  );
  const marks = [...container.querySelectorAll<HTMLElement>("abbr")];
  expect(marks).toHaveLength(8);
  expect(new Set(marks.map(({ dataset }) => `${dataset["line"]} ${dataset["shape"]}`)).size).toBe(
    8,
  );
  expect(marks[0]?.getAttribute("aria-label")).toBe("School 0, Cluj, Romania");
});

test("only work that is not kept is announced as an alarm", () => {
  const { rerender } = show(
    <SyncPill save={{ state: "saved", at: 1 }} sync={{ state: "lastMet", at: 1 }} href="#/sync" />,
  );
  expect(screen.queryByRole("alert")).toBeNull();
  rerender(
    <Look appearance="light" textSize={100} reducedMotion>
      <SyncPill
        save={{ state: "failed", reason: "diskFull", since: 1 }}
        sync={null}
        href="#/sync"
      />
    </Look>,
  );
  expect(screen.getByRole("alert").textContent).toBe("Not saved: the disk is full");
});

test("the first key of a screen leads past the rail to the content", async () => {
  show(
    <AppFrame
      homeHref="#/"
      places={[{ id: "home", label: "Home", icon: null, href: "#/", isCurrent: true }]}
      me={{ name: "Ana", choices: [] }}
    >
      <p>content</p>
    </AppFrame>,
  );
  await userEvent.tab();
  expect(document.activeElement?.textContent).toBe("Skip to the content");
  await userEvent.keyboard("{Enter}");
  expect(document.activeElement).toBe(screen.getByRole("main"));
  expect(screen.getByRole("link", { name: "Home" }).getAttribute("aria-current")).toBe("page");
});
