import { SafeFile } from "./safe-file.ts";

/** For the test that kills it: appends until then, and says what was answered for. */
async function appendForEver(folder: string): Promise<never> {
  const result = await SafeFile.open(folder, { segmentBytes: 4096 });
  if (!result.ok) throw new Error(result.failure.kind);
  const word = new TextEncoder().encode("a word");
  for (;;) {
    const answers = await Promise.all([1, 2, 3, 4].map(() => result.value.append(word)));
    const last = answers.at(-1);
    if (last?.ok === true) process.send?.(last.value);
  }
}

void appendForEver(process.argv[2] ?? "");
