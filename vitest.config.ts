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
  },
});
