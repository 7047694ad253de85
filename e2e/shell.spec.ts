import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Pc, expect, test } from "./fixture.ts";

const CRASHED = /page: crashed|the page stopped/u;

/** What Playwright adds to a start of its own. */
function ownArguments(words: readonly string[]): string[] {
  return words.filter((word) => !/^--(?:remote|inspect)|^-r$|loader\.js$/u.test(word));
}

test("a second start of the same profile ends at once and leaves the first running", async ({
  pc,
}) => {
  const { spawnfile, spawnargs } = pc.app.process();
  const second = spawn(spawnfile, ownArguments(spawnargs.slice(1)), {
    env: { ...process.env, TWINSPAN_PROFILE_DIR: pc.profileFolder },
    stdio: "ignore",
  });
  const code = await new Promise((resolve) => {
    second.once("exit", resolve);
  });
  expect(code).toBe(0);
  expect(await lastEnd(pc)).toBe("firstStart");
});

async function lastEnd(pc: Pc): Promise<string | undefined> {
  return pc.page.evaluate(async () => (await window.twinspan?.appInfo())?.lastEnd);
}

test("the program knows how its last run ended", async ({ pc }) => {
  expect(await lastEnd(pc)).toBe("firstStart");
  await pc.restart();
  expect(await lastEnd(pc)).toBe("clean");
  await pc.kill();
  await pc.open();
  expect(await lastEnd(pc)).toBe("unclean");
});

test("the window stays until the page has put away what it had to, but not for ever", async ({
  pc,
}) => {
  const closeWindow = async () => {
    await pc.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await pc.waitForEnd();
    await pc.open();
  };
  await pc.page.evaluate(() => {
    setTimeout(() => {
      const end = Date.now() + 2000;
      while (Date.now() < end);
      localStorage.setItem("put-away", "yes");
    }, 0);
  });
  await closeWindow();
  expect(await pc.page.evaluate(() => localStorage.getItem("put-away"))).toBe("yes");
  expect(await lastEnd(pc)).toBe("clean");
  // A page that is stuck for good has its five seconds, and the next start knows.
  await pc.page.evaluate(() => {
    setTimeout(() => {
      for (;;);
    }, 0);
  });
  await closeWindow();
  expect(await lastEnd(pc)).toBe("unclean");
});

/** Resolves once the shell has heard of it: until then the page looks as whole as before, and its address proves nothing. */
async function crashPage(pc: Pc): Promise<void> {
  await pc.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const page = BrowserWindow.getAllWindows()[0]?.webContents;
        page?.once("render-process-gone", () => resolve());
        page?.forcefullyCrashRenderer();
      }),
  );
}

async function shownAddress(pc: Pc): Promise<string> {
  return pc.app.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    if (page === undefined || page.isCrashed() || page.isLoading()) return "not yet";
    return page.getURL().replace(/#.*$/u, "");
  });
}

test("a page that crashes is opened again; one that keeps crashing gives way to words and a way to try again", async ({
  pc,
}) => {
  pc.expectProblem(CRASHED);
  await pc.app.evaluate(({ dialog }) => {
    const shown: string[] = [];
    (globalThis as { shown?: string[] }).shown = shown;
    dialog.showMessageBox = async (...words: unknown[]) => {
      shown.push(JSON.stringify(words.at(-1)));
      return { response: 0, checkboxChecked: false };
    };
  });
  await expect.poll(() => shownAddress(pc)).toBe("app://twinspan/");
  for (const address of ["", "", "stopped.html"]) {
    await crashPage(pc);
    await expect.poll(() => shownAddress(pc)).toBe(`app://twinspan/${address}`);
  }
  const said = await pc.app.evaluate(() => (globalThis as { shown?: string[] }).shown);
  expect(said?.join()).toContain("What was shown as saved is safe");
  const inPage = (code: string) =>
    pc.app.evaluate(
      ({ BrowserWindow }, source) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(source) as Promise<string>,
      code,
    );
  expect(await inPage("document.body.innerText")).toContain("Electron");
  await inPage("document.querySelector('a').click()");
  await expect.poll(() => shownAddress(pc)).toBe("app://twinspan/");
});

test("the window comes back where it was, as large as it was", async ({ pc }) => {
  const place = () =>
    pc.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await pc.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.unmaximize();
    window?.setBounds({ x: 40, y: 50, width: 900, height: 600 });
    window?.webContents.setZoomFactor(1.25);
  });
  await expect.poll(async () => (await place())?.width).toBe(900);
  const before = await place();
  await pc.restart();
  expect(await place()).toEqual(before);
  await expect
    .poll(() =>
      pc.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
      ),
    )
    .toBeCloseTo(1.25);
});

