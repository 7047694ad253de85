import { MESSAGE_LIMITS, type Lane, type Rendezvous, type RoadLink } from "./index.ts";

/** Fresh copies on one kind of road, all on the same network. */
export interface RoadWorld {
  /** A new copy joins and is not yet connected. */
  join(rendezvous: Rendezvous): Promise<RoadLink>;
}

export interface RoadPromise {
  readonly rule: string;
  readonly holds: (world: RoadWorld) => Promise<void>;
}

/**
 * What every road promises, as a list that any test runner can walk: the loopback road keeps it in Vitest, the live one
 * inside a real browser.
 */
export const ROAD_PROMISES: readonly RoadPromise[] = [
  {
    rule: "R1: two who join the same rendezvous become peers of each other",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r1"));
      equal(one.peers.get().length, 1, "peers of one");
      equal(other.peers.get().length, 1, "peers of the other");
      const [peer] = one.peers.get();
      check(Math.abs(Date.now() - (peer?.heardAt ?? 0)) < 60_000, "heardAt is about now");
    },
  },
  {
    rule: "R2: another topic or another secret never meets",
    async holds(world) {
      const [one] = await pair(world, rendezvous("r2"));
      const stranger = await world.join({ ...rendezvous("r2"), secret: "guessed" });
      const neighbour = await world.join(rendezvous("r2 next door"));
      const guest = await world.join(rendezvous("r2"));
      await until(() => guest.peers.get().length === 2, "the guest meets both");
      equal(stranger.peers.get().length, 0, "peers of one with the wrong secret");
      equal(neighbour.peers.get().length, 0, "peers of one on another topic");
      equal(one.peers.get().length, 2, "peers of one");
    },
  },
  ...([0, 1, 2] as const).map((lane) => ({
    rule: `R3: messages of lane ${lane} arrive whole, at every size that frames make special`,
    holds: (world: RoadWorld) => carriesSizes(world, lane),
  })),
  {
    rule: "R4: ten megabytes arrive whole",
    holds: (world) => carries(world, 1, [10 * 1024 * 1024]),
  },
  {
    rule: "R5: messages of one lane arrive in the order in which they were sent",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r5"));
      const got = collect(other);
      const peer = onlyPeer(one);
      const sizes = [40_000, 1, 0, 20_000, 16_384, 3, 70_000, 2];
      const sent = sizes.map((size, index) => one.send(peer, 1, pattern(size + 1, index)));
      await Promise.all(sent);
      await until(() => got.length === sizes.length, "all came");
      for (const [index, size] of sizes.entries()) {
        const message = got[index]?.message;
        check(message !== undefined && isPattern(message, size + 1, index), `message ${index}`);
      }
    },
  },
  {
    rule: "R6: a lower lane overtakes a higher one",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r6"));
      const got = collect(other);
      const peer = onlyPeer(one);
      const blobs = Array.from({ length: 8 }, (_, index) =>
        one.send(peer, 2, pattern(MESSAGE_LIMITS[2], index)),
      );
      const text = one.send(peer, 1, pattern(200, 1));
      const control = one.send(peer, 0, pattern(100, 0));
      await Promise.all([...blobs, text, control]);
      await until(() => got.length === 10, "all came");
      const lanes = got.map(({ lane }) => lane);
      check(lanes.indexOf(0) < 3, `control came late: ${lanes.join("")}`);
      check(lanes.indexOf(1) < 4, `text came late: ${lanes.join("")}`);
    },
  },
  {
    rule: "R7: a message beyond the lane's limit is refused by the sender, and the peer stays",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r7"));
      const got = collect(other);
      const peer = onlyPeer(one);
      for (const lane of [0, 1, 2] as const) {
        const refused = await outcome(
          one.send(peer, lane, new Uint8Array(MESSAGE_LIMITS[lane] + 1)),
        );
        equal(refused, "rejected", `lane ${lane}`);
      }
      await one.send(peer, 0, pattern(5, 5));
      await until(() => got.length === 1, "the next one came");
      equal(onlyPeer(one), peer, "the same connection");
    },
  },
  {
    rule: "R8: messages that come before there is a listener wait for it",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r8"));
      await one.send(onlyPeer(one), 0, pattern(10, 1));
      await one.send(onlyPeer(one), 1, pattern(20_000, 2));
      await pause(200);
      const got = collect(other);
      await until(() => got.length === 2, "both came");
      check(isPattern(got[0]?.message, 10, 1) && isPattern(got[1]?.message, 20_000, 2), "in order");
    },
  },
  {
    rule: "R9: both directions work at once",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r9"));
      const [atOne, atOther] = [collect(one), collect(other)];
      await Promise.all([
        one.send(onlyPeer(one), 1, pattern(3_000_000, 1)),
        other.send(onlyPeer(other), 1, pattern(3_000_000, 2)),
      ]);
      await until(() => atOne.length === 1 && atOther.length === 1, "both came", 30_000);
      check(isPattern(atOne[0]?.message, 3_000_000, 2), "at one");
      check(isPattern(atOther[0]?.message, 3_000_000, 1), "at the other");
    },
  },
  {
    rule: "R10: who closes is gone for the others, and sending to it is refused",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r10"));
      const peer = onlyPeer(one);
      other.close();
      equal(other.peers.get().length, 0, "peers of one who closed");
      await until(() => one.peers.get().length === 0, "one sees it go", 20_000);
      equal(await outcome(one.send(peer, 0, pattern(1, 1))), "rejected", "sending to it");
    },
  },
  {
    rule: "R11: what was still to be sent is refused when the peer goes",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r11"));
      const peer = onlyPeer(one);
      const sending = Array.from({ length: 40 }, () =>
        outcome(one.send(peer, 1, new Uint8Array(4 * 1024 * 1024))),
      );
      other.close();
      const outcomes = await Promise.all(sending);
      equal(outcomes.at(-1), "rejected", "the last one");
    },
  },
  {
    rule: "R12: whoever comes back has a new peer id",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r12"));
      const before = onlyPeer(one);
      other.close();
      await until(() => one.peers.get().length === 0, "one sees it go", 20_000);
      const again = await world.join(rendezvous("r12"));
      await until(() => one.peers.get().length === 1 && again.peers.get().length === 1, "back");
      check(onlyPeer(one) !== before, "a new id");
    },
  },
  {
    rule: "R13: three copies all reach each other, and a message goes to the one it is for",
    async holds(world) {
      const links = [
        await world.join(rendezvous("r13")),
        await world.join(rendezvous("r13")),
        await world.join(rendezvous("r13")),
      ];
      await until(() => links.every((link) => link.peers.get().length === 2), "a full mesh");
      const got = links.map((link) => collect(link));
      const [first] = links;
      const [peer] = first?.peers.get() ?? [];
      await first?.send(peer?.id ?? "", 0, pattern(9, 9));
      await until(() => got.some((messages) => messages.length > 0), "it came");
      await pause(100);
      equal(got.flat().length, 1, "copies of the message");
    },
  },
  {
    rule: "R14: the list of peers is the same object until it changes",
    async holds(world) {
      const [one] = await pair(world, rendezvous("r14"));
      check(one.peers.get() === one.peers.get(), "the same list");
    },
  },
  {
    rule: "R15: refresh keeps what works",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r15"));
      const got = collect(other);
      const peer = onlyPeer(one);
      one.refresh();
      other.refresh();
      await one.send(peer, 0, pattern(7, 7));
      await until(() => got.length === 1, "it came over the same connection");
      equal(onlyPeer(one), peer, "the peer");
    },
  },
  {
    rule: "R17: both ends of a connection name it alike, and no other is named so",
    async holds(world) {
      const [one, other] = await pair(world, rendezvous("r17"));
      const third = await world.join(rendezvous("r17"));
      await until(() => third.peers.get().length === 2, "the third meets both");
      await until(() => one.peers.get().length === 2, "all meet");
      await until(() => other.peers.get().length === 2, "all meet");
      const names = [one, other, third].map((link) =>
        link.peers.get().map(({ binding }) => binding),
      );
      const all = names.flat();
      equal(new Set(all).size, 3, "connections");
      check(!all.includes(""), "every connection has a name");
      for (const name of all) equal(all.filter((same) => same === name).length, 2, "its ends");
    },
  },
];

