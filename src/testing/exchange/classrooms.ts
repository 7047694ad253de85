import * as Y from "yjs";
import { decodeMessage, encodeMessage } from "../../roads/exchange/message-codec.ts";
import { type Message, laneOf } from "../../roads/exchange/message.ts";
import { type Lane, LoopbackNetwork, type RoadLink } from "../../roads/index.ts";
import { Random } from "../random.ts";
import { VirtualClock } from "../virtual-clock.ts";
import { type PlantedFaults, School } from "./school.ts";

export const RENDEZVOUS = { topic: "topic", secret: "secret", hubs: [] };

export interface Said {
  readonly by: string;
  readonly message: Message;
  readonly bytes: number;
}

/** Several schools on one loopback network in virtual time. */
export class Classrooms {
  readonly clock = new VirtualClock();
  readonly random: Random;
  readonly network: LoopbackNetwork;
  readonly schools: School[] = [];
  /** Everything that schools have said, in order. */
  readonly said: Said[] = [];

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
    const link = this.network.road(place).join(RENDEZVOUS);
    const send = link.send.bind(link);
    link.send = (peer, lane, message) => {
      const decoded = decodeMessage(message, lane);
      if (decoded.ok) {
        this.said.push({ by: place, message: decoded.value, bytes: message.length });
      }
      return send(peer, lane, message);
    };
    return link;
  }

  /** Someone without the program, on the same network. */
  async stranger(place: string): Promise<Stranger> {
    const stranger = new Stranger(this.network.road(place).join(RENDEZVOUS));
    await this.clock.advance(200);
    return stranger;
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

/** One who speaks the protocol by hand. */
export class Stranger {
  readonly heard: Message[] = [];
  readonly link: RoadLink;
  #chunk: ((offset: number) => Uint8Array) | null = null;

  constructor(link: RoadLink) {
    this.link = link;
    link.receive((_peer, lane, message) => {
      const decoded = decodeMessage(message, lane);
      if (!decoded.ok) return;
      this.heard.push(decoded.value);
      const { value } = decoded;
      if (value.kind !== "fetch" || this.#chunk === null) return;
      const { hash, offset } = value;
      this.say({ kind: "chunk", hash, offset, bytes: this.#chunk(offset) });
    });
  }

  answerFetches(chunk: (offset: number) => Uint8Array): void {
    this.#chunk = chunk;
  }

  say(...messages: readonly Message[]): void {
    for (const message of messages) this.sayBytes(laneOf(message.kind), encodeMessage(message));
  }

  sayBytes(lane: Lane, bytes: Uint8Array): void {
    for (const { id } of this.link.peers.get()) {
      // Whoever is gone need not hear it.
      this.link.send(id, lane, bytes).catch(() => undefined);
    }
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
