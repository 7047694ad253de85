import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { encodeHex } from "../base/index.ts";
import { type Suite, loadSuite } from "../cryptography/index.ts";
import { LISBON, foundBy, recordOf, someone } from "../testing/member-world.ts";
import { MemberLog, OPERATION_LIMITS, type OperationBody, operationIdOf } from "./index.ts";
import { decodeOperation, encodeOperation } from "./operation-codec.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await loadSuite();
});

const filled = (length: number, byte: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(length).fill(byte);

async function samples(): Promise<readonly OperationBody[]> {
  const anna = await someone(suite, 1);
  const rights = { editors: "listed", listed: [anna.id], visibility: "draft" } as const;
  const operation = operationIdOf(suite, filled(1, 1));
  const cutOffs = [{ feed: LISBON as never, kept: 4 }];
  const [member, key, device] = [anna.id, filled(32, 5), LISBON as never];
  return [
    {
      kind: "found",
      space: "class",
      nonce: filled(16, 2),
      founder: { ...recordOf(anna, "founder"), agreementKey: filled(32, 6) },
    },
    {
      kind: "add",
      members: [
        { ...recordOf(anna, "studentTeacher", LISBON, anna.id), agreementKey: filled(32, 6) },
      ],
    },
    {
      kind: "invite",
      key,
      way: "code",
      role: "expert",
      school: LISBON,
      mentor: null,
      maxUses: 3,
      expiresAt: 7,
    },
    {
      kind: "join",
      invitation: operation,
      signingKey: key,
      agreementKey: key,
      proof: filled(64, 1),
    },
    { kind: "revoke", invitation: operation },
    { kind: "role", member, role: "teacher", mentor: null, cutOffs },
    { kind: "remove", member, cutOffs },
    {
      kind: "rotate",
      scope: `private:${member}`,
      ephemeral: key,
      commitment: key,
      boxes: [{ member, masked: key }],
    },
    { kind: "create", nonce: filled(16, 2), class: "shared", rights },
    { kind: "policy", document: LISBON as never, rights },
    { kind: "device", device, agreementKey: key },
    { kind: "withdraw", member, device, cutOffs },
    { kind: "grant", member, ephemeral: key, keys: [{ epoch: operation, masked: key }] },
    {
      kind: "erase",
      member,
      parts: [
        { feed: LISBON as never, document: "project", structures: [] },
        { feed: LISBON as never, document: "page:ü", structures: [key, key] },
      ],
    },
    { kind: "attest", document: "page:ü", checkpoint: key, covers: key },
  ];
}

async function encodedSamples(): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const { id } = await someone(suite, 1);
  const after = [operationIdOf(suite, filled(1, 1))];
  const bodies = await samples();
  return bodies.map((body) => {
    const unsigned = encodeOperation({ author: id, lamport: 4, at: 5, after, body });
    return new Uint8Array([...unsigned, ...new Uint8Array(64)]);
  });
}

test("L1: every kind of operation comes back as it was", async () => {
  const bodies = await samples();
  const encoded = await encodedSamples();
  expect(encoded.map((bytes) => unwrap(bytes).body)).toEqual(bodies);
});

test("L1: cut short, made longer, or with a flag of another spelling, it is none", async () => {
  for (const bytes of await encodedSamples()) {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeOperation(bytes.subarray(0, length)).ok).toBe(false);
    }
    expect(decodeOperation(new Uint8Array([...bytes, 0])).ok).toBe(false);
  }
});

test("L1: what is longer than an operation may be is not looked at", () => {
  const bytes = new Uint8Array(OPERATION_LIMITS.bytes + 1).fill(1);
  expect(decodeOperation(bytes)).toEqual({ ok: false, failure: { kind: "malformed" } });
});

test("L7: a newer version says so", async () => {
  const [bytes] = await encodedSamples();
  const newer = bytes?.slice() ?? filled(100, 0);
  newer[0] = 2;
  expect(decodeOperation(newer)).toEqual({ ok: false, failure: { kind: "newerVersion" } });
});

test("L1: garbage neither throws nor changes anything", async () => {
  const seeds = await encodedSamples();
  const founder = await foundBy(suite, await someone(suite));
  const log = new MemberLog(suite, founder.log.space);
  const mutation = fc.record({
    of: fc.constantFrom(...seeds),
    at: fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 6 }),
    cut: fc.nat(400),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutation, fc.uint8Array({ maxLength: 600 })), async (made) => {
      const bytes = made instanceof Uint8Array ? made : mutated(made.of, made.at, made.cut);
      const decoded = decodeOperation(bytes);
      // What is taken for an operation has this one spelling.
      const again = decoded.ok ? encodeOperation(decoded.value.operation) : null;
      expect(again).toEqual(decoded.ok ? decoded.value.unsigned : null);
      expect((await log.receive(bytes)).kind).not.toBe("accepted");
      expect(log.size).toBe(0);
    }),
    { numRuns: 3000 },
  );
});

const corpus = new URL("./fixtures/corpus/", import.meta.url);
test.each(readdirSync(corpus))("L1: the kept case %s is none", async (name) => {
  const text = readFileSync(new URL(name, corpus), "utf8").trim();
  const bytes = new Uint8Array(Buffer.from(text, "hex"));
  expect(decodeOperation(bytes)).toEqual({ ok: false, failure: { kind: "malformed" } });
  const founder = await foundBy(suite, await someone(suite));
  expect(await founder.take(bytes)).toEqual({ kind: "refused", reason: "malformed" });
});

test("L9: the vectors of the specification", async () => {
  const { id } = await someone(suite, 1);
  const [, , , , revoke] = await encodedSamples();
  expect(id).toBe("6htgz65xb7yfs53dmhdanfmk7c");
  expect(encodeHex(revoke?.subarray(0, -64) ?? filled(0, 0))).toBe(
    "010434750f98bd59fcfc946da45aaabe933b0000000000040000000000050001" +
      "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a" +
      "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
  );
});

function unwrap(bytes: Uint8Array): { readonly body: OperationBody } {
  const decoded = decodeOperation(bytes);
  if (!decoded.ok) throw new Error(decoded.failure.kind);
  return decoded.value.operation;
}

function mutated(
  bytes: Uint8Array,
  changes: readonly (readonly [number, number])[],
  cut: number,
): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(bytes.slice(0, cut > 300 ? bytes.length : Math.max(1, cut)));
  for (const [place, byte] of changes) if (place < made.length) made[place] = byte;
  return made;
}
