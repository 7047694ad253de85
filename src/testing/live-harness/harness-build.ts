import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "vite";
import { liveRoadAliases } from "../../roads/live/aliases.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** Where the built harness lies: below node_modules, so that its processes find the packages they leave outside. */
export const HARNESS_FOLDER = path.join(ROOT, "node_modules", ".cache", "twinspan-live-harness");

export async function buildHarness(): Promise<void> {
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, "page"),
    base: "./",
    logLevel: "warn",
    plugins: [liveRoadAliases(path.join(ROOT, "src", "roads", "live"))],
    resolve: { dedupe: ["yjs", "lib0"] },
    build: {
      outDir: path.join(HARNESS_FOLDER, "page"),
      emptyOutDir: true,
      target: "chrome114",
      rolldownOptions: {
        input: ["index.html", "copy.html"].map((file) =>
          path.join(import.meta.dirname, "page", file),
        ),
      },
    },
  });
  await buildNode("electron-main.ts");
  await buildNode("pc-driver.ts");
  await mkdir(HARNESS_FOLDER, { recursive: true });
  const description = { name: "twinspan-live-harness", main: "electron-main.cjs" };
  await writeFile(path.join(HARNESS_FOLDER, "package.json"), JSON.stringify(description));
}

async function buildNode(file: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: "warn",
    publicDir: false,
    ssr: { noExternal: true, external: ["electron", "playwright-core"] },
    build: {
      ssr: path.join(import.meta.dirname, file),
      target: "node18",
      outDir: HARNESS_FOLDER,
      emptyOutDir: false,
      rolldownOptions: {
        external: ["electron", "playwright-core", /^node:/],
        output: {
          format: "cjs",
          entryFileNames: file.replace(".ts", ".cjs"),
          codeSplitting: false,
        },
      },
    },
  });
}
