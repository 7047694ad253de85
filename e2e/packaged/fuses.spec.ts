import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { expect, test } from "../fixture.ts";

/** The bytes of a fuse wire in the binary, from Electron's documentation of it. */
const OFF = "0".charCodeAt(0);
const ON = "1".charCodeAt(0);

test("the packaged program runs no JavaScript but its own", async ({ pc }) => {
  const binary = await pc.app.evaluate(({ app }) => app.getPath("exe"));
  const fuses = await getCurrentFuseWire(binary);
  expect(fuses[FuseV1Options.RunAsNode]).toBe(OFF);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(OFF);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(ON);
});
