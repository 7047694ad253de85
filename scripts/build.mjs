import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { productVersion } from "./electron-runtime.mjs";
import { ROOT } from "./folders.mjs";
import { isStamped, sourceHash, stamp } from "./source-stamp.mjs";

const SOURCES = [
  "src",
  "electron",
  "assets",
  "vite.config.ts",
  "scripts/build.mjs",
  "package.json",
  "package-lock.json",
];
const STAMP = path.join(ROOT, "dist", "sources.sha256");

/**
 * The two bundles of the shell. Everything is bundled, so a packaged program carries no node_modules.
 * @type {readonly { readonly entry: string, readonly out: string }[]}
 */
const SHELL = [
  { entry: "electron/main/main.ts", out: "dist/main/main.cjs" },
  { entry: "electron/preload/preload.ts", out: "dist/preload/preload.cjs" },
];

/** Builds page, main and preload, unless `dist/` already holds what these sources build to. @param {boolean} [always] */
export async function buildIfChanged(always = false) {
  const hash = sourceHash(SOURCES);
  if (!always && isStamped(STAMP, hash)) return;
  rmSync(path.join(ROOT, "dist"), { recursive: true, force: true });
  await buildPage();
  await buildShell();
  stamp(STAMP, hash);
}

async function buildPage() {
  const { build } = await import("vite");
  await build({ configFile: path.join(ROOT, "vite.config.ts"), logLevel: "warn" });
  refuseInlineScripts(path.join(ROOT, "dist", "page", "index.html"));
}

/** Main and preload, from `vite build --ssr`: Node code that knows Electron and nothing that is not bundled. */
export async function buildShell() {
  const { build } = await import("vite");
  // Whoever builds the shell alone leaves a page in dist/ that may be of other sources.
  rmSync(STAMP, { force: true });
  for (const { entry, out } of SHELL) {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: "warn",
      publicDir: false,
      define: { "process.env.TWINSPAN_PRODUCT_ELECTRON": JSON.stringify(productVersion()) },
      ssr: { noExternal: true, external: ["electron"] },
      build: {
        ssr: path.join(ROOT, entry),
        target: "node18",
        outDir: path.join(ROOT, path.dirname(out)),
        emptyOutDir: true,
        sourcemap: true,
        minify: false,
        rolldownOptions: {
          external: ["electron", /^node:/],
          output: { format: "cjs", entryFileNames: path.basename(out), codeSplitting: false },
        },
      },
    });
  }
}

/** The page's Content-Security-Policy runs no inline script, so one in the built page would be dead code. @param {string} file */
function refuseInlineScripts(file) {
  if (!existsSync(file)) throw new Error("The build left no dist/page/index.html");
  const inline = /<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+\s*=|javascript:/i.exec(
    readFileSync(file, "utf8"),
  );
  if (inline !== null) throw new Error(`dist/page/index.html has an inline script: ${inline[0]}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildIfChanged(process.argv.includes("--always"));
}
