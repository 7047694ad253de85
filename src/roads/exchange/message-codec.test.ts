import { expect, test } from "vitest";
import type { BlobHash, PageId } from "../../domain/index.ts";
import type { DocumentName, FeedId } from "../../journal/index.ts";
import { Random } from "../../testing/random.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import { decodeMessage, encodeMessage } from "./message-codec.ts";
import { type Message, laneOf } from "./message.ts";

const hash = "0f".repeat(32);
const blob = hash as BlobHash;
const feed = "a1".repeat(16) as FeedId;
const bytes = new Uint8Array([1, 2, 3]);
const challenge = new Uint8Array(32).fill(7);
const page = "page:0123456789abcdefghjkmnpqrs" as DocumentName;

const MESSAGES: readonly Message[] = [
  { kind: "greeting", challenge },
  { kind: "introduction", challenge, introduction: bytes },
  { kind: "dismissal" },
  { kind: "bye" },
  { kind: "heads", heads: [] },
  { kind: "heads", heads: [hash, "ff".repeat(32)] },
  { kind: "operations", operations: [bytes, new Uint8Array()] },
  { kind: "overview", digest: hash },
  { kind: "recall" },
  { kind: "listing", isFirst: true, isLast: false, have: new Map([[feed, 2 ** 32]]) },
  { kind: "have", have: new Map([[feed, 0]]) },
  { kind: "ask", ask: 7, first: page, without: [feed] },
  { kind: "ask", ask: 2 ** 40, first: null, without: [] },
  { kind: "frames", ask: 0, isLast: true, rest: false, frames: [bytes, bytes] },
  { kind: "frames", ask: 3, isLast: false, rest: true, frames: [] },
  {
    kind: "presence",
    here: true,
    page: "abcdefgh" as PageId,
    cursor: { anchor: "a", head: "ü" },
  },
  { kind: "presence", here: false, page: null, cursor: null },
  { kind: "seek", hashes: [blob, blob] },
  { kind: "offer", hash: blob, size: 123_456, mime: "image/svg+xml" },
  { kind: "lack", hash: blob },
  { kind: "fetch", hash: blob, offset: 65_536 },
  { kind: "chunk", hash: blob, offset: 0, bytes },
];

const garbage = { ok: false, failure: { kind: "garbage" } };

test.each(MESSAGES)("E1: $kind comes out as it went in", (message) => {
  const decoded = decodeMessage(encodeMessage(message), laneOf(message.kind));
  expect(decoded).toEqual({ ok: true, value: message });
});

test("E1: a message inside a larger buffer ends where it ends", () => {
  const encoded = encodeMessage({ kind: "lack", hash: blob });
  const buffer = new Uint8Array(encoded.length + 100).fill(0x20);
  buffer.set(encoded, 10);
  const whole = buffer.subarray(10, 10 + encoded.length);
  expect(decodeMessage(whole, 2).ok).toBe(true);
  expect(decodeMessage(whole.subarray(0, -1), 2).ok).toBe(false);
});

test("E1: another lane, bytes left over and an unknown kind are garbage", () => {
  const encoded = encodeMessage({ kind: "bye" });
  expect(decodeMessage(encoded, 1)).toEqual(garbage);
  expect(decodeMessage(new Uint8Array([...encoded, 0]), 0)).toEqual(garbage);
  expect(decodeMessage(new Uint8Array([2, 99]), 0)).toEqual(garbage);
  expect(decodeMessage(new Uint8Array([2]), 0)).toEqual(garbage);
});

test("E1: another version is recognised whatever follows", () => {
  const otherVersion = { ok: false, failure: { kind: "otherVersion" } };
  expect(decodeMessage(new Uint8Array([1, 0, 9, 9]), 0)).toEqual(otherVersion);
  expect(decodeMessage(new Uint8Array([3, 0, 9, 9]), 0)).toEqual(otherVersion);
});

