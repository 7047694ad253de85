import { spawn } from "node:child_process";
import { watch } from "node:fs";
import net from "node:net";
import path from "node:path";
import { runScript, sandboxArguments } from "./app.mjs";
import { buildShell } from "./build.mjs";
import { withDisplay } from "./display.mjs";
import { electronEnvironment } from "./electron-runtime.mjs";
import { ROOT } from "./folders.mjs";
import { installMissing } from "./install.mjs";

/**
 * The program with reload: a change in the page shows at once, a change in the shell restarts the program. The page keeps
 * its app:// origin: main forwards the page's requests to the server that TWINSPAN_DEV_SERVER names.
 */
await runScript(async () => {
  const runtime = await installMissing();
  const server = await startPageServer();
  await buildShell();

  return withDisplay({ width: 1366, height: 768 }, async (env) => {
    const open = () =>
      spawn(
        runtime.binary,
        [...sandboxArguments(), ROOT, "--profile", "dev", ...process.argv.slice(2)],
        {
          cwd: ROOT,
          stdio: "inherit",
          env: {
            ...process.env,
            ...electronEnvironment(runtime),
            ...env,
            TWINSPAN_DEV_SERVER: server.address,
          },
        },
      );
    const code = await keepOpen(open);
    await server.close();
    return code;
  });
});

/** The page asks app:// for everything but its reloads, so those need the server's own port. */
async function startPageServer() {
  const { createServer } = await import("vite");
  const port = await freePort();
  const server = await createServer({
    configFile: path.join(ROOT, "vite.config.ts"),
    server: {
      host: "127.0.0.1",
      port,
      strictPort: true,
      hmr: { protocol: "ws", host: "127.0.0.1", clientPort: port },
    },
  });
  await server.listen();
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });
}

/**
 * Restarts the program when the shell's sources change, until the person closes it. Gives its exit code.
 * @param {() => import("node:child_process").ChildProcess} open
 * @returns {Promise<number>}
 */
function keepOpen(open) {
  return new Promise((resolve, reject) => {
    let restarting = false;
    let app = start();
    /** @type {NodeJS.Timeout | undefined} */
    let pending;

    const watchers = ["electron", "src/base", "src/domain"].map((folder) =>
      watch(path.join(ROOT, folder), { recursive: true }, () => {
        clearTimeout(pending);
        pending = setTimeout(restart, 200);
      }),
    );
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
      process.once(signal, () => app.kill(signal));

    function start() {
      const child = open();
      child.once("error", reject);
      child.once("close", (code) => {
        if (restarting) {
          restarting = false;
          app = start();
          return;
        }
        clearTimeout(pending);
        for (const watcher of watchers) watcher.close();
        resolve(code ?? 1);
      });
      return child;
    }

    function restart() {
      buildShell().then(
        () => {
          restarting = true;
          app.kill();
        },
        (/** @type {unknown} */ error) => {
          process.stderr.write(`The shell does not build yet: ${String(error)}\n`);
        },
      );
    }
  });
}
