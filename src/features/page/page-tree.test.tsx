// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { show } from "../../testing/show.tsx";
import { GIULIA, TEACHER, entryOf, testPages } from "./fixtures/test-page.ts";
import { PageTree } from "./page-tree.tsx";

afterEach(cleanup);

function showTree(project: ReturnType<typeof testPages>) {
  return show(
    <PageTree
      project={project}
      current={project.pages.get()[0]?.id ?? ("" as never)}
      pageHref={(page) => `#/${page}`}
      onGo={() => undefined}
      onNewPage={() => undefined}
    />,
  );
}

test("drafts and pages that one can only read say so in words", () => {
  showTree(
    testPages([
      entryOf("bridge"),
      entryOf("mill", { rights: { editors: "creator", listed: [], visibility: "draft" } }),
      entryOf("river", { mayEdit: false }),
    ]),
  );
  const names = screen.getAllByRole("link").map((link) => link.textContent);
  expect(names).toEqual(["bridge", "millDraft", "riverYou can only read it"]);
});

test("what one may not do in the list stays in the menu with its reason, and does nothing", async () => {
  const project = testPages([entryOf("bridge", { mayEdit: false }), entryOf("mill")], {
    me: GIULIA,
    rights: TEACHER,
  });
  const { person } = showTree(project);
  await person.click(screen.getByRole("button", { name: "More for the page bridge" }));
  const menu = within(await screen.findByRole("menu", { hidden: true }));
  const refused = (name: RegExp) => menu.getByRole("menuitem", { name, hidden: true });
  const reasons: [RegExp, string][] = [
    [/^Rename/u, "Only those who write in this page rename it."],
    [/^Move down/u, "Only founders and administrators put pages in another order."],
    [
      /^Put in the basket/u,
      "Only Ana Pop and those who lead the project put this page in the basket.",
    ],
  ];
  for (const [name, reason] of reasons) {
    const item = refused(name);
    expect(item.getAttribute("aria-disabled")).toBe("true");
    const described = document.getElementById(item.getAttribute("aria-describedby") ?? "");
    expect(described?.textContent).toBe(reason);
    await person.click(item);
  }
  screen.getByRole("link", { name: /^mill/u }).focus();
  await person.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(project.asked).toEqual([]);
});

test("one's own page goes into the basket, though one leads nothing", async () => {
  const project = testPages([entryOf("bridge", { createdBy: GIULIA })], {
    me: GIULIA,
    rights: TEACHER,
  });
  const { person } = showTree(project);
  await person.click(screen.getByRole("button", { name: "More for the page bridge" }));
  await person.click(
    await screen.findByRole("menuitem", { name: "Put in the basket", hidden: true }),
  );
  expect(project.asked).toEqual(["delete bridge"]);
});

test("whoever makes no pages finds the button off, with the reason", () => {
  showTree(testPages([entryOf("bridge")], { rights: { ...TEACHER, createPages: false } }));
  const button = screen.getByRole("button", { name: "New page (your role makes no pages)" });
  expect(button.hasAttribute("disabled")).toBe(true);
});

test("what those who lead put into the basket only they take out", () => {
  const basket = [
    entryOf("old", { deletedAt: 5, isDeletedByLead: true }),
    entryOf("mine", { deletedAt: 4 }),
    entryOf("theirs", { deletedAt: 4, mayEdit: false }),
  ];
  showTree(testPages([entryOf("bridge")], { rights: TEACHER, basket }));
  expect(
    screen.getByText("Those who lead the project put it here. Only they take it out."),
  ).toBeTruthy();
  expect(screen.getByText("Only those who write in it take it out.")).toBeTruthy();
  expect(
    screen
      .getAllByRole("button", { name: /out of the basket$/u })
      .map((one) => one.getAttribute("aria-label")),
  ).toEqual(["Take mine out of the basket"]);
});
