import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { liveRoadAliases } from "./src/roads/live/aliases.ts";

/** The page. Main and preload are built by scripts/build.mjs from the same settings. */
export default defineConfig({
  root: "src",
  base: "./",
  plugins: [react(), liveRoadAliases(fileURLToPath(new URL("src/roads/live", import.meta.url)))],
  resolve: {
    dedupe: [
      "yjs",
      "lib0",
      "react",
      "react-dom",
      "prosemirror-model",
      "prosemirror-state",
      "prosemirror-view",
    ],
  },
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "chrome114",
    sourcemap: true,
    // The page comes from this PC's disk, so its size is not a download's.
    chunkSizeWarningLimit: 5000,
  },
});
