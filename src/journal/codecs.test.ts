import { readFileSync, readdirSync } from "node:fs";
import * as fc from "fast-check";
import * as Y from "yjs";
import { describe, expect, test } from "vitest";
import { encodeHex } from "../base/index.ts";
import { checkUpdate } from "./check-update.ts";
import { decodeCompaction, encodeCompaction, signedBytesOfCompaction } from "./compaction.ts";
import { decodeCheckpoint, encodeCheckpoint, makeCheckpoint } from "./checkpoint.ts";
import { compactFeed } from "./compact-feed.ts";
import {
  decodeFeedHeader,
  encodeFeedHeader,
  signFeedHeader,
  signedBytesOfFeedHeader,
} from "./feed-header.ts";
import {
  Copy,
  HEAD,
  PAGE,
  SPACE,
  newIdentity,
  openRules,
  pendingOf,
  suite,
} from "./fixtures/copy.ts";
import { decodeHaveVector, encodeHaveVector } from "./have-vector.ts";
import { type DocumentName, type EpochId, type FeedId, clientIdOf } from "./names.ts";
import { chainOf, decodeRun, encodeRun, hashPayload, signedBytesOfRun } from "./run.ts";
import { decodeFrame, openFrame, sealFrame } from "./sealing.ts";
import { readUpdateShape } from "./update-shape.ts";

const anna = await newIdentity();
const copy = await Copy.open(anna, openRules([anna]));
copy.text.insert(0, "CANARY in the journal", { bold: true });
copy.doc
  .getMap("map")
  .set("key", [1, -2.5, null, true, "text", { deep: new Uint8Array(3) }, 2 ** 40]);
copy.doc.getXmlFragment("xml").insert(0, [new Y.XmlElement("paragraph")]);
const run = await copy.flush();
const compaction = await compactFeed(suite, copy.writer, [
  { document: PAGE, doc: copy.doc, ownUpdates: copy.own },
]);
const EPOCH = "00112233445566778899aabbccddeeff" as EpochId;
const epochKey = new Uint8Array(32).fill(5);
const label = { kind: "run", epoch: EPOCH, feed: run.feed, sequence: 0, count: 1 } as const;
const frame = await sealFrame(suite, epochKey, label, encodeRun(run));
const fields = { space: SPACE, document: PAGE, covers: new Map([[run.feed, 1]]) };
const checkpoint = makeCheckpoint(fields, copy.admitted);
const have = new Map([[run.feed, 7]]);
const update = run.entries[0]?.update ?? new Uint8Array();

/** Each decoder with bytes that it takes; what it took, written again, must be the same bytes. */
const DECODERS: readonly {
  name: string;
  sample: Uint8Array;
  again: (bytes: Uint8Array) => Uint8Array | null;
}[] = [
  {
    name: "header",
    sample: encodeFeedHeader(copy.writer.header),
    again(bytes) {
      const read = decodeFeedHeader(suite, bytes);
      return read.ok ? encodeFeedHeader(read.value) : null;
    },
  },
  {
    name: "run",
    sample: encodeRun(run),
    again(bytes) {
      const read = decodeRun(suite, bytes);
      return read.ok ? encodeRun(read.value) : null;
    },
  },
  {
    name: "compaction",
    sample: encodeCompaction(compaction),
    again(bytes) {
      const read = decodeCompaction(bytes);
      return read.ok ? encodeCompaction(read.value) : null;
    },
  },
  {
    name: "checkpoint",
    sample: encodeCheckpoint(checkpoint),
    again(bytes) {
      const read = decodeCheckpoint(bytes);
      return read.ok ? encodeCheckpoint(read.value) : null;
    },
  },
  {
    name: "have",
    sample: encodeHaveVector(have),
    again(bytes) {
      const read = decodeHaveVector(bytes);
      return read.ok ? encodeHaveVector(read.value) : null;
    },
  },
  {
    name: "frame",
    sample: frame.bytes,
    again(bytes) {
      const read = decodeFrame(bytes);
      return read.ok ? read.value.bytes : null;
    },
  },
  {
    name: "update",
    sample: update,
    again: (bytes) => (readUpdateShape(bytes).ok ? bytes : null),
  },
];

const corpus = new URL("./fixtures/corpus/", import.meta.url);
const kept = readdirSync(corpus).map((name) => ({
  name,
  bytes: new Uint8Array(Buffer.from(readFileSync(new URL(name, corpus), "utf8").trim(), "hex")),
}));

const mutation = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom("flip", "set", "cut", "insert", "double"),
  byte: fc.constantFrom(0, 1, 10, 127, 128, 255),
});

function mutate(
  bytes: Uint8Array,
  mutations: readonly { at: number; kind: string; byte: number }[],
): Uint8Array {
  let now = [...bytes];
  for (const { at, kind, byte } of mutations) {
    const place = at % (now.length + 1);
    if (kind === "flip") now[place] = (now[place] ?? 0) ^ (1 << (byte & 7));
    if (kind === "set") now[place] = byte;
    if (kind === "cut") now = now.slice(0, place);
    if (kind === "insert") now.splice(place, 0, byte, byte);
    if (kind === "double") now.push(...now.slice(place));
  }
  return Uint8Array.from(now);
}

