import type * as Y from "yjs";
import { LoopbackNetwork } from "../../roads/index.ts";
import { StorageError } from "../../storage/index.ts";
import { Random } from "../random.ts";
import { VirtualClock } from "../virtual-clock.ts";
import { RENDEZVOUS, fingerprint } from "./classrooms.ts";
import { randomDeletion, randomEdit } from "./random-edit.ts";
import { FaultyLink } from "./faulty-link.ts";
import { Liar } from "./liar.ts";
import { type PlantedFaults, School } from "./school.ts";

const NAMES = ["lisbon", "izmir", "krakow", "tromso"] as const;
const DOCUMENTS = ["project", "roster", "page:aaaaaaaa", "page:bbbbbbbb", "page:cccccccc"] as const;

/** Where pictures are named. */
const PICTURES = "page:aaaaaaaa";

const ACTIONS = {
  edit: 60,
  delete: 10,
  picture: 3,
  partition: 4,
  heal: 4,
  drop: 4,
  crash: 3,
  crashWhileWriting: 2,
  fillDisk: 2,
  refresh: 2,
  announce: 6,
  lie: 5,
} as const;

export interface SimulationResult {
  /** What went wrong, in words; empty when every promise was kept. */
  readonly broken: readonly string[];
  readonly acknowledged: number;
  readonly crashes: number;
  /** A hash of everything that every school saw at the end: the same for the same seed. */
  readonly fingerprint: string;
}

/** Some schools write for a while over a bad network; then everything heals, and the promises are checked. */
export class ExchangeSimulation {
  readonly #clock = new VirtualClock();
  readonly #random: Random;
  readonly #network: LoopbackNetwork;
  readonly #schools: readonly School[];
  readonly #liar: Liar;
  readonly #broken = new Set<string>();
  /** Sessions that have said that they are here. */
  readonly #announced = new Set<string>();
  #isCalm = false;
  #tokens = 0;
  #crashes = 0;