/** The longest message that a lane may carry, which takes a while on a small machine. */
export async function carriesTheLongest(world: RoadWorld): Promise<void> {
  await carries(world, 1, [MESSAGE_LIMITS[1]], 240_000);
}

const KIB = 1024;

async function carriesSizes(world: RoadWorld, lane: Lane): Promise<void> {
  const edges = [0, 1, 16_375, 16_376, 16_377, 16_384, 2 * 16_376, 255 * KIB, 256 * KIB];
  const beyondOneMessage = [256 * KIB + 1, 257 * KIB, 300 * KIB, MESSAGE_LIMITS[2]];
  await carries(world, lane, lane === 0 ? edges : [...edges, ...beyondOneMessage]);
}

async function carries(
  world: RoadWorld,
  lane: Lane,
  sizes: readonly number[],
  timeoutMs = 60_000,
): Promise<void> {
  const [one, other] = await pair(world, rendezvous(`sizes of lane ${lane}: ${sizes.join()}`));
  const got = collect(other);
  for (const [index, size] of sizes.entries()) {
    await one.send(onlyPeer(one), lane, pattern(size, index));
  }
  await until(() => got.length === sizes.length, "all came", timeoutMs);
  for (const [index, size] of sizes.entries()) {
    check(
      got[index]?.lane === lane && isPattern(got[index]?.message, size, index),
      `${size} bytes`,
    );
  }
}

