import { carriesTheLongest, ROAD_PROMISES, type RoadWorld } from "../../../roads/road.contract.ts";
import type { Rendezvous, RoadLink } from "../../../roads/index.ts";
import type { CopyWindow } from "./copy.ts";
import { createMachine } from "./machine.ts";
import { Notes } from "./notes.ts";

const machine = createMachine();

async function openCopy(rendezvous: Rendezvous): Promise<RoadLink> {
  const frame = document.createElement("iframe");
  frame.src = "copy.html";
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  document.body.append(frame);
  await loaded;
  return (frame.contentWindow as CopyWindow).joinLive(machine, rendezvous);
}

const world: RoadWorld = { join: openCopy };

const harness = {
  machine,
  rules: () => ROAD_PROMISES.map(({ rule }) => rule),
  keep: async (rule: string) => {
    const promise = ROAD_PROMISES.find((candidate) => candidate.rule === rule);
    if (promise === undefined) throw new Error(`no such rule: ${rule}`);
    await promise.holds(world);
  },
  keepTheLongest: () => carriesTheLongest(world),
  openCopy,
  openNotes: async (rendezvous: Rendezvous) => {
    const link = await openCopy(rendezvous);
    return Object.assign(new Notes(link), { link });
  },
};

export type Harness = typeof harness;

Object.assign(window, { harness });
