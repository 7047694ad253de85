import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { build } from "vite";
import { loadSuite } from "../src/cryptography/index.ts";
import type { MemberId } from "../src/domain/index.ts";
import { type OperationBody, textOfId } from "../src/membership/index.ts";
import {
  FoundedProject,
  PASSPHRASE,
  SCHOOL,
  WISH,
  call,
  must,
  shownDialogs,
  stubDialogs,
} from "./keychain-desk.ts";
import { type Pc, expect, test } from "./fixture.ts";
import type { SuiteProbe } from "./probes/suite-probe.ts";

const GIULIA = textOfId<MemberId>(new Uint8Array(16).fill(3));
const NAMES = { [GIULIA]: "Giulia Rossi", "": "Our rivers" };
const REMOVAL: OperationBody = { kind: "remove", member: GIULIA, cutOffs: [] };
const declined = { ok: false, failure: { kind: "declined" } };

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

test("a page that locks, reloads or crashes leaves no keys behind", async ({ pc }) => {
  pc.expectProblem(/the page stopped|page: crashed/u);
  const { agreementKey } = await must(call(pc, "createKeychain", WISH));
  const isOpen = async () => (await call(pc, "agree", agreementKey)).ok;
  expect(await isOpen()).toBe(true);
  await call(pc, "lockKeychain");
  expect(await isOpen()).toBe(false);
  await must(call(pc, "unlockKeychain", PASSPHRASE));
  await pc.page.reload();
  expect(await isOpen()).toBe(false);
  expect((await call(pc, "keychainStatus")).state).toBe("locked");
});

test("what changes who belongs is signed only after a dialog that the page cannot press", async ({
  pc,
}) => {
  await stubDialogs(pc, "cancel");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  expect(await project.act({ kind: "device", device: ID, agreementKey: KEY })).toMatchObject({
    ok: true,
  });
  expect(await shownDialogs(pc)).toEqual([]);

  expect(await project.act(REMOVAL, NAMES)).toEqual(declined);
  const [shown] = await shownDialogs(pc);
  expect(shown).toMatchObject({ buttons: ["Cancel", "Remove"], defaultId: 0, cancelId: 0 });
  expect(plain(shown?.message)).toBe("Remove “Giulia Rossi” from “Our rivers”?");
  expect(shown?.detail).toContain(`Key: ${GIULIA.slice(0, 4).toUpperCase()}`);

  await stubDialogs(pc, "yes");
  expect(await project.act(invitation("administrator"), NAMES)).toMatchObject({ ok: true });
  const asked = (await shownDialogs(pc))[1];
  expect(asked?.buttons).toEqual(["Cancel", "Invite"]);
  expect(asked?.detail).toContain("Role: Administrator");
});

test("names are claims: they cannot rewrite the question", async ({ pc }) => {
  await stubDialogs(pc, "cancel");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  const trick = `Ana”?\n\nAll is well.\u202e\u0000 ${"x".repeat(300)}`;
  await project.act(REMOVAL, { [GIULIA]: trick, "": "" });
  const [shown] = await shownDialogs(pc);
  expect(shown?.message).not.toMatch(/[\n\u0000\u202e]/u);
  expect(plain(shown?.message)).toMatch(/^Remove “Ana”\? All is well\. x+…” from this project\?$/u);
  expect(shown?.message.length).toBeLessThan(120);
});

test("the words of the question are the shell's own, in the language of the page", async ({
  pc,
}) => {
  await stubDialogs(pc, "cancel");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  await pc.page.evaluate(async () => {
    const lies = { cancel: "Later", removeTitle: "Save?", "confirm.removeTitle": "Save?" };
    await window.twinspan?.setMenuLabels(lies, "../../../../tmp");
  });
  await project.act(REMOVAL, NAMES);
  expect((await shownDialogs(pc))[0]?.message).toContain("Remove ");
});

