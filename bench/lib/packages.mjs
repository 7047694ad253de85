import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { asarArchive } from "../../scripts/asar-archive.mjs";
import { ROOT } from "../../scripts/folders.mjs";
import { electronBuilder, packagedBinary } from "../../scripts/package.mjs";
import { isStamped, sourceHash, stamp } from "../../scripts/source-stamp.mjs";

/**
 * Three programs on the very same Electron, with the same fuses, differing in their archive alone:
 * - `product`: what `npm run package` makes, with the one fuse left on that lets benches drive it
 * - `empty`: a window with one word in it, the floor
 * - `page`: the product's shell around the page of this folder, which has the product's parts without its screens
 * @typedef {{ product: string, empty: string, page: string }} Programs
 */

const FOLDER = path.join("release", "bench");
const PRODUCT = path.join(FOLDER, "product");
const SOURCES = ["dist/sources.sha256", "bench/page", "bench/empty", "bench/lib/packages.mjs"];
const EMPTY_FILES = ["package.json", "main.cjs", "index.html"];
const BENCH_PAGE = path.join(ROOT, "bench", "page");

/**
 * Makes the programs, unless they are there and of these sources. `dist/` has to be built.
 * @param {import("../../scripts/electron-runtime.mjs").ElectronRuntime} runtime
 * @returns {Promise<Programs>}
 */
export async function benchPrograms(runtime) {
  const stampFile = path.join(ROOT, FOLDER, "sources.sha256");
  const hash = `${runtime.version} ${sourceHash(SOURCES)}`;
  if (!isStamped(stampFile, hash)) {
    rmSync(path.join(ROOT, FOLDER), { recursive: true, force: true });
    await electronBuilder(runtime, ["--dir", `-c.directories.output=${PRODUCT}`], {
      TWINSPAN_TEST_PACKAGE: "1",
    });
    linkBeside("empty", asarArchive(path.join(ROOT, "bench", "empty"), EMPTY_FILES));
    linkBeside("page", await pageArchive());
    stamp(stampFile, hash);
  }
  const product = packagedBinary(path.join(ROOT, PRODUCT));
  const beside = (/** @type {string} */ name) =>
    path.join(ROOT, FOLDER, name, path.basename(product));
  return { product, empty: beside("empty"), page: beside("page") };
}

/** A second program of the same files, of which only the archive is another. @param {string} name @param {Buffer} archive */
function linkBeside(name, archive) {
  const product = path.dirname(packagedBinary(path.join(ROOT, PRODUCT)));
  const folder = path.join(ROOT, FOLDER, name);
  const own = path.join("resources", "app.asar");
  for (const file of filesIn(product)) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (file === own) writeFileSync(target, archive);
    else linkSync(path.join(product, file), target);
  }
}

async function pageArchive() {
  const { build } = await import("vite");
  const folder = path.join(ROOT, FOLDER, "page-archive");
  await build({
    configFile: path.join(ROOT, "vite.config.ts"),
    root: BENCH_PAGE,
    logLevel: "warn",
    build: { outDir: path.join(folder, "dist", "page"), sourcemap: false },
  });
  for (const file of ["package.json", "dist/main/main.cjs", "dist/preload/preload.cjs"]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    copyFileSync(path.join(ROOT, file), path.join(folder, file));
  }
  return asarArchive(folder, filesIn(folder));
}

/** Paths below `folder`. @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}