function rendezvous(name: string): Rendezvous {
  return { topic: `topic of ${name}`, secret: `secret of ${name}`, hubs: [] };
}

async function pair(world: RoadWorld, where: Rendezvous): Promise<readonly [RoadLink, RoadLink]> {
  const one = await world.join(where);
  const other = await world.join(where);
  await until(() => one.peers.get().length === 1 && other.peers.get().length === 1, "they meet");
  return [one, other];
}

function onlyPeer(link: RoadLink): string {
  const [peer, ...others] = link.peers.get();
  if (peer === undefined || others.length > 0) throw new Error("expected one peer");
  return peer.id;
}

interface Got {
  readonly peer: string;
  readonly lane: Lane;
  readonly message: Uint8Array;
}

function collect(link: RoadLink): Got[] {
  const got: Got[] = [];
  link.receive((peer, lane, message) => got.push({ peer, lane, message }));
  return got;
}

/** Bytes that differ everywhere, so that a piece in the wrong place is noticed. */
function pattern(size: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) bytes[index] = byteAt(index, seed);
  return bytes;
}

function isPattern(bytes: Uint8Array | undefined, size: number, seed: number): boolean {
  return bytes?.length === size && bytes.every((byte, index) => byte === byteAt(index, seed));
}

function byteAt(index: number, seed: number): number {
  return ((Math.imul(index, 2_654_435_761) >>> 13) ^ seed) & 255;
}

async function outcome(sending: Promise<void>): Promise<"sent" | "rejected"> {
  return sending.then(
    () => "sent" as const,
    () => "rejected" as const,
  );
}

async function until(holds: () => boolean, what: string, timeoutMs = 20_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await pause(10);
  }
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

function equal(actual: unknown, expected: unknown, what: string): void {
  if (actual !== expected) {
    throw new Error(`${what}: ${String(actual)} instead of ${String(expected)}`);
  }
}
