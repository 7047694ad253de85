import { expect, test } from "vitest";
import { LoopbackNetwork, type RoadLink } from "../index.ts";
import { GatheredLink } from "./gathered-link.ts";

const at = (topic: string) => ({ topic, secret: topic, hubs: [] });
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function world(): Promise<{
  readonly network: LoopbackNetwork;
  readonly gathered: GatheredLink;
  readonly others: readonly RoadLink[];
  readonly leave: readonly (() => void)[];
}> {
  const network = new LoopbackNetwork();
  const gathered = new GatheredLink();
  const topics = ["one", "two"];
  const others = topics.map((topic) => network.road(`at ${topic}`).join(at(topic)));
  const leave = topics.map((topic, index) =>
    gathered.add(network.road("here").join(at(topic)), index === 0 ? "members" : "invited"),
  );
  await soon();
  return { network, gathered, others, leave };
}

test("E7: peers of all links are one list, each with its audience", async () => {
  const { gathered } = await world();
  const peers = gathered.peers.get();
  expect(peers).toHaveLength(2);
  expect(peers.map(({ id }) => gathered.audienceOf(id))).toEqual(["members", "invited"]);
  expect(gathered.audienceOf("9 nobody")).toBeNull();
});

test("E7: what comes on any link is heard, and what is said goes to the one it is for", async () => {
  const { gathered, others } = await world();
  const heard: (readonly [string, number])[] = [];
  const [first, second] = gathered.peers.get();
  const [one, two] = others;
  if (!first || !second || !one || !two) throw new Error("nobody met");
  // Before there is a listener.
  await one.send(one.peers.get()[0]?.id ?? "", 0, new Uint8Array([1]));
  gathered.receive((peer, _lane, message) => heard.push([peer, message[0] ?? 0]));
  await two.send(two.peers.get()[0]?.id ?? "", 1, new Uint8Array([2]));
  await soon();
  expect(heard).toEqual([
    [first.id, 1],
    [second.id, 2],
  ]);
  const toTwo: number[] = [];
  two.receive((_peer, _lane, message) => toTwo.push(message[0] ?? 0));
  await gathered.send(second.id, 0, new Uint8Array([3]));
  await soon();
  expect(toTwo).toEqual([3]);
});

test("E7: a link that is taken away is closed, and its peers are gone", async () => {
  const { gathered, others, leave } = await world();
  const [first] = gathered.peers.get();
  leave[0]?.();
  leave[0]?.();
  await soon();
  expect(gathered.peers.get()).toHaveLength(1);
  expect(others[0]?.peers.get()).toEqual([]);
  expect(gathered.audienceOf(first?.id ?? "")).toBeNull();
  await expect(gathered.send(first?.id ?? "", 0, new Uint8Array())).rejects.toThrow("gone");
});

test("E7: the list is the same object until it changes, and a link can be added at any time", async () => {
  const { network, gathered } = await world();
  const before = gathered.peers.get();
  gathered.refresh();
  await soon();
  expect(gathered.peers.get()).toBe(before);
  network.road("at three").join(at("three"));
  gathered.add(network.road("here").join(at("three")), "former");
  await soon();
  expect(gathered.peers.get()).toHaveLength(3);
  gathered.close();
  expect(gathered.peers.get()).toEqual([]);
  const late = network.road("here").join(at("three"));
  gathered.add(late, "members");
  await soon();
  expect(late.peers.get()).toEqual([]);
});
