import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runScript, sandboxArguments } from "./app.mjs";
import { buildIfChanged } from "./build.mjs";
import { withDisplay } from "./display.mjs";
import { electronEnvironment } from "./electron-runtime.mjs";
import { ROOT } from "./folders.mjs";
import { installMissing } from "./install.mjs";

/** Takes the pictures of the README from the running program: the two schools of the demo, met over the network of this PC. */
const FOLDER = path.join(ROOT, "docs", "pictures");
const SCREEN = { width: 1366, height: 768 };

await runScript(async () => {
  const runtime = await installMissing();
  await buildIfChanged();
  mkdirSync(FOLDER, { recursive: true });
  const profiles = mkdtempSync(path.join(os.tmpdir(), "twinspan-pictures-"));
  await withDisplay(SCREEN, async (display) => {
    const { _electron } = await import("playwright-core");
    /** @param {"lisbon" | "izmir"} school */
    const open = async (school) => {
      const app = await _electron.launch({
        executablePath: runtime.binary,
        args: [...sandboxArguments(), ROOT, "--demo", school, "--window-bounds", "0,0,1366,768"],
        cwd: ROOT,
        colorScheme: null,
        env: {
          .../** @type {Record<string, string>} */ (process.env),
          ...electronEnvironment(runtime),
          .../** @type {Record<string, string>} */ (display),
          TWINSPAN_PROFILE_DIR: path.join(profiles, school),
        },
      });
      return { app, page: await app.firstWindow() };
    };
    const lisbon = await open("lisbon");
    const izmir = await open("izmir");
    try {
      await takeAll(lisbon.page, izmir.page);
    } finally {
      await Promise.all([lisbon.app.close(), izmir.app.close()]);
    }
  });
  rmSync(profiles, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  return 0;
});

/**
 * @param {import("playwright-core").Page} lisbon
 * @param {import("playwright-core").Page} izmir
 */
async function takeAll(lisbon, izmir) {
  await lisbon.getByRole("button", { name: /Carry on/ }).click();
  await lisbon.getByText("Merhaba from İzmir!").waitFor({ timeout: 120_000 });
  await visit(lisbon, "");
  await take(lisbon, "home");
  await lisbon.getByRole("button", { name: /Carry on/ }).click();
  await lisbon.getByText("Merhaba from İzmir!").waitFor();
  await take(lisbon, "project");

  await izmir.getByRole("button", { name: /Carry on/ }).click();
  await openPage(izmir, "The old bridge");
  await openPage(lisbon, "The old bridge");
  await izmir.locator(".ProseMirror p").first().click();
  await izmir.keyboard.press("End");
  await izmir.keyboard.type(" Our longest bridge has 1,432 metres!");
  await lisbon.getByText("1,432 metres").waitFor();
  await take(lisbon, "page");

  await place(lisbon, "Who has what");
  await lisbon.getByRole("table").waitFor();
  await take(lisbon, "sync");

  await setting(lisbon, { appearance: "dark" });
  await openPage(lisbon, "Our bay");
  await take(lisbon, "page-dark");
  await setting(lisbon, { appearance: "light", language: "العربية" });
  await visit(lisbon, "");
  await take(lisbon, "home-arabic");
}

/** @param {import("playwright-core").Page} page @param {{ appearance?: "dark" | "light", language?: string }} wish */
async function setting(page, wish) {
  await visit(page, "settings");
  if (wish.appearance !== undefined) {
    const name = wish.appearance === "dark" ? "Dark" : "Light";
    await page.getByText(name, { exact: true }).click();
    await page.locator(`html[data-mantine-color-scheme=${wish.appearance}]`).waitFor();
  }
  if (wish.language !== undefined) {
    await page.getByRole("combobox", { name: "Language of the program" }).click();
    await page.getByRole("option", { name: wish.language }).click();
    await page.locator("html[dir=rtl]").waitFor();
  }
}

/** @param {import("playwright-core").Page} page @param {string} route */
async function visit(page, route) {
  await page.evaluate(`window.location.hash = ${JSON.stringify(`#/${route}`)}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function place(page, name) {
  const places = page.getByRole("navigation", { name: "Places" });
  await places.getByRole("link", { name, exact: true }).click();
}

/** @param {import("playwright-core").Page} page @param {string} title */
async function openPage(page, title) {
  if ((await page.getByRole("link", { name: "Pages", exact: true }).count()) === 0) {
    await visit(page, "");
    await page.getByRole("button", { name: /Carry on/ }).click();
  }
  await place(page, "Pages");
  await page
    .getByRole("link", { name: title })
    .or(page.getByRole("button", { name: title }))
    .first()
    .click();
  await page.locator(".ProseMirror").waitFor();
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function take(page, name) {
  // Pictures, fonts and the last small movements settle.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
  process.stderr.write(`docs/pictures/${name}.png\n`);
}
