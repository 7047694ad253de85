import path from "node:path";
import { expect, test } from "vitest";
import { type LaunchSituation, launchOptions } from "./launch-options.ts";

const DATA = path.resolve("/home/ana/.config/Twinspan");

function launch(
  argv: readonly string[],
  env: LaunchSituation["env"] = {},
  isForDevelopment = false,
) {
  return launchOptions({ argv, env, dataFolder: DATA, isForDevelopment });
}

function options(
  argv: readonly string[],
  env: LaunchSituation["env"] = {},
  isForDevelopment = false,
) {
  const result = launch(argv, env, isForDevelopment);
  if (!result.ok) throw new Error(result.failure);
  return result.value;
}

test("without anything the default profile is used, with hub and discovery", () => {
  expect(options([])).toEqual({
    profile: "default",
    profileFolder: path.join(DATA, "profiles", "default"),
    windowBounds: null,
    demo: null,
    hub: { isOn: true, port: null, isDiscoverable: true },
    developmentServer: null,
    saveFolder: null,
  });
});

test("a profile has its own folder, whether named with a space or an equals sign", () => {
  expect(options(["--profile", "Izmir"]).profileFolder).toBe(path.join(DATA, "profiles", "izmir"));
  expect(options(["--profile=izmir"]).profileFolder).toBe(path.join(DATA, "profiles", "izmir"));
});

test.each(["../x", "", "a/b", "a b", "-x", "x".repeat(33), "é"])(
  "the profile name %j is refused",
  (name) => {
    expect(launch(["--profile", name]).ok).toBe(false);
  },
);

test("TWINSPAN_PROFILE_DIR names the whole folder, and must be absolute", () => {
  const folder = path.resolve("/tmp/p");
  expect(options(["--profile", "a"], { TWINSPAN_PROFILE_DIR: folder }).profileFolder).toBe(folder);
  expect(launch([], { TWINSPAN_PROFILE_DIR: "p" }).ok).toBe(false);
});

test("the window's place is four numbers, the first two of either sign", () => {
  expect(options(["--window-bounds", "-10,0,683,768"]).windowBounds).toEqual({
    x: -10,
    y: 0,
    width: 683,
    height: 768,
  });
  for (const text of ["1,2,3", "1,2,3,4,5", "a,b,c,d", "0,0,0,100", "1e9,0,1,1", ""]) {
    expect(launch([`--window-bounds=${text}`]).ok).toBe(false);
  }
});

test("the sample project has two sides", () => {
  expect(options(["--demo", "lisbon"]).demo).toBe("lisbon");
  expect(launch(["--demo", "berlin"]).ok).toBe(false);
});

test("hub and discovery can be turned off, and the hub put on another port", () => {
  const env = { TWINSPAN_HUB: "off", TWINSPAN_HUB_PORT: "0", TWINSPAN_DISCOVERY: "off" };
  expect(options([], env).hub).toEqual({ isOn: false, port: 0, isDiscoverable: false });
  expect(launch([], { TWINSPAN_HUB_PORT: "70000" }).ok).toBe(false);
});

test("settings for development and tests count there only", () => {
  const env = {
    TWINSPAN_DEV_SERVER: "http://127.0.0.1:5173/",
    TWINSPAN_TEST_SAVE_DIR: "/tmp/saved",
  };
  expect(options([], env, true)).toMatchObject({
    developmentServer: "http://127.0.0.1:5173",
    saveFolder: "/tmp/saved",
  });
  expect(options([], env, false)).toMatchObject({ developmentServer: null, saveFolder: null });
});

test.each([
  "https://example.org",
  "http://10.0.0.1:5173",
  "http://127.0.0.1:5173@example.org",
  "file:///tmp",
])("%s is no development server", (server) => {
  expect(options([], { TWINSPAN_DEV_SERVER: server }, true).developmentServer).toBeNull();
});
