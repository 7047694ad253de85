import { expect, test } from "vitest";
import { PASSPHRASE_LENGTH } from "../../electron/bridge/contract.ts";
import { loadSuite } from "../cryptography/index.ts";
import { KeychainDesk, PASSPHRASE, WISH } from "./fixtures/desk.ts";
import { encodeKeychain } from "./keychain-file.ts";

const LOCKED = { ok: false, failure: { kind: "locked" } };
const HEADER = {
  space: new Uint8Array(16),
  sessionKey: new Uint8Array(32),
  memberHead: new Uint8Array(32),
  startedAt: 1,
};
const OTHER_WORDS = [...Array.from({ length: 11 }, () => "abandon"), "about"];

const withWord = (at: number, word: string) =>
  OTHER_WORDS.map((one, index) => (index === at ? word : one));

async function openDesk(wish: Parameters<KeychainDesk["keychain"]["create"]>[0] = WISH) {
  const desk = await KeychainDesk.set();
  const made = await desk.keychain.create(wish);
  if (!made.ok) throw new Error(made.failure.kind);
  return { desk, keychain: desk.keychain, made: made.value };
}

async function wordsOf({ keychain }: KeychainDesk): Promise<readonly string[]> {
  const words = await keychain.recoveryWords(PASSPHRASE);
  if (!words.ok) throw new Error(words.failure.kind);
  return words.value;
}

test("Y2: one profile has one keychain, and making it anew does not touch it", async () => {
  const { desk, keychain, made } = await openDesk();
  const before = desk.files.files.get("keychain");
  expect(await keychain.create({ ...WISH, passphrase: "quite another one" })).toEqual({
    ok: false,
    failure: { kind: "alreadyThere" },
  });
  expect(desk.files.files.get("keychain")).toBe(before);
  await keychain.lock();
  expect(await keychain.unlock(PASSPHRASE)).toEqual({ ok: true, value: made });
});

test("a passphrase is neither too short nor too long, in characters and not in bytes", async () => {
  const { keychain } = await KeychainDesk.set();
  const weak = { ok: false, failure: { kind: "weakPassphrase" } };
  const ofLength = (length: number) => ({ ...WISH, passphrase: "ж".repeat(length) });
  expect(await keychain.create(ofLength(PASSPHRASE_LENGTH.shortest - 1))).toEqual(weak);
  expect(await keychain.create(ofLength(PASSPHRASE_LENGTH.longest + 1))).toEqual(weak);
  expect(await keychain.create({ ...WISH, passphrase: "🌧".repeat(4) })).toEqual(weak);
  expect(await keychain.create({ ...WISH, passphrase: null })).toEqual(weak);
  expect((await keychain.create(ofLength(PASSPHRASE_LENGTH.shortest))).ok).toBe(true);
});

test("the same passphrase typed on keyboards that spell differently opens", async () => {
  const { keychain } = await openDesk({ ...WISH, passphrase: "caf\u00e9 au lait" });
  await keychain.lock();
  expect((await keychain.unlock("cafe\u0301 au lait")).ok).toBe(true);
});

test("a locked keychain signs nothing and agrees on nothing", async () => {
  const { keychain, made } = await openDesk();
  expect((await keychain.signFeedHeader(HEADER)).ok).toBe(true);
  await keychain.lock();
  expect(await keychain.signFeedHeader(HEADER)).toEqual(LOCKED);
  expect(await keychain.agree(made.agreementKey)).toEqual(LOCKED);
  const operation = { space: null, unsigned: new Uint8Array(), names: {} };
  expect(await keychain.signOperation(operation)).toEqual(LOCKED);
});

test("locking while it opens leaves it locked", async () => {
  const { keychain } = await openDesk();
  await keychain.lock();
  const opening = keychain.unlock(PASSPHRASE);
  await keychain.lock();
  await opening;
  expect((await keychain.status()).state).toBe("locked");
});

test("agreeing with a key of small order yields nothing", async () => {
  const { keychain } = await openDesk();
  expect(await keychain.agree(new Uint8Array(32))).toEqual({ ok: true, value: null });
});

test("Y5: the passphrase is asked for again before the words are shown or it is changed", async () => {
  const { keychain } = await openDesk();
  const wrong = { ok: false, failure: { kind: "wrongPassphrase", waitMs: 0 } };
  expect(await keychain.recoveryWords(null)).toEqual(wrong);
  expect(await keychain.recoveryWords("not the passphrase")).toEqual(wrong);
  const change = { next: "calm after the storm", useSystemStore: false };
  expect(await keychain.changePassphrase({ ...change, current: null })).toEqual(wrong);
  expect(await keychain.changePassphrase({ ...change, current: PASSPHRASE })).toEqual({
    ok: true,
    value: null,
  });
  await keychain.lock();
  expect((await keychain.unlock(PASSPHRASE)).ok).toBe(false);
  expect((await keychain.unlock(change.next)).ok).toBe(true);
});

