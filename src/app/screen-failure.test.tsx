// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { RouterProvider, createMemoryRouter } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { ANA, TestClassrooms, show } from "../testing/test-program.tsx";
import { ProgramProvider } from "./program.ts";
import { ScreenFailure } from "./screen-failure.tsx";

const classrooms = new TestClassrooms();
afterEach(async () => {
  vi.restoreAllMocks();
  await classrooms.close();
});

test("a screen that breaks says so, lets the details be copied and leads home", async () => {
  // React and the router tell the console too; here the screen is what counts.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { door, workspace, platform } = await classrooms.pc("cluj", ANA);
  const info = await platform.appInfo();
  const router = createMemoryRouter(
    [
      { path: "/", element: <p>Home again</p> },
      { path: "/broken", element: <Broken />, errorElement: <ScreenFailure /> },
    ],
    { initialEntries: ["/broken"] },
  );
  const { person } = show(
    <ProgramProvider value={{ door, workspace, platform, info }}>
      <RouterProvider router={router} />
    </ProgramProvider>,
  );
  expect(screen.getByRole("heading", { name: "Something went wrong on this screen" })).toBeTruthy();
  await person.click(screen.getByText("Copy the details"));
  expect(platform.copied).toContain("the ink ran out");
  await person.click(screen.getByRole("button", { name: "Back to the home screen" }));
  expect(await screen.findByText("Home again")).toBeTruthy();
});

function Broken(): never {
  throw new Error("the ink ran out");
}
