import path from "node:path";
import { test as base, expect } from "@playwright/test";
import { Pc, type PcOptions } from "./pc.ts";

export { expect };
export type { Pc, PcOptions };

export interface FixtureOptions {
  /** Runs the packaged program in place of the one in dist/. */
  readonly packaged: boolean;
}

interface Fixtures {
  /** Switches on another PC, with a fresh profile unless the options name one. */
  readonly startPc: (options?: PcOptions) => Promise<Pc>;
  /** One PC with a fresh profile, running. */
  readonly pc: Pc;
}

/**
 * A test with PCs. When it ends, every PC is put away; the test fails if one of them had an error in its page or its shell
 * that the test did not expect. After a failure, traces and what the shell printed are attached.
 */
export const test = base.extend<Fixtures & FixtureOptions>({
  packaged: [false, { option: true }],

  startPc: async ({ packaged }, use, testInfo) => {
    const packagedBinary = packaged ? packagedProgram() : null;
    const pcs: Pc[] = [];
    await use(async (options) => {
      const number = pcs.length + 1;
      const traceFile = (run: number) => testInfo.outputPath(`pc-${number}-run-${run}.zip`);
      const pc = await Pc.install({ packagedBinary, traceFile }, options);
      pcs.push(pc);
      await pc.open();
      return pc;
    });

    const traces = (await Promise.all(pcs.map((pc) => pc.putAway()))).flat();
    const problems = pcs.flatMap((pc) => pc.unexpectedProblems());
    if (problems.length > 0 || testInfo.status !== testInfo.expectedStatus) {
      for (const trace of traces) {
        await testInfo.attach(path.basename(trace), {
          path: trace,
          contentType: "application/zip",
        });
      }
      for (const [at, pc] of pcs.entries()) {
        await testInfo.attach(`pc-${at + 1}-output.txt`, {
          body: pc.output,
          contentType: "text/plain",
        });
      }
    }
    expect(problems, "errors that the page or the shell reported").toEqual([]);
  },

  pc: async ({ startPc }, use) => {
    await use(await startPc());
  },
});

function packagedProgram(): string {
  const binary = process.env["TWINSPAN_PACKAGED_BINARY"] ?? "";
  if (binary === "")
    throw new Error("There is no packaged program to test; use: npm test -- packaged");
  return binary;
}
