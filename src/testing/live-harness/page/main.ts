import { carriesTheLongest, ROAD_PROMISES, type RoadWorld } from "../../../roads/road.contract.ts";
import type { Rendezvous, RoadLink } from "../../../roads/index.ts";
import type { CopyWindow } from "./copy.ts";
import { createMachine } from "./machine.ts";
import { Notes } from "./notes.ts";
import { trialsOf } from "./trials.ts";

const machine = createMachine();

async function openFrame(): Promise<CopyWindow & typeof globalThis> {
  const frame = document.createElement("iframe");
  frame.src = "copy.html";
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as CopyWindow & typeof globalThis;
}

async function openCopy(rendezvous: Rendezvous): Promise<RoadLink> {
  return (await openFrame()).joinLive(machine, rendezvous);
}

const world: RoadWorld = { join: openCopy };

const trials = trialsOf(machine, openFrame);

const harness = {
  machine,
  keep: async (rule: string) => {
    const promise = ROAD_PROMISES.find((candidate) => candidate.rule === rule);
    if (promise === undefined) throw new Error(`no such rule: ${rule}`);
    await promise.holds(world);
  },
  keepTheLongest: () => carriesTheLongest(world),
  stand: async (name: string) => {
    const trial = trials[name];
    if (trial === undefined) throw new Error(`no such trial: ${name}`);
    await trial();
  },
  openNotes: async (rendezvous: Rendezvous) => {
    const link = await openCopy(rendezvous);
    return Object.assign(new Notes(link), { link });
  },
};

export type Harness = typeof harness;

Object.assign(window, { harness });
