import { createInterface } from "node:readline";
import { HarnessPc } from "./harness-pc.ts";

/**
 * A harness PC in a process of its own, so that it can live in a network namespace: one JSON object a line.
 * In: `{ id, evaluate }`, an expression for the page. Out: `{ ready }` with the hub's port, then `{ id, value | error }`.
 */
async function drive(): Promise<void> {
  const [folder = "", profileFolder = "", hubPort = "0", ...nearby] = process.argv.slice(2);
  const pc = await HarnessPc.start({ folder, profileFolder, hubPort: Number(hubPort), nearby });
  say({ ready: pc.hubPort });
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, evaluate } = JSON.parse(line) as { id: number; evaluate: string };
    void pc.page.evaluate(evaluate).then(
      (value: unknown) => say({ id, value }),
      (error: unknown) => say({ id, error: String(error) }),
    );
  }
  for (const problem of pc.problems) say({ problem });
  await pc.close();
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

void drive().catch((error: unknown) => {
  say({ failure: String(error) });
  process.exit(1);
});
