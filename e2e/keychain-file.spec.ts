import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import {
  DEVICE,
  FoundedProject,
  PASSPHRASE,
  WISH,
  call,
  must,
  shownDialogs,
  stubDialogs,
} from "./keychain-desk.ts";
import { type Pc, expect, test } from "./fixture.ts";

test("the same keys after a restart, by the passphrase alone", async ({ pc }) => {
  expect(await call(pc, "keychainStatus")).toMatchObject({ state: "none" });
  const made = await must(call(pc, "createKeychain", WISH));
  expect(await call(pc, "createKeychain", WISH)).toEqual({
    ok: false,
    failure: { kind: "alreadyThere" },
  });
  await pc.restart();
  expect(await call(pc, "keychainStatus")).toMatchObject({
    state: "locked",
    ways: { passphrase: true, system: false },
  });
  expect(await must(call(pc, "unlockKeychain", PASSPHRASE))).toEqual(made);
});

test("wrong passphrases make one wait longer and longer, also across a restart, and never for ever", async ({
  pc,
}) => {
  await must(call(pc, "createKeychain", WISH));
  await call(pc, "lockKeychain");
  const waits: number[] = [];
  for (const guess of ["storm", "bridge", "storm bridge"]) {
    const outcome = await call(pc, "unlockKeychain", guess);
    if (outcome.ok || outcome.failure.kind !== "wrongPassphrase") throw new Error("it opened");
    waits.push(outcome.failure.waitMs);
  }
  expect(waits.slice(0, 2)).toEqual([0, 0]);
  expect(waits[2]).toBeGreaterThan(3000);
  await pc.close();
  const file = path.join(pc.profileFolder, "keychain-tries.json");
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ wrong: 3 });
  // As after a dozen of them: five minutes from the last.
  await writeFile(file, JSON.stringify({ wrong: 12, lastAt: Date.now() }));
  await pc.open();
  const early = await call(pc, "unlockKeychain", PASSPHRASE);
  if (early.ok || early.failure.kind !== "wrongPassphrase") throw new Error("it opened at once");
  expect(early.failure.waitMs).toBeGreaterThan(60_000);
  await pc.close();
  await writeFile(file, JSON.stringify({ wrong: 12, lastAt: Date.now() - 300_000 }));
  await pc.open();
  expect((await call(pc, "unlockKeychain", PASSPHRASE)).ok).toBe(true);
});

test("one spoilt file is mended from the other; two are told as damaged and kept", async ({
  pc,
}) => {
  const made = await must(call(pc, "createKeychain", WISH));
  const words = await must(call(pc, "recoveryWords", PASSPHRASE));
  await call(pc, "lockKeychain");
  await spoil(pc, "keychain.json");
  expect(await must(call(pc, "unlockKeychain", PASSPHRASE))).toEqual(made);
  expect(await keychainFiles(pc)).toContainEqual(
    expect.stringMatching(/^keychain-damaged-\d{4}-\d\d-\d\d-[0-9a-f]{6}\.json$/u),
  );
  await call(pc, "lockKeychain");

  await spoil(pc, "keychain.json");
  await spoil(pc, "keychain-copy.json");
  const before = await readFile(path.join(pc.profileFolder, "keychain.json"));
  expect(await call(pc, "unlockKeychain", PASSPHRASE)).toEqual({
    ok: false,
    failure: { kind: "damaged", detail: "checksum" },
  });
  expect(await call(pc, "createKeychain", WISH)).toEqual({
    ok: false,
    failure: { kind: "alreadyThere" },
  });
  expect(await readFile(path.join(pc.profileFolder, "keychain.json"))).toEqual(before);
  const restored = await must(call(pc, "createKeychain", { ...WISH, words }));
  expect(restored.signingKey).toEqual(made.signingKey);
  expect(restored.storageKey).not.toEqual(made.storageKey);
  expect(await keychainFiles(pc)).toContainEqual(expect.stringMatching(/^keychain-copy-damaged-/u));
});

