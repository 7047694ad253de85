import { describe, expect, test } from "vitest";
import { carriesTheLongest, ROAD_PROMISES, type RoadWorld } from "../road.contract.ts";
import type { Rendezvous, RoadLink } from "../index.ts";
import { LoopbackNetwork, type LoopbackScheduler } from "./index.ts";

const RENDEZVOUS: Rendezvous = { topic: "topic", secret: "secret", hubs: [] };

describe("the loopback road keeps what every road promises", () => {
  for (const promise of ROAD_PROMISES) {
    test(`${promise.rule}`, async () => {
      await expect(promise.holds(loopbackWorld())).resolves.toBeUndefined();
    }, 60_000);
  }
  test("R16: the longest message arrives whole", async () => {
    await expect(carriesTheLongest(loopbackWorld())).resolves.toBeUndefined();
  }, 60_000);
});

describe("a simulated network", () => {
  test("a partition hides the groups from each other, and healing brings them back as new peers", async () => {
    const { network, time } = simulation();
    const [lisbon, izmir, riga] = joinAll(network, ["lisbon", "izmir", "riga"]);
    time.run();
    const before = peersOf(lisbon);
    network.partition(["lisbon", "riga"], ["izmir"]);
    expect(peersOf(lisbon)).toHaveLength(1);
    expect(peersOf(izmir)).toEqual([]);
    expect(peersOf(riga)).toHaveLength(1);
    network.heal();
    time.run();
    expect(peersOf(lisbon)).toHaveLength(2);
    expect(peersOf(lisbon).filter((id) => before.includes(id))).toHaveLength(1);
  });

  test("a dropped place finds the others again when it looks again", () => {
    const { network, time } = simulation();
    const [lisbon, izmir] = joinAll(network, ["lisbon", "izmir"]);
    time.run();
    network.drop("izmir");
    time.run();
    expect(peersOf(lisbon)).toEqual([]);
    izmir.refresh();
    time.run();
    expect(peersOf(lisbon)).toHaveLength(1);
  });

  test("messages take as long as the network says, one after the other", async () => {
    const { network, time } = simulation(() => 250);
    const [lisbon, izmir] = joinAll(network, ["lisbon", "izmir"]);
    const heard: string[] = [];
    izmir.receive((_peer, lane, message) => heard.push(`${time.now()}: ${lane} ${message.join()}`));
    time.run();
    const [peer = ""] = peersOf(lisbon);
    void lisbon.send(peer, 1, Uint8Array.of(1));
    void lisbon.send(peer, 1, Uint8Array.of(2));
    void lisbon.send(peer, 0, Uint8Array.of(3));
    await time.settle();
    expect(heard).toEqual(["250: 0 3", "500: 1 1", "750: 1 2"]);
  });

  test("the same schedule gives the same run", () => {
    const run = () => {
      const { network, time } = simulation(() => 10);
      const links = joinAll(network, ["a", "b", "c", "d"]);
      time.run();
      network.drop("b");
      network.heal();
      time.run();
      return links.map(peersOf);
    };
    expect(run()).toEqual(run());
  });
});

function loopbackWorld(): RoadWorld {
  const network = new LoopbackNetwork();
  let places = 0;
  return {
    async join(rendezvous) {
      places += 1;
      return network.road(`place ${places}`).join(rendezvous);
    },
  };
}

function joinAll(network: LoopbackNetwork, places: readonly string[]) {
  const links = places.map((place) => network.road(place).join(RENDEZVOUS));
  return links as [RoadLink, RoadLink, RoadLink, RoadLink];
}

const peersOf = (link: RoadLink) => link.peers.get().map(({ id }) => id);

/** Virtual time: tasks run in the order of their due time, then of their arrival. */
function simulation(delayMs: () => number = () => 0) {
  let clock = 0;
  const tasks: { readonly at: number; readonly task: () => void }[] = [];
  const scheduler: LoopbackScheduler = {
    now: () => clock,
    after: (delay, task) => void tasks.push({ at: clock + delay, task }),
  };
  const time = {
    now: () => clock,
    run() {
      while (tasks.length > 0) {
        const next = tasks.reduce((first, task) => (task.at < first.at ? task : first));
        tasks.splice(tasks.indexOf(next), 1);
        clock = next.at;
        next.task();
      }
    },
    /** Lets promises move between the tasks. */
    async settle() {
      for (let round = 0; round < 20; round += 1) {
        await Promise.resolve();
        time.run();
      }
    },
  };
  return { network: new LoopbackNetwork({ scheduler, delayMs }), time };
}