describe.each(DECODERS)("the decoder of $name", ({ name, sample, again }) => {
  test("takes what was written, and gives it back byte for byte", () => {
    expect(again(sample)).toEqual(sample);
  });
  test("takes nothing that is not the one encoding of its value, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const bytes = mutate(sample, mutations);
        expect(again(bytes) ?? bytes).toEqual(bytes);
      }),
      { numRuns: 2000, seed: 3 },
    );
    // Of a frame only the outside is read here; what is sealed fails to open when it is cut.
    const shortest = name === "frame" ? 36 : sample.length;
    for (let length = 0; length < shortest; length += 1) {
      expect(again(sample.subarray(0, length))).toBeNull();
    }
  });
  test.each(kept)("answers to the kept case $name", ({ bytes }) => {
    expect(again(bytes) ?? bytes).toEqual(bytes);
  });
});

test("J11: an update that fits never throws in Yjs, leaves nothing pending and touches no other client", () => {
  const client = clientIdOf(suite, run.feed, PAGE);
  const index = new Map();
  const claim = {
    client,
    lamport: 1,
    isCompaction: false,
    isErased: false,
    trustsReferences: false,
  };
  let taken = 0;
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const bytes = mutate(update, mutations);
      if (checkUpdate(index, claim, bytes).kind !== "fits") return;
      taken += 1;
      const doc = new Y.Doc();
      Y.applyUpdate(doc, bytes);
      expect(pendingOf(doc)).toBeNull();
      const clients = [...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()];
      expect(clients.every((one) => one === client)).toBe(true);
    }),
    { numRuns: 5000, seed: 4 },
  );
  expect(taken).toBeGreaterThan(50);
});

test("J8: a sealed frame opens under its epoch's key only, and shows nothing of its content", async () => {
  expect(Buffer.from(frame.bytes).includes("CANARY")).toBe(false);
  expect(Buffer.from(frame.bytes).includes(PAGE)).toBe(false);
  expect(await openFrame(suite, epochKey, frame)).toEqual(encodeRun(run));
  expect(await openFrame(suite, new Uint8Array(32), frame)).toBeNull();
  const moved = await sealFrame(suite, epochKey, { ...label, sequence: 1 }, encodeRun(run));
  const bent = moved.bytes.slice();
  bent[34] = 0;
  const relabelled = decodeFrame(bent);
  if (!relabelled.ok) throw new Error("a frame");
  expect(await openFrame(suite, epochKey, relabelled.value)).toBeNull();
});

test("J1, J3: the vectors of the specification", async () => {
  const keys = await suite.makeSigningKeys(new Uint8Array(32).fill(1));
  const session = await suite.makeSigningKeys(new Uint8Array(32).fill(2));
  const header = await signFeedHeader(
    suite,
    {
      space: SPACE,
      member: new Uint8Array(16).fill(4),
      device: new Uint8Array(16).fill(5),
      sessionKey: session.publicKey,
      memberHead: HEAD,
      startedAt: 1_700_000_000_000,
    },
    (fields) => suite.sign(keys, signedBytesOfFeedHeader(fields)),
  );
  expect([
    header.id,
    clientIdOf(suite, header.id, "page:1" as DocumentName),
    encodeHex(encodeFeedHeader(header)),
  ]).toMatchInlineSnapshot(`
    [
      "3f8b07a62c7f3d71690ce472b4e3b06a",
      3167328525572959,
      "010909090909090909090909090909090904040404040404040404040404040404050505050505050505050505050505058139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394030303030303030303030303030303030303030303030303030303030303030380d095ffbc3133f5aafc048d2d604a4168264a018502a93434083feb6d76b8cfc6c6f9cc4b80a960a98a82ae031d62faf9066a98009891620197c4b9ff5ec70b8f4564b8b002",
    ]
  `);
});

test("J5, J6, J17: the vectors of the specification", async () => {
  const session = await suite.makeSigningKeys(new Uint8Array(32).fill(2));
  const feed = "3f8b07a62c7f3d71690ce472b4e3b06a" as FeedId;
  const document = "page:1" as DocumentName;
  const empty = Uint8Array.of(0, 0);
  const entry = {
    document,
    memberHead: HEAD,
    lamport: 1,
    secondsIn: 300,
    payloadHash: hashPayload(suite, empty),
    update: empty,
    isErased: false,
  };
  const headerHash = new Uint8Array(32).fill(6);
  const entries = [entry, { ...entry, lamport: 7, secondsIn: 301 }];
  const unsigned = { feed, firstSequence: 0, previousHash: headerHash, entries };
  const [, head] = chainOf(suite, unsigned);
  if (head === undefined) throw new Error("two entries");
  const message = signedBytesOfRun({ hash: headerHash }, 2, head);
  const signed = { ...unsigned, signature: await suite.sign(session, message) };
  const claims = [
    { sequence: 0, memberHead: HEAD },
    { sequence: 1, memberHead: HEAD },
  ];
  const compacted = { document, update: empty, erasedHash: null, claims, secondsIn: 301 };
  const whole = { feed, nextSequence: 2, head, lamport: 7, documents: [compacted] };
  const compactedBytes = signedBytesOfCompaction(suite, { hash: headerHash }, whole);
  expect([
    encodeHex(entry.payloadHash),
    encodeHex(head),
    encodeHex(suite.sha256(encodeRun(signed))),
    encodeHex(suite.sha256(compactedBytes)),
  ]).toMatchInlineSnapshot(`
    [
      "2aa072073c50ad731d5eea0935adae125a7bbe9b082a5637ab29d95a2b35c5c7",
      "ee923ff42cd2afeb5f88fc55983a0ace5f05018b54a141804edd016856e5da4a",
      "15e47e3bb8a1f915b3b47d8c0d22c7ecf316208d02db8bb0c670340a4719e86d",
      "3eddbb46c9f5b1dbc3194d22e180911d26b4e5b1bf32180ffb2938f995f37e4e",
    ]
  `);
});
