import * as Y from "yjs";
import { LoopbackNetwork, type RoadLink } from "../../roads/index.ts";
import { Random } from "../random.ts";
import { VirtualClock } from "../virtual-clock.ts";
import { type PlantedFaults, School } from "./school.ts";

export const RENDEZVOUS = { topic: "topic", secret: "secret", hubs: [] };

/** Several schools on one loopback network in virtual time. */
export class Classrooms {
  readonly clock = new VirtualClock();
  readonly random: Random;
  readonly network: LoopbackNetwork;
  readonly schools: School[] = [];

  constructor(seed = 1, delayMs: (random: Random) => number = () => 20) {
    this.random = new Random(seed);
    this.network = new LoopbackNetwork({
      scheduler: {
        now: () => this.clock.now(),
        after: (ms, task) => {
          this.clock.after(ms, task);
        },
      },
      delayMs: () => delayMs(this.random),
    });
  }

  join(place: string): RoadLink {
    return this.network.road(place).join(RENDEZVOUS);
  }

  async open(name: string, faults?: PlantedFaults): Promise<School> {
    const { clock, random } = this;
    const school = new School({
      name,
      clock,
      random,
      join: () => this.join(name),
      ...(faults === undefined ? {} : { faults }),
    });
    this.schools.push(school);
    await school.start();
    return school;
  }

  close(): void {
    for (const school of this.schools) if (school.isRunning) school.crash();
  }
}

/** Everything that two equal documents have in common: state vector, deletions, and what a reader sees. */
export function fingerprint(doc: Y.Doc): string {
  const text = doc.getText("text").toDelta() as unknown;
  const map = doc.getMap("fields").toJSON();
  const fields = Object.keys(map)
    .sort()
    .map((field) => [field, map[field] as unknown]);
  const tokens = Object.keys(doc.getMap("tokens").toJSON()).sort();
  const blocks = doc.getXmlFragment("blocks").toJSON();
  const snapshot = Buffer.from(Y.encodeSnapshot(Y.snapshot(doc))).toString("hex");
  return JSON.stringify({ text, fields, tokens, blocks, snapshot });
}
