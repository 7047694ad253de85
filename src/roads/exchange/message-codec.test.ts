import { expect, test } from "vitest";
import type { BlobHash, MemberId, PageId } from "../../domain/index.ts";
import { Random } from "../../testing/random.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import { decodeMessage, encodeMessage } from "./message-codec.ts";
import { type Message, laneOf } from "./message.ts";

const hash = "0f".repeat(32);
const blob = hash as BlobHash;
const member = "ana000000001" as MemberId;
const session = "s-1";
const bytes = new Uint8Array([1, 2, 3]);

const MESSAGES: readonly Message[] = [
  { kind: "hello", member, session },
  { kind: "bye" },
  { kind: "overview", digest: hash },
  { kind: "claims", listing: "last", claims: [] },
  {
    kind: "claims",
    listing: "no",
    claims: [
      { document: "project", hash, version: 3 },
      { document: "own:ana000000001", hash: "ff".repeat(32), version: 0 },
    ],
  },
  { kind: "request", request: 7, document: "roster", stateVector: new Uint8Array([1, 5, 9]) },
  { kind: "unavailable", request: 2 ** 40 },
  {
    kind: "update",
    transfer: 1,
    request: 0,
    document: "page:abcdefgh",
    hash: "",
    version: 0,
    total: 10,
    offset: 7,
    bytes,
  },
  {
    kind: "presence",
    member,
    session,
    here: true,
    page: "abcdefgh" as PageId,
    cursor: { anchor: "a", head: "ü" },
  },
  { kind: "presence", member, session, here: false, page: null, cursor: null },
  { kind: "seek", hashes: [blob, blob] },
  { kind: "have", hash: blob, size: 123_456, mime: "image/svg+xml" },
  { kind: "lack", hash: blob },
  { kind: "fetch", hash: blob, offset: 65_536 },
  { kind: "chunk", hash: blob, offset: 0, bytes },
];

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
  const garbage = { ok: false, failure: { kind: "garbage" } };
  expect(decodeMessage(encoded, 1)).toEqual(garbage);
  expect(decodeMessage(new Uint8Array([...encoded, 0]), 0)).toEqual(garbage);
  expect(decodeMessage(new Uint8Array([1, 99]), 0)).toEqual(garbage);
  expect(decodeMessage(new Uint8Array([1]), 0)).toEqual(garbage);
});

test("E2: another version is recognised whatever follows", () => {
  const otherVersion = { ok: false, failure: { kind: "otherVersion" } };
  expect(decodeMessage(new Uint8Array([2, 0, 9, 9]), 0)).toEqual(otherVersion);
});

const request = { kind: "request", request: 1, document: "project" } as const;
const update = {
  kind: "update",
  transfer: 1,
  request: 1,
  document: "project",
  hash,
  version: 1,
} as const;
const entries = LIMITS.entriesPerMessage + 1;
const TOO_MUCH: readonly (readonly [string, Message])[] = [
  ["a name out of shape", { ...request, document: "../project", stateVector: bytes }],
  ["a state vector that ends too soon", { ...request, stateVector: new Uint8Array([3, 1, 1]) }],
  ["a state vector with more behind it", { ...request, stateVector: new Uint8Array([1, 1, 1, 1]) }],
  [
    "a state vector too long",
    { ...request, stateVector: new Uint8Array(LIMITS.stateVectorBytes + 1) },
  ],
  ["a part beyond its whole", { ...update, total: 2, offset: 0, bytes }],
  ["a part without bytes", { ...update, total: 2, offset: 0, bytes: new Uint8Array() }],
  [
    "a part too long",
    { ...update, total: 2 ** 20, offset: 0, bytes: new Uint8Array(LIMITS.partBytes + 1) },
  ],
  ["an update too long", { ...update, total: LIMITS.updateBytes + 1, offset: 0, bytes }],
  [
    "too many claims",
    {
      kind: "claims",
      listing: "last",
      claims: Array.from({ length: entries }, () => ({ document: "project", hash, version: 1 })),
    },
  ],
  [
    "too many sought pictures",
    { kind: "seek", hashes: Array.from({ length: entries }, () => blob) },
  ],
  ["a media type out of shape", { kind: "have", hash: blob, size: 1, mime: "text/html; x=<b>" }],
  ["a picture too large", { kind: "have", hash: blob, size: LIMITS.blobBytes + 1, mime: "a/b" }],
  ["a hash too short", { kind: "overview", digest: "0f" }],
  ["a member out of shape", { kind: "hello", member: "<script>" as MemberId, session }],
  ["a session too long", { kind: "hello", member, session: "s".repeat(65) }],
  [
    "a cursor too long",
    {
      kind: "presence",
      member,
      session,
      here: true,
      page: null,
      cursor: { anchor: "a".repeat(LIMITS.cursorBytes + 1), head: "" },
    },
  ],
];

test.each(TOO_MUCH)("E20: %s is garbage", (_name, message) => {
  expect(decodeMessage(encodeMessage(message), laneOf(message.kind))).toEqual({
    ok: false,
    failure: { kind: "garbage" },
  });
});

test("E21: damaged messages never do more than fail to decode", () => {
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
