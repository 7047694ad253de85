import { expect, test } from "vitest";
import { loadSuite } from "../../cryptography/index.ts";
import type { MemberId } from "../../domain/index.ts";
import { memberIdOf, signedBytesOfOperation, textOfId } from "../../membership/index.ts";
import { encodeOperation } from "../../membership/operation-codec.ts";
import { MemoryPlatform } from "./index.ts";

const WISH = { passphrase: "storm over the bridge", useSystemStore: false, words: null } as const;
const SPACE = new Uint8Array(16).fill(7);

async function openPlatform() {
  const platform = new MemoryPlatform();
  const made = await platform.createKeychain(WISH);
  if (!made.ok) throw new Error(made.failure.kind);
  const member = memberIdOf(await loadSuite(), made.value.signingKey);
  return { platform, keychain: made.value, member };
}

function removal(author: MemberId, member: MemberId) {
  const after = ["11".repeat(32)] as never;
  const body = { kind: "remove", member, cutOffs: [] } as const;
  return encodeOperation({ author, lamport: 3, at: 0, after, body });
}

test("a keychain is made, locked, and opened by its passphrase alone", async () => {
  const { platform, keychain } = await openPlatform();
  expect((await platform.keychainStatus()).state).toBe("open");
  await platform.lockKeychain();
  expect(await platform.agree(keychain.agreementKey)).toEqual({
    ok: false,
    failure: { kind: "locked" },
  });
  expect(await platform.unlockKeychain("storm over the sea")).toEqual({
    ok: false,
    failure: { kind: "wrongPassphrase", waitMs: 0 },
  });
  expect(await platform.unlockKeychain(WISH.passphrase)).toEqual({ ok: true, value: keychain });
});

test("the same files are the same PC after a restart", async () => {
  const { platform, keychain } = await openPlatform();
  const again = new MemoryPlatform({ keychainFiles: platform.keychainFiles });
  expect((await again.keychainStatus()).state).toBe("locked");
  expect(await again.unlockKeychain(WISH.passphrase)).toEqual({ ok: true, value: keychain });
});

test("a removal is signed after a question, which a test may decline", async () => {
  const { platform, keychain, member } = await openPlatform();
  const suite = await loadSuite();
  const someone = textOfId<MemberId>(new Uint8Array(16).fill(3));
  const unsigned = removal(member, someone);
  const request = { space: SPACE, unsigned, names: { [someone]: "Giulia", "": "Our rivers" } };
  const signed = await platform.signOperation(request);
  if (!signed.ok) throw new Error(signed.failure.kind);
  expect(signed.value).toHaveLength(64);
  expect(platform.asked).toEqual([
    { kind: "remove", project: "Our rivers", person: { member: someone, name: "Giulia" } },
  ]);
  const message = signedBytesOfOperation(textOfId(SPACE), unsigned);
  expect(await suite.verify(keychain.signingKey, message, signed.value)).toBe(true);
  platform.confirm = () => false;
  expect(await platform.signOperation(request)).toEqual({
    ok: false,
    failure: { kind: "declined" },
  });
});

test("what cannot change who belongs is signed without a question; another's operation is not signed at all", async () => {
  const { platform, member } = await openPlatform();
  const stranger = textOfId<MemberId>(new Uint8Array(16).fill(3));
  const after = ["11".repeat(32)] as never;
  const device = textOfId<never>(new Uint8Array(16).fill(5));
  const body = { kind: "device", device, agreementKey: new Uint8Array(32) } as const;
  const unsigned = encodeOperation({ author: member, lamport: 3, at: 0, after, body });
  expect((await platform.signOperation({ space: SPACE, unsigned, names: {} })).ok).toBe(true);
  expect(platform.asked).toEqual([]);
  const foreign = { space: SPACE, unsigned: removal(stranger, member), names: {} };
  expect(await platform.signOperation(foreign)).toEqual({
    ok: false,
    failure: { kind: "refused" },
  });
});
