import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "src/**/*.test.{ts,tsx}",
      "electron/**/*.test.ts",
      "relay/**/*.test.ts",
      "bench/**/*.test.{ts,mjs}",
      "scripts/**/*.test.mjs",
    ],
    environment: "node",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    // happy-dom lays nothing out, so Mantine finds nothing to focus in an open menu and prints the whole window.
    onConsoleLog: (text) => !text.includes("[@mantine/hooks/use-focus-trap]"),
  },
});
