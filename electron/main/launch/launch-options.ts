import path from "node:path";
import { type Result, fail, succeed } from "../../../src/base/index.ts";
import type { DemoSchool } from "../../bridge/contract.ts";
import type { Bounds } from "../window/window-state.ts";

export interface LaunchOptions {
  readonly profile: string;
  /** Where everything of this profile lies; absolute. */
  readonly profileFolder: string;
  readonly windowBounds: Bounds | null;
  readonly hub: {
    readonly isOn: boolean;
    readonly port: number | null;
    readonly isDiscoverable: boolean;
  };
  readonly developmentServer: string | null;
  /** Which side of the sample project this is, when `npm run demo` started it. */
  readonly demo: DemoSchool | null;
  /** Files are saved here without a dialog; for tests. */
  readonly saveFolder: string | null;
}

export interface LaunchSituation {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the program in the person's own folder for such data. */
  readonly dataFolder: string;
  /** Whether the settings for development and tests count. */
  readonly isForDevelopment: boolean;
}

/** What the command line and the environment ask for; the failure is a sentence for the terminal. */
export function launchOptions({
  argv,
  env,
  dataFolder,
  isForDevelopment,
}: LaunchSituation): Result<LaunchOptions, string> {
  const profile = option(argv, "--profile") ?? "default";
  if (!/^[a-z0-9][a-z0-9_-]{0,31}$/iu.test(profile)) {
    return fail("--profile: a name of up to 32 letters, digits, - and _");
  }
  const ownFolder = env["TWINSPAN_PROFILE_DIR"] ?? "";
  if (ownFolder !== "" && !path.isAbsolute(ownFolder))
    return fail("TWINSPAN_PROFILE_DIR: an absolute path");
  // Windows and macOS do not tell upper from lower case.
  const profileFolder =
    ownFolder === "" ? path.join(dataFolder, "profiles", profile.toLowerCase()) : ownFolder;

  const boundsText = option(argv, "--window-bounds");
  const windowBounds = boundsText === null ? null : boundsOf(boundsText);
  if (boundsText !== null && windowBounds === null)
    return fail("--window-bounds: x,y,width,height in pixels");

  const demo = option(argv, "--demo");
  if (demo !== null && demo !== "lisbon" && demo !== "izmir")
    return fail("--demo: lisbon or izmir");

  const portText = env["TWINSPAN_HUB_PORT"] ?? "";
  const port = portText === "" ? null : Number(portText);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    return fail("TWINSPAN_HUB_PORT: a number from 0 to 65535");
  }
  return succeed({
    profile,
    profileFolder,
    windowBounds,
    hub: {
      isOn: env["TWINSPAN_HUB"] !== "off",
      port,
      isDiscoverable: env["TWINSPAN_DISCOVERY"] !== "off",
    },
    demo,
    developmentServer: isForDevelopment ? developmentServer(env["TWINSPAN_DEV_SERVER"]) : null,
    saveFolder: isForDevelopment ? (env["TWINSPAN_TEST_SAVE_DIR"] ?? null) : null,
  });
}

/** `--name value` or `--name=value`. */
function option(argv: readonly string[], name: string): string | null {
  const joined = argv.find((word) => word.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const index = argv.indexOf(name);
  return index === -1 ? null : (argv[index + 1] ?? "");
}

function boundsOf(text: string): Bounds | null {
  const numbers = text
    .split(",")
    .map((part) => (/^-?\d{1,5}$/u.test(part.trim()) ? Number(part) : Number.NaN));
  const [x, y, width, height] = numbers;
  if (numbers.length !== 4 || numbers.some(Number.isNaN)) return null;
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return null;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** Only from this PC: the page that comes from there may use the whole bridge. */
function developmentServer(text: string | undefined): string | null {
  const origin = /^http:\/\/(?:127\.0\.0\.1|localhost):\d{1,5}(?=\/?$)/u.exec(text ?? "");
  return origin?.[0] ?? null;
}
