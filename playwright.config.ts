import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";
import type { FixtureOptions } from "./e2e/fixture.ts";

// Playwright finds Electron by this variable. `npm test` has set it; here is for those who run `npx playwright test` alone.
process.env["ELECTRON_OVERRIDE_DIST_PATH"] ??= execFileSync(
  process.execPath,
  ["scripts/electron-runtime.mjs", "--print-folder"],
  { cwd: import.meta.dirname, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
).trim();

/** Real windows of a real Electron, two at a time at most: the PCs of a school have two cores. */
export default defineConfig<FixtureOptions>({
  testDir: "e2e",
  outputDir: "test-results",
  preserveOutput: "failures-only",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  projects: [
    { name: "desktop", testIgnore: "packaged/**" },
    { name: "packaged", testMatch: "packaged/**/*.spec.ts", use: { packaged: true } },
  ],
});