test("kill -9 while the passphrase changes leaves a keychain that opens by the old one or the new", async ({
  pc,
}) => {
  const made = await must(call(pc, "createKeychain", WISH));
  let current: string = PASSPHRASE;
  for (const delayMs of [0, 300, 600, 900, 1200]) {
    const next = `${PASSPHRASE} ${delayMs}`;
    await pc.page.evaluate(
      (change) => void window.twinspan?.changePassphrase(change).catch(() => undefined),
      { current, next, useSystemStore: false },
    );
    await pc.page.waitForTimeout(delayMs);
    await pc.kill();
    await pc.open();
    const byNew = await call(pc, "unlockKeychain", next);
    const opened = byNew.ok ? byNew : await call(pc, "unlockKeychain", current);
    expect(opened).toEqual({ ok: true, value: made });
    if (byNew.ok) current = next;
  }
  expect((await keychainFiles(pc)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("the words of the sheet make the same person anywhere, and open a forgotten keychain without losing anything", async ({
  pc,
  startPc,
}) => {
  await stubDialogs(pc, "cancel");
  const made = await must(call(pc, "createKeychain", WISH));
  expect(await call(pc, "recoveryWords", null)).toMatchObject({ ok: false });
  const words = await must(call(pc, "recoveryWords", PASSPHRASE));
  expect(words).toHaveLength(12);

  const other = await startPc();
  const elsewhere = await must(call(other, "createKeychain", { ...WISH, words }));
  expect(elsewhere.signingKey).toEqual(made.signingKey);
  expect(elsewhere.agreementKey).toEqual(made.agreementKey);
  expect(elsewhere.device).not.toEqual(made.device);

  await call(pc, "lockKeychain");
  const forgotten = { ...WISH, passphrase: "another storm", words };
  expect(await must(call(pc, "createKeychain", forgotten))).toEqual(made);
  expect((await call(pc, "unlockKeychain", PASSPHRASE)).ok).toBe(false);
  expect(await shownDialogs(pc)).toEqual([]);

  const foreign = [...Array.from({ length: 11 }, () => "abandon"), "about"];
  expect(await call(pc, "createKeychain", { ...WISH, words: foreign })).toEqual({
    ok: false,
    failure: { kind: "alreadyThere" },
  });
  await stubDialogs(pc, "yes");
  const replaced = await must(call(pc, "createKeychain", { ...WISH, words: foreign }));
  expect(replaced.signingKey).not.toEqual(made.signingKey);
  expect((await keychainFiles(pc)).filter((name) => name.includes("replaced"))).toHaveLength(2);
});

test("the operating system's store opens it where there is a real one; its words then need a dialog", async ({
  pc,
}) => {
  const wish = { passphrase: null, useSystemStore: true, words: null };
  expect((await call(pc, "keychainStatus")).systemStore).toBe(false);
  expect(await call(pc, "createKeychain", wish)).toEqual({
    ok: false,
    failure: { kind: "noSystemStore" },
  });
  await pretendSystemStore(pc);
  const made = await must(call(pc, "createKeychain", wish));
  await call(pc, "lockKeychain");
  expect(await must(call(pc, "unlockKeychain", null))).toEqual(made);
  await stubDialogs(pc, "cancel");
  expect(await call(pc, "recoveryWords", null)).toEqual({
    ok: false,
    failure: { kind: "systemStoreFailed" },
  });
  const steal = { current: null, next: "mine from now on", useSystemStore: false };
  expect((await call(pc, "changePassphrase", steal)).ok).toBe(false);
  await stubDialogs(pc, "yes");
  expect(await must(call(pc, "recoveryWords", null))).toHaveLength(12);
  expect(await shownDialogs(pc)).toHaveLength(3);
});

test("nothing in the profile's folder says passphrase, words, entropy, keys or storage key", async ({
  pc,
}) => {
  const made = await must(call(pc, "createKeychain", WISH));
  const words = await must(call(pc, "recoveryWords", PASSPHRASE));
  const project = await FoundedProject.found(pc, made);
  await project.act(DEVICE);
  await call(pc, "lockKeychain");
  await pc.close();
  const secrets = [PASSPHRASE, words.join(" "), words.slice(0, 4).join(" "), words.join('","')];
  const needles = [
    ...secrets.map((secret) => Buffer.from(secret, "utf8")),
    ...secrets.map((secret) => Buffer.from(secret, "utf16le")),
    ...spellings(Buffer.from(made.storageKey)),
    ...spellings(Buffer.from(mnemonicToEntropy(words.join(" "), wordlist))),
  ];
  const files = await readdir(pc.profileFolder, { recursive: true, withFileTypes: true });
  let bytesRead = 0;
  for (const file of files.filter((entry) => entry.isFile())) {
    const content = await readFile(path.join(file.parentPath, file.name));
    bytesRead += content.length;
    const found = needles.filter((needle) => content.includes(needle));
    expect(found.map(String), file.name).toEqual([]);
  }
  expect(bytesRead).toBeGreaterThan(1000);
  await pc.open();
});

async function keychainFiles(pc: Pc): Promise<readonly string[]> {
  return (await readdir(pc.profileFolder)).filter((name) => /^\.?keychain/u.test(name));
}

/** One bit of one byte in the middle, as a bad sector or a stray write leaves it. */
async function spoil(pc: Pc, name: string): Promise<void> {
  const file = path.join(pc.profileFolder, name);
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

/** The ways in which a key ends up in a file by mistake. */
function spellings(key: Buffer): readonly Buffer[] {
  const texts = [
    key.toString("hex"),
    key.toString("base64"),
    key.toString("base64url"),
    key.join(),
  ];
  return [key, ...texts.map((text) => Buffer.from(text, "utf8"))];
}

/** This machine's user has no keyring; what follows answers as one would. */
async function pretendSystemStore(pc: Pc): Promise<void> {
  await pc.app.evaluate(({ safeStorage }) => {
    safeStorage.isEncryptionAvailable = () => true;
    safeStorage.encryptString = (text) => Buffer.from(text.split("").reverse().join(""), "utf8");
    safeStorage.decryptString = (bytes) => bytes.toString("utf8").split("").reverse().join("");
  });
}