test("a window that was on a screen that is gone is put where it can be seen", async ({ pc }) => {
  await pc.close();
  const bounds = { x: 9000, y: 9000, width: 900, height: 600 };
  await writeFile(
    path.join(pc.profileFolder, "window.json"),
    JSON.stringify({ bounds, isMaximized: false, zoom: 1 }),
  );
  await pc.open();
  const place = await pc.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(place?.x).toBeLessThan(9000);
});

test("a file is saved under a safe name, whole, and a page as PDF", async ({ pc }) => {
  const saved = await pc.page.evaluate(async () => [
    await window.twinspan?.saveFile({
      suggestedName: "../Storm.exe",
      mime: "text/plain",
      bytes: new TextEncoder().encode("storm"),
    }),
    await window.twinspan?.savePdf("Storm: a story"),
  ]);
  expect(saved[0]).toEqual({ ok: true, value: { name: "-Storm.exe.txt", sizeBytes: 5 } });
  expect(saved[1]).toMatchObject({ ok: true, value: { name: "Storm- a story.pdf" } });
  const inFolder = (name: string) => readFile(path.join(pc.savedFolder, name));
  expect((await inFolder("-Storm.exe.txt")).toString()).toBe("storm");
  expect((await inFolder("Storm- a story.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
});

test("the menu speaks the page's language, and what is chosen there reaches the page", async ({
  pc,
}) => {
  await pc.page.evaluate(async () => {
    const chosen: string[] = [];
    (window as { chosen?: string[] }).chosen = chosen;
    window.twinspan?.onMenuCommand((command) => chosen.push(command));
    await window.twinspan?.setMenuLabels({ settings: "Einstellungen" }, "de");
  });
  const label = await pc.app.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById("settings");
    item?.click();
    return item?.label;
  });
  expect(label).toBe("Einstellungen");
  await expect
    .poll(() => pc.page.evaluate(() => (window as { chosen?: string[] }).chosen))
    .toEqual(["settings"]);
});

test("undo and redo of the menu are those of the page", async ({ pc }) => {
  await pc.page.evaluate(() => {
    const field = document.createElement("input");
    field.id = "history";
    document.body.prepend(field);
  });
  const field = pc.page.locator("#history");
  const choose = (id: string) =>
    pc.app.evaluate(
      ({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(),
      id,
    );
  await field.click();
  await pc.page.keyboard.type("storm");
  await choose("undo");
  await expect(field).toHaveValue("");
  await choose("redo");
  await expect(field).toHaveValue("storm");
});

test("two PCs: a code that one shows is redeemed by the other, and signals pass through its hub", async ({
  startPc,
}) => {
  const host = await startPc();
  const guest = await startPc();
  const port = await host.page.evaluate(async () => {
    await window.twinspan?.offerInvitation({
      code: "314159",
      invitation: "come in",
      lifetimeMs: 60_000,
    });
    return (await window.twinspan?.hubStatus())?.port;
  });
  const address = `127.0.0.1:${port}`;
  const redeemed = await guest.page.evaluate(
    (at) => window.twinspan?.redeemInvitation({ code: "314159", address: at }),
    address,
  );
  expect(redeemed).toEqual({ ok: true, value: { invitation: "come in", hub: address } });

  for (const pc of [host, guest]) {
    await pc.page.evaluate(async (at) => {
      const heard: string[] = [];
      (window as { heard?: string[] }).heard = heard;
      const subscribe = JSON.stringify({ type: "subscribe", topics: ["storm"] });
      const ping = JSON.stringify({ type: "ping" });
      window.twinspan?.onSocketEvent((event) => {
        if (event.kind === "open") {
          window.twinspan?.sendSocket(event.socket, subscribe);
          window.twinspan?.sendSocket(event.socket, ping);
        }
        if (event.kind === "message") heard.push(event.text);
      });
      const own = await window.twinspan?.openSocket(`ws://${at}`);
      (window as { own?: number | undefined }).own = own;
    }, address);
    await expect
      .poll(() => pc.page.evaluate(() => (window as { heard?: string[] }).heard?.length))
      .toBe(1);
  }
  await guest.page.evaluate(() => {
    const { own } = window as { own?: number };
    const message = JSON.stringify({ type: "publish", topic: "storm", data: "hello" });
    window.twinspan?.sendSocket(own ?? 0, message);
  });
  await expect
    .poll(() => host.page.evaluate(() => (window as { heard?: string[] }).heard?.join()))
    .toContain('"data":"hello"');
});