  constructor(seed: number, faults: PlantedFaults = {}) {
    this.#random = new Random(seed);
    const random = this.#random;
    this.#network = new LoopbackNetwork({
      scheduler: {
        now: () => this.#clock.now(),
        after: (ms, task) => {
          this.#clock.after(ms, task);
        },
      },
      delayMs: () => random.whole(1, 60),
    });
    const count = random.whole(2, NAMES.length);
    this.#schools = NAMES.slice(0, count).map(
      (name) =>
        new School({
          name,
          clock: this.#clock,
          random,
          join: () => this.#join(name),
          diskMs: () => random.whole(1, 30),
          faults,
        }),
    );
    this.#liar = new Liar(this.#network.road("liar").join(RENDEZVOUS), random);
  }

  async run(steps: number): Promise<SimulationResult> {
    for (const school of this.#schools) this.#start(school);
    await this.#clock.advance(500);
    for (let step = 0; step < steps; step += 1) {
      this.#act();
      this.#checkTruth();
      await this.#clock.advance(this.#random.whole(20, 900));
    }
    await this.#heal();
    const prints = await this.#checkEnd();
    for (const school of this.#schools) school.crash();
    const acknowledged = this.#schools.reduce((sum, s) => sum + s.acknowledged.length, 0);
    return {
      broken: [...this.#broken],
      acknowledged,
      crashes: this.#crashes,
      fingerprint: JSON.stringify(prints),
    };
  }

  #join(name: string): FaultyLink {
    const inner = this.#network.road(name).join(RENDEZVOUS);
    return new FaultyLink(inner, this.#clock, this.#random, () =>
      this.#isCalm ? { duplicated: 0, late: 0 } : { duplicated: 0.02, late: 0.01 },
    );
  }

  #start(school: School): void {
    void school.start().then(() => {
      school.exchange.partners.subscribe(() => this.#checkTruth());
    });
  }

  #act(): void {
    const running = this.#schools.filter((school) => school.isRunning);
    if (running.length === 0) return;
    const school = this.#random.pick(running);
    switch (this.#random.weighted(ACTIONS)) {
      case "edit":
        this.#edit(school);
        return;
      case "delete":
        void school.edit(this.#random.pick(DOCUMENTS), randomDeletion(this.#random));
        return;
      case "picture":
        void this.#addPicture(school);
        return;
      case "partition":
        this.#partition();
        return;
      case "heal":
        this.#network.heal();
        return;
      case "drop":
        this.#network.drop(school.name);
        return;
      case "crash":
        this.#crash(school);
        return;
      case "crashWhileWriting":
        school.disk.crashAt = this.#random.pick(["beforeCommit", "afterCommit"] as const);
        this.#edit(school);
        this.#clock.after(3000, () => {
          school.disk.crashAt = null;
          if (school.isRunning) this.#crash(school);
        });
        return;
      case "fillDisk":
        school.disk.isFull = true;
        this.#clock.after(this.#random.whole(500, 20_000), () => (school.disk.isFull = false));
        return;
      case "refresh":
        school.exchange.refresh();
        return;
      case "announce":
        this.#announced.add(school.session);
        school.exchange.announce(this.#random.chance(0.2) ? null : { page: null, cursor: null });
        return;
      case "lie":
        if (this.#random.chance(0.4)) this.#liar.speakFor(school.member, school.session);
        else this.#liar.misbehave();
    }
  }

  #edit(school: School): void {
    this.#tokens += 1;
    const token = `${school.name}-${this.#tokens}`;
    const change = randomEdit(this.#random);
    void school.edit(this.#random.pick(DOCUMENTS), change, token);
  }

  async #addPicture(school: School): Promise<void> {
    const size = this.#random.whole(1, 200_000);
    const bytes = new Uint8Array(size).fill(this.#random.whole(0, 255));
    try {
      const hash = await school.storage.blobs.put(bytes, "image/png");
      await school.edit(PICTURES, (doc) => doc.getMap("pictures").set(hash, size));
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }

  #partition(): void {
    const groups: string[][] = [[], []];
    for (const { name } of this.#schools) this.#random.pick(groups).push(name);
    this.#random.pick(groups).push("liar");
    this.#network.partition(...groups);
  }

  #crash(school: School): void {
    this.#crashes += 1;
    school.crash();
    this.#clock.after(this.#random.whole(100, 10_000), () => this.#start(school));
  }

  async #heal(): Promise<void> {
    this.#isCalm = true;
    await this.#clock.advance(12_000);
    for (const school of this.#schools) school.disk.isFull = false;
    this.#network.heal();
    // A school that ended another's connection for a message that came late meets it again as after a lost cable.
    for (const { name } of this.#schools) this.#network.drop(name);
    this.#network.heal();
    await this.#clock.advance(100_000);
    for (const school of this.#schools) void school.lookForPictures(PICTURES);
    await this.#clock.advance(60_000);
  }

  /** At every moment: what a screen says of a partner is true, and nobody is shown whom nobody else can see. */
  #checkTruth(): void {
    for (const school of this.#schools) {
      if (!school.isRunning) continue;
      for (const presence of school.exchange.present.get()) {
        if (!this.#announced.has(presence.session)) this.#broken.add("present without a word");
        if (presence.session === school.session) this.#broken.add("present to oneself");
      }
      for (const other of this.#schools) {
        const partner = other === school ? undefined : school.partner(other);
        if (partner?.has.state === "everything" && other.isRunning) {
          for (const document of DOCUMENTS) this.#checkHas(school, other, document);
        }
      }
    }
  }

  #checkHas(school: School, other: School, document: string): void {
    // Only what the screen has called saved counts: the rest has not left the PC.
    const lacks = school.acknowledged.some(
      (known) => known.document === document && !other.hasOnDisk(known),
    );
    if (lacks) this.#broken.add(`${school.name} says that ${other.name} has it all`);
  }

  async #checkEnd(): Promise<readonly string[]> {
    const prints: string[] = [];
    for (const document of DOCUMENTS) {
      const seen = this.#schools.map((school) => school.read(document, readAll));
      // Reading takes its time on a slow disk.
      await this.#clock.advance(1000);
      const all = await Promise.all(seen);
      const [first] = all;
      if (first === undefined) continue;
      prints.push(first.print);
      if (all.some(({ print }) => print !== first.print)) {
        this.#broken.add(`${document} differs`);
      }
      for (const { isPending } of all) if (isPending) this.#broken.add(`${document} has gaps`);
      for (const school of this.#schools) {
        for (const { token, document: where } of school.acknowledged) {
          if (where === document && !first.tokens.has(token)) this.#broken.add(`${token} is lost`);
        }
      }
    }
    const picturesHere = this.#schools.map((school) => school.picturesNotHere(PICTURES));
    await this.#clock.advance(5000);
    for (const missing of await Promise.all(picturesHere)) {
      if (missing > 0) this.#broken.add(`${missing} pictures did not arrive`);
    }
    for (const school of this.#schools) {
      if (school.unsaved.length > 0) this.#broken.add(`${school.name} never saved`);
      for (const { member, kind } of school.exchange.offences.get().latest) {
        const isHonest = this.#schools.some((honest) => honest.member === member);
        if (isHonest) this.#broken.add(`${school.name} ended ${member}: ${kind}`);
      }
      for (const other of this.#schools) {
        if (other !== school && school.partner(other)?.has.state !== "everything") {
          this.#broken.add(`${school.name} does not know that ${other.name} has everything`);
        }
      }
    }
    return prints;
  }
}

function readAll(doc: Y.Doc) {
  return {
    print: fingerprint(doc),
    tokens: new Set(doc.getMap("tokens").keys()),
    isPending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
  };
}
