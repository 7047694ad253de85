import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fitToScreens, readWindowState, writeWindowState } from "./window-state.ts";

const SCREEN = { x: 0, y: 0, width: 1366, height: 768 };
const SECOND = { x: 1366, y: 0, width: 1920, height: 1080 };
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "twinspan-window-"));
  file = path.join(folder, "window.json");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("what was written is read again", () => {
  const state = {
    bounds: { x: 10, y: 20, width: 800, height: 600 },
    isMaximized: false,
    zoom: 1.25,
  };
  writeWindowState(file, state);
  expect(readWindowState(file)).toEqual(state);
});

test.each(["", "{", "null", "[]", "7"])("a file that holds %j is as none", (content) => {
  writeFileSync(file, content);
  expect(readWindowState(file)).toEqual({ bounds: null, isMaximized: true, zoom: 1 });
  expect(readWindowState(path.join(folder, "missing"))).toEqual({
    bounds: null,
    isMaximized: true,
    zoom: 1,
  });
});

test("a bad field falls back alone", () => {
  writeFileSync(file, JSON.stringify({ bounds: { x: "left" }, isMaximized: false, zoom: 40 }));
  expect(readWindowState(file)).toEqual({ bounds: null, isMaximized: false, zoom: 1 });
});

test("a window on a screen that is there stays where it was", () => {
  const onSecond = { x: 1500, y: 100, width: 900, height: 700 };
  expect(fitToScreens(onSecond, [SCREEN, SECOND])).toEqual(onSecond);
});

test("a window on a screen that is gone is put where the system likes", () => {
  expect(fitToScreens({ x: 1500, y: 100, width: 900, height: 700 }, [SCREEN])).toBeNull();
  expect(fitToScreens({ x: 0, y: 0, width: 900, height: 700 }, [])).toBeNull();
});

test("a window larger than its screen, or too small to use, is made to fit", () => {
  expect(fitToScreens({ x: 0, y: 0, width: 3000, height: 2000 }, [SCREEN])).toEqual(SCREEN);
  expect(fitToScreens({ x: 0, y: 0, width: 200, height: 100 }, [SCREEN])).toMatchObject({
    width: 640,
    height: 480,
  });
});

test("a window whose title bar is above or below the screen cannot be grasped", () => {
  expect(fitToScreens({ x: 0, y: -300, width: 800, height: 600 }, [SCREEN])).toBeNull();
  expect(fitToScreens({ x: 0, y: 760, width: 800, height: 600 }, [SCREEN])).toBeNull();
  expect(fitToScreens({ x: 0, y: -10, width: 800, height: 600 }, [SCREEN])).toMatchObject({ y: 0 });
});
