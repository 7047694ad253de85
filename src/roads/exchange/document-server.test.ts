import { expect, test } from "vitest";
import { createStore } from "../../base/index.ts";
import type { MemberId } from "../../domain/index.ts";
import type { RoadLink, RoadPeer } from "../road.ts";
import { DocumentServer } from "./document-server.ts";
import { decodeMessage } from "./message-codec.ts";
import type { Message } from "./message.ts";
import { OwnDocuments } from "./own-documents.ts";
import { Peer, type WaitingRequest } from "./peer.ts";
import type { SpaceCopy } from "./space-copy.ts";

const update = new Uint8Array([0, 0]);
const request: WaitingRequest = {
  kind: "request",
  request: 1,
  document: "roster",
  stateVector: new Uint8Array([0]),
};

/** A copy that holds one document; `stateVector` of one byte: it knows no more than its name. */
function copyWith(stateVector: Uint8Array): SpaceCopy {
  return {
    me: { member: "ana000000000" as MemberId, session: "s" },
    documents: createStore<readonly string[]>(["roster"]),
    summary: async () => {
      await oneTurn();
      return { stateVector, hash: new Uint8Array(32) };
    },
    missing: async () => update,
    receive: async () => "applied",
    onLocalChange: () => () => undefined,
    blobs: {
      has: async () => false,
      get: async () => null,
      put: async () => false,
      wanted: createStore<readonly never[]>([]),
    },
  };
}

function setUp(copy: SpaceCopy) {
  const said: Message[] = [];
  const link: RoadLink = {
    peers: createStore<readonly RoadPeer[]>([]),
    send: async (_peer, lane, message) => {
      const decoded = decodeMessage(message, lane);
      if (decoded.ok) said.push(decoded.value);
    },
    receive: () => undefined,
    refresh: () => undefined,
    close: () => undefined,
  };
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  const own = new OwnDocuments(copy, () => undefined, failed);
  const server = new DocumentServer({ copy, own, end: () => undefined, failed });
  return { said, failures, own, server, peer: new Peer("peer", link) };
}

const oneTurn = () => new Promise((resolve) => setImmediate(resolve));

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await oneTurn();
}

test("E4: a document that changes again while it is asked for is answered all the same", async () => {
  const { said, own, server, peer } = setUp(copyWith(new Uint8Array([1, 5, 3])));
  const first = own.refresh("roster");
  void first.then(() => own.refresh("roster"));
  server.hear(peer, request);
  await settled();
  expect(said).toMatchObject([{ kind: "update", request: 1, document: "roster", bytes: update }]);
});

test("E4: a document that is known by name only, or not at all, is not available", async () => {
  const { said, own, server, peer } = setUp(copyWith(new Uint8Array([0])));
  await own.refresh("roster");
  server.hear(peer, request);
  server.hear(peer, { ...request, request: 2, document: "page:aaaaaaaa" });
  await settled();
  expect(said).toEqual([
    { kind: "unavailable", request: 1 },
    { kind: "unavailable", request: 2 },
  ]);
});

test("E6: a copy that cannot read says so, and the partner is told that it is not available", async () => {
  const unreadable = new Error("disk");
  const { said, failures, own, server, peer } = setUp({
    ...copyWith(new Uint8Array([1, 5, 3])),
    missing: () => Promise.reject(unreadable),
  });
  await own.refresh("roster");
  server.hear(peer, request);
  await settled();
  expect(said).toEqual([{ kind: "unavailable", request: 1 }]);
  expect(failures).toEqual([unreadable]);
});
