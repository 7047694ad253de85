import { expect, test } from "vitest";
import { loadSuite } from "../cryptography/index.ts";
import { KeychainDesk, WISH } from "./fixtures/desk.ts";
import { decodeKeychain, encodeKeychain } from "./keychain-file.ts";

async function keptFile(): Promise<Uint8Array> {
  const desk = await KeychainDesk.set();
  await desk.keychain.create(WISH);
  const bytes = desk.files.files.get("keychain");
  if (bytes === undefined) throw new Error("nothing was kept");
  return bytes;
}

test("Y4: a byte that is another, missing or too many is found, whichever it is", async () => {
  const suite = await loadSuite();
  const bytes = await keptFile();
  expect(decodeKeychain(suite, bytes).ok).toBe(true);
  for (let at = 0; at < bytes.length; at += 1) {
    const bent = bytes.slice();
    bent[at] = (bent[at] ?? 0) ^ (1 << (at % 8));
    expect(decodeKeychain(suite, bent).ok, `byte ${at}`).toBe(false);
    expect(decodeKeychain(suite, bytes.subarray(0, at)).ok, `${at} bytes`).toBe(false);
  }
  expect(decodeKeychain(suite, new Uint8Array([...bytes, 10])).ok).toBe(false);
});

test("a file whose sum is right and whose content is not is damaged, not believed", async () => {
  const suite = await loadSuite();
  const read = decodeKeychain(suite, await keptFile());
  if (!read.ok) throw new Error(read.failure.kind);
  const record = read.value;
  const { passphrase } = record.ways;
  const strange: unknown[] = [
    { ...record, version: 0 },
    { ...record, more: 1 },
    { ...record, entropy: record.entropy.slice(2) },
    { ...record, entropy: record.entropy.toUpperCase() },
    { ...record, ways: { ...record.ways, words: null } },
    { ...record, ways: { ...record.ways, passphrase: { ...passphrase, memoryKib: 2 ** 30 } } },
    { ...record, ways: { ...record.ways, passphrase: { ...passphrase, passes: 1_000_000 } } },
    { version: 2 },
    [],
    null,
  ];
  for (const one of strange) {
    const decoded = decodeKeychain(suite, encodeKeychain(suite, one as never));
    expect(decoded).toEqual({
      ok: false,
      failure: { kind: "damaged", detail: "not a keychain" },
    });
  }
});
