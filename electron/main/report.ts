/** For whoever started the program from a terminal. */
export function report(what: string, error?: unknown): void {
  const reason = error instanceof Error ? `: ${error.message}` : "";
  process.stderr.write(`twinspan: ${what}${reason}\n`);
}