test("another's operation, other keys as one's own, and calls in another shape are not signed", async ({
  pc,
}) => {
  pc.expectProblem(/Error occurred in handler|do not fit/u);
  await stubDialogs(pc, "yes");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  const space = new Uint8Array(16);
  const sign = (unsigned: Uint8Array) => call(pc, "signOperation", { space, unsigned, names: {} });
  const refused = { ok: false, failure: { kind: "refused" } };
  expect(await sign(project.log.compose(GIULIA, REMOVAL, 0))).toEqual(refused);
  expect(await sign(new Uint8Array(0))).toEqual(refused);
  expect(await sign(new Uint8Array(200).fill(1))).toEqual(refused);
  const own = project.log.compose(project.me, REMOVAL, 0);
  expect(await sign(own.subarray(0, own.length - 1))).toEqual(refused);
  const foreign = {
    kind: "join",
    invitation: "11".repeat(32),
    signingKey: KEY,
    agreementKey: KEY,
    proof: new Uint8Array(64),
  } as OperationBody;
  expect(await sign(project.log.compose(project.me, foreign, 0))).toEqual(refused);
  expect(await call(pc, "signOperation", { space: null, unsigned: own, names: {} })).toEqual(
    refused,
  );
  expect(await shownDialogs(pc)).toEqual([]);

  const outcomes = await pc.page.evaluate(async () => {
    const { signOperation, signFeedHeader } = window.twinspan as unknown as Record<
      string,
      (value: unknown) => Promise<unknown>
    >;
    const outcome = (answer: Promise<unknown> | undefined) =>
      answer?.then(
        () => "answered",
        () => "refused",
      );
    const unsigned = new Uint8Array(10);
    const names = {};
    const header = {
      space: new Uint8Array(16),
      sessionKey: new Uint8Array(32),
      memberHead: new Uint8Array(32),
      startedAt: 0,
    };
    return await Promise.all([
      outcome(signOperation?.({ space: null, unsigned, names, isConfirmed: true })),
      outcome(signOperation?.({ space: null, message: unsigned, names })),
      outcome(signOperation?.({ space: null, unsigned: new Uint8Array(300_000), names })),
      outcome(signFeedHeader?.({ ...header, message: unsigned })),
      outcome(signFeedHeader?.({ ...header, member: new Uint8Array(16) })),
      outcome(signFeedHeader?.({ ...header, sessionKey: unsigned })),
      outcome(signFeedHeader?.(header)),
    ]);
  });
  expect(outcomes).toEqual([...Array.from({ length: 6 }, () => "refused"), "answered"]);
});

test("who asks without end is answered with no, and the person is told once", async ({ pc }) => {
  await stubDialogs(pc, "never");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  const answers = Array.from({ length: 8 }, () => project.act(REMOVAL, NAMES));
  const atOnce = await Promise.all(answers.slice(4));
  expect(atOnce).toEqual([declined, declined, declined, declined]);
  const shown = await shownDialogs(pc);
  expect(shown.map(({ message }) => plain(message))).toEqual([
    "Remove “Giulia Rossi” from “Our rivers”?",
    "Too many questions at once",
  ]);
  await call(pc, "lockKeychain");
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 8 }, () => declined));
});

test("a question of the operating system is withdrawn when the page reloads, and counts as no", async ({
  pc,
}) => {
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  const unsigned = Array.from(project.log.compose(project.me, REMOVAL, 0));
  await pc.page.evaluate((bytes) => {
    const request = { space: new Uint8Array(16), unsigned: new Uint8Array(bytes), names: {} };
    void window.twinspan?.signOperation(request);
  }, unsigned);
  await pc.page.waitForTimeout(500);
  await pc.page.reload();
  await must(call(pc, "unlockKeychain", PASSPHRASE));
  // It can only be put when the one before is gone.
  await stubDialogs(pc, "yes");
  expect(await project.act(invitation("teacher"), NAMES)).toMatchObject({ ok: true });
  expect(await shownDialogs(pc)).toHaveLength(1);
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
  await pc.restart();
  const early = await call(pc, "unlockKeychain", PASSPHRASE);
  if (early.ok || early.failure.kind !== "wrongPassphrase") throw new Error("it opened at once");
  expect(early.failure.waitMs).toBeGreaterThan(0);
  await pc.page.waitForTimeout(early.failure.waitMs);
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
  await project.act({ kind: "device", device: ID, agreementKey: KEY });
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

test("the page has Curve25519 in WebCrypto, and stretches passphrases under its policy", async ({
  pc,
}) => {
  const name = `probe-${process.pid}.js`;
  const file = path.join(import.meta.dirname, "..", "dist", "page", name);
  const output = await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
      write: false,
      target: "chrome114",
      lib: {
        entry: path.join(import.meta.dirname, "probes", "suite-probe.ts"),
        formats: ["es"],
        fileName: "probe",
      },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const bundles = Array.isArray(output) ? output : [output];
  const code = bundles.flatMap((bundle) => ("output" in bundle ? bundle.output : []))[0];
  if (code?.type !== "chunk") throw new Error("the probe was not built");
  await writeFile(file, code.code);
  try {
    const probe = await pc.page.evaluate<SuiteProbe>(`new Promise((resolve, reject) => {
      setTimeout(() => import("./${name}").then((probe) => probe.tryOut()).then(resolve, reject), 0);
    })`);
    expect(probe).toMatchObject({ engine: "webcrypto", isVerified: true });
    const suite = await loadSuite();
    const stretched = await suite.stretch(PASSPHRASE, new Uint8Array(16).fill(7));
    expect(probe.stretched).toBe(Buffer.from(stretched).toString("hex"));
  } finally {
    await rm(file, { force: true });
  }
});

const KEY = new Uint8Array(32).fill(9);
const ID = textOfId<never>(new Uint8Array(16).fill(5));

function invitation(role: "administrator" | "teacher"): OperationBody {
  return {
    kind: "invite",
    key: KEY,
    way: "file",
    role,
    school: SCHOOL,
    mentor: null,
    maxUses: 1,
    expiresAt: 0,
  };
}

/** Without the marks that keep the directions of names apart. */
function plain(text = ""): string {
  return text.replace(/[\u2068\u2069]/gu, "");
}

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