test("Y3: what opened an older file opens nothing of the new one", async () => {
  const { desk, keychain, made } = await openDesk();
  const old = new Map(desk.files.files);
  const change = { current: PASSPHRASE, next: "calm after the storm", useSystemStore: false };
  await keychain.changePassphrase(change);
  const [before, after] = [old.get("keychain"), desk.files.files.get("keychain")].map((bytes) =>
    JSON.parse(new TextDecoder().decode(bytes).split("\n")[0] ?? ""),
  ) as [Record<string, unknown>, Record<string, unknown>];
  // The old way in, put into the new file by hand, with its sum set right: it opens another master key.
  const mixed = encodeKeychain(await loadSuite(), { ...after, ways: before["ways"] } as never);
  desk.files.files.set("keychain", mixed);
  await keychain.lock();
  expect(await keychain.unlock(PASSPHRASE)).toEqual({
    ok: false,
    failure: { kind: "damaged", detail: "sealed contents" },
  });
  desk.files.files.set("keychain", old.get("keychain") ?? new Uint8Array());
  expect(await keychain.unlock(PASSPHRASE)).toEqual({ ok: true, value: made });
});

test("a disk that takes nothing leaves the old passphrase as it was", async () => {
  const { desk, keychain } = await openDesk();
  desk.files.fault = "ENOSPC";
  expect(
    await keychain.changePassphrase({
      current: PASSPHRASE,
      next: "calm after the storm",
      useSystemStore: false,
    }),
  ).toEqual({ ok: false, failure: { kind: "notSaved", detail: "ENOSPC" } });
  desk.files.fault = null;
  await keychain.lock();
  expect((await keychain.unlock(PASSPHRASE)).ok).toBe(true);
});

test("a new keychain that cannot be kept is none", async () => {
  const desk = await KeychainDesk.set();
  desk.files.fault = "EACCES";
  expect(await desk.keychain.create(WISH)).toEqual({
    ok: false,
    failure: { kind: "notSaved", detail: "EACCES" },
  });
  expect((await desk.keychain.status()).state).toBe("none");
});

test("words with a fault are told by the first wrong one, or by their sum", async () => {
  const { keychain } = await KeychainDesk.set();
  const outcome = async (words: readonly string[]) => {
    const made = await keychain.create({ ...WISH, words });
    return made.ok ? "made" : made.failure;
  };
  const wrong = (word: number | null) => ({ kind: "wrongWords", word });
  expect(await outcome(withWord(3, "stormy"))).toEqual(wrong(3));
  expect(await outcome(withWord(11, "abandon"))).toEqual(wrong(null));
  expect(await outcome(OTHER_WORDS.slice(1))).toEqual(wrong(null));
  expect(await outcome([...OTHER_WORDS, ...OTHER_WORDS])).toEqual(wrong(null));
  expect(await outcome([])).toEqual(wrong(null));
  expect((await keychain.status()).state).toBe("none");
  expect(await outcome(OTHER_WORDS.map((word) => ` ${word.toUpperCase()} `))).toBe("made");
});

test("Y6: one's own words open a forgotten keychain: the same device and storage key, without a question", async () => {
  const { desk, keychain, made } = await openDesk();
  const words = await wordsOf(desk);
  await keychain.lock();
  const wish = { ...WISH, passphrase: "calm after the storm", words };
  expect(await keychain.create(wish)).toEqual({ ok: true, value: made });
  expect(desk.asked).toEqual([]);
  expect(desk.files.putAside).toEqual([]);
  await keychain.lock();
  expect((await keychain.unlock(PASSPHRASE)).ok).toBe(false);
});

test("Y7: another's words put the keychain aside when the person agrees, and change nothing when not", async () => {
  const { desk, keychain, made } = await openDesk();
  const before = desk.files.files.get("keychain");
  desk.answer = () => false;
  const wish = { ...WISH, words: OTHER_WORDS };
  expect(await keychain.create(wish)).toEqual({ ok: false, failure: { kind: "alreadyThere" } });
  expect(desk.asked).toEqual([{ kind: "replaceKeychain" }]);
  expect(desk.files.files.get("keychain")).toBe(before);
  desk.answer = () => true;
  const replaced = await keychain.create(wish);
  if (!replaced.ok) throw new Error(replaced.failure.kind);
  expect(replaced.value.storageKey).not.toEqual(made.storageKey);
  expect(desk.files.putAside).toEqual([
    { why: "replaced", bytes: before },
    { why: "replaced", bytes: before },
  ]);
});