test("E1: a feed named twice is garbage", () => {
  const encoded = encodeMessage({ kind: "have", have: new Map([[feed, 1]]) });
  const entry = encoded.subarray(3);
  const twice = new Uint8Array([...encoded.subarray(0, 2), 2, ...entry, ...entry]);
  expect(decodeMessage(twice, 0)).toEqual(garbage);
});

function feeds(count: number): ReadonlyMap<FeedId, number> {
  return new Map(
    Array.from({ length: count }, (_, index) => [
      index.toString(16).padStart(32, "0") as FeedId,
      1,
    ]),
  );
}

const many = (count: number): readonly string[] => Array.from({ length: count }, () => hash);
const ask = { kind: "ask", ask: 1, first: null, without: [] } as const;
const frames = { kind: "frames", ask: 1, isLast: true, rest: false } as const;
const presence = { kind: "presence", here: true, page: null } as const;
const TOO_MUCH: readonly (readonly [string, Message])[] = [
  ["a challenge too short", { kind: "greeting", challenge: bytes }],
  ["a challenge too long", { kind: "greeting", challenge: new Uint8Array(33) }],
  [
    "an introduction too long",
    {
      kind: "introduction",
      challenge,
      introduction: new Uint8Array(LIMITS.introductionBytes + 1),
    },
  ],
  ["too many heads", { kind: "heads", heads: many(LIMITS.heads + 1) }],
  [
    "an operation too long",
    { kind: "operations", operations: [new Uint8Array(LIMITS.operationBytes + 1)] },
  ],
  [
    "a batch of operations too long",
    { kind: "operations", operations: [bytes, new Uint8Array(1.5 * LIMITS.operationsBytes)] },
  ],
  [
    "a batch of frames too long",
    { ...frames, frames: [bytes, new Uint8Array(LIMITS.framesBytes)] },
  ],
  ["too many feeds", { kind: "have", have: feeds(LIMITS.feedsPerMessage + 1) }],
  ["a sequence too large", { kind: "have", have: new Map([[feed, 2 ** 32 + 1]]) }],
  ["a name out of shape", { ...ask, first: "../project" as DocumentName }],
  ["a name too long", { ...ask, first: `page:${"a".repeat(130)}` as DocumentName }],
  ["too many feeds left out", { ...ask, without: [...feeds(LIMITS.feedsLeftOut + 1).keys()] }],
  ["a frame too long", { ...frames, frames: [new Uint8Array(LIMITS.frameBytes + 1)] }],
  [
    "too many sought pictures",
    { kind: "seek", hashes: many(LIMITS.hashesPerMessage + 1) as readonly BlobHash[] },
  ],
  ["a media type out of shape", { kind: "offer", hash: blob, size: 1, mime: "text/html; x=<b>" }],
  ["a picture too large", { kind: "offer", hash: blob, size: LIMITS.blobBytes + 1, mime: "a/b" }],
  ["a hash too short", { kind: "overview", digest: "0f" }],
  ["a page out of shape", { ...presence, page: "<script>" as PageId, cursor: null }],
  [
    "a cursor too long",
    { ...presence, cursor: { anchor: "a".repeat(LIMITS.cursorBytes + 1), head: "" } },
  ],
];

test.each(TOO_MUCH)("E60: %s is garbage", (_name, message) => {
  expect(decodeMessage(encodeMessage(message), laneOf(message.kind))).toEqual(garbage);
});

test("E61: damaged messages never do more than fail to decode", () => {
  const random = new Random(11);
  let longest = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const message = encodeMessage(random.pick(MESSAGES)).slice();
    for (let changes = random.whole(1, 4); changes > 0; changes -= 1) {
      message[random.whole(0, message.length - 1)] = random.whole(0, 255);
    }
    const cut = message.slice(0, random.whole(0, message.length));
    const lane = random.pick([0, 1, 2] as const);
    for (const candidate of [message, cut]) {
      const decoded = decodeMessage(candidate, lane);
      if (decoded.ok) longest = Math.max(longest, encodeMessage(decoded.value).length);
    }
  }
  expect(longest).toBeLessThan(200);
});
