// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ANA, TestClassrooms, show } from "../../testing/test-program.tsx";
import { AboutScreen } from "./about-screen.tsx";
import { KeyboardHelp } from "./keyboard-help.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

test("says what this program is, and copies the details for support", async () => {
  const { platform } = await classrooms.pc("cluj", ANA, {
    info: { version: "1.2.3", electron: "45.4.1", chrome: "156.0", developmentRuntime: false },
  });
  const onShowKeys = vi.fn<() => void>();
  const info = await platform.appInfo();
  const { person } = show(<AboutScreen platform={platform} info={info} onShowKeys={onShowKeys} />);
  expect(screen.getByText("Version 1.2.3")).toBeTruthy();
  expect(screen.queryByText(/^This copy runs on an engine/u)).toBeNull();
  await person.click(screen.getByRole("button", { name: "Copy these details for support" }));
  expect(platform.copied).toContain("Version 1.2.3\nElectron 45.4.1, Chromium 156.0");
  await person.click(screen.getByRole("button", { name: "Keys for quick work" }));
  expect(onShowKeys).toHaveBeenCalledOnce();
});

test("warns where the engine is fit for development only", async () => {
  const { platform } = await classrooms.pc("cluj", ANA, { info: { developmentRuntime: true } });
  const info = await platform.appInfo();
  show(<AboutScreen platform={platform} info={info} onShowKeys={() => undefined} />);
  expect(screen.getByText(/^This copy runs on an engine/u)).toBeTruthy();
});

test("names the keys as they stand on this keyboard", async () => {
  const help = (platform: "linux" | "darwin") => (
    <KeyboardHelp isOpen onClose={() => undefined} platform={platform} />
  );
  const { showAgain } = show(help("linux"));
  expect((await screen.findAllByText("Ctrl")).length).toBeGreaterThan(0);
  showAgain(help("darwin"));
  expect(screen.queryByText("Ctrl")).toBeNull();
  expect(screen.getAllByText("⌘").length).toBeGreaterThan(0);
});