test("Y4: one damaged file is mended from the other and kept aside; two damaged ones are kept as they are", async () => {
  const { desk, keychain, made } = await openDesk();
  const { files } = desk.files;
  const whole = files.get("keychain") ?? new Uint8Array();
  const torn = whole.subarray(0, 100);
  await keychain.lock();
  files.set("keychain", torn);
  expect(await keychain.unlock(PASSPHRASE)).toEqual({ ok: true, value: made });
  expect(files.get("keychain")).toEqual(whole);
  expect(desk.files.putAside).toEqual([{ why: "damaged", bytes: torn }]);
  await keychain.lock();
  files.delete("copy");
  await keychain.unlock(PASSPHRASE);
  expect(files.get("copy")).toEqual(whole);

  files.set("keychain", torn);
  files.set("copy", torn);
  await keychain.lock();
  expect(await keychain.unlock(PASSPHRASE)).toEqual({
    ok: false,
    failure: { kind: "damaged", detail: "torn" },
  });
  expect(await keychain.status()).toMatchObject({ state: "locked" });
  expect(await keychain.create(WISH)).toMatchObject({ failure: { kind: "alreadyThere" } });
  expect(files.get("keychain")).toBe(torn);
});

test("a keychain of a newer version is neither opened, nor passed over for an older copy, nor replaced", async () => {
  const { desk, keychain } = await openDesk();
  const words = await wordsOf(desk);
  const newer = encodeKeychain(await loadSuite(), {
    format: "twinspan-keychain",
    version: 2,
    more: true,
  } as never);
  desk.files.files.set("keychain", newer);
  await keychain.lock();
  const failure = { ok: false, failure: { kind: "newerVersion" } };
  expect(await keychain.unlock(PASSPHRASE)).toEqual(failure);
  expect(await keychain.recoveryWords(PASSPHRASE)).toEqual(failure);
  expect(await keychain.create({ ...WISH, words })).toMatchObject({
    failure: { kind: "alreadyThere" },
  });
  expect(desk.files.files.get("keychain")).toBe(newer);
});

test("the system's store opens what it was given, until it forgets", async () => {
  const { desk, keychain, made } = await openDesk({
    passphrase: null,
    useSystemStore: true,
    words: null,
  });
  expect((await keychain.status()).ways).toEqual({ passphrase: false, system: true });
  await keychain.lock();
  expect(await keychain.unlock(null)).toEqual({ ok: true, value: made });
  await keychain.lock();
  desk.store.empty();
  expect(await keychain.unlock(null)).toEqual({
    ok: false,
    failure: { kind: "systemStoreFailed" },
  });
});

test("Y5: without a passphrase, the person is asked before the words are shown or the ways are changed", async () => {
  const { desk, keychain } = await openDesk({
    passphrase: null,
    useSystemStore: true,
    words: null,
  });
  desk.answer = () => false;
  const refused = { ok: false, failure: { kind: "systemStoreFailed" } };
  expect(await keychain.recoveryWords(null)).toEqual(refused);
  const change = { current: null, next: PASSPHRASE, useSystemStore: false };
  expect(await keychain.changePassphrase(change)).toEqual(refused);
  expect(desk.asked).toEqual([{ kind: "showWords" }, { kind: "changeWays" }]);
  desk.answer = () => true;
  expect((await keychain.changePassphrase(change)).ok).toBe(true);
  expect((await keychain.status()).ways).toEqual({ passphrase: true, system: false });
});

test("without a real store of the system, nothing is entrusted to it", async () => {
  const { desk, keychain } = await openDesk();
  desk.store.isThere = false;
  expect((await keychain.status()).systemStore).toBe(false);
  expect(
    await keychain.changePassphrase({ current: PASSPHRASE, next: null, useSystemStore: true }),
  ).toEqual({ ok: false, failure: { kind: "systemStoreFailed" } });
  const fresh = await KeychainDesk.set();
  fresh.store.isThere = false;
  expect(await fresh.keychain.create({ ...WISH, useSystemStore: true })).toEqual({
    ok: false,
    failure: { kind: "noSystemStore" },
  });
});

test("Y8: pauses grow with wrong tries, outlive the program, end by themselves, and are forgotten after the right one", async () => {
  const { desk, keychain } = await openDesk();
  await keychain.lock();
  const guess = async (passphrase: string) => {
    const opened = await keychain.unlock(passphrase);
    return opened.ok ? "open" : opened.failure;
  };
  const wrong = (waitMs: number) => ({ kind: "wrongPassphrase", waitMs });
  expect(await guess("wrong one")).toEqual(wrong(0));
  expect(await guess("wrong two")).toEqual(wrong(0));
  expect(await guess("wrong three")).toEqual(wrong(5000));
  expect(await guess(PASSPHRASE)).toEqual(wrong(5000));
  desk.now += 5000;
  expect(await guess("wrong four")).toEqual(wrong(10_000));

  const again = await KeychainDesk.set({ files: desk.files });
  again.now = desk.now + 9000;
  expect(await again.keychain.unlock(PASSPHRASE)).toEqual({ ok: false, failure: wrong(1000) });
  // A clock that was set back a year makes nobody wait a year.
  again.now = desk.now - 31_536_000_000;
  expect(await again.keychain.unlock(PASSPHRASE)).toEqual({ ok: false, failure: wrong(10_000) });
  again.now = desk.now + 10_000;
  expect((await again.keychain.unlock(PASSPHRASE)).ok).toBe(true);
  await again.keychain.lock();
  expect(await again.keychain.unlock("wrong again")).toEqual({ ok: false, failure: wrong(0) });
});
