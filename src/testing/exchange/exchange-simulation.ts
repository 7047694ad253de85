import type { BlobHash, MemberId } from "../../domain/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import type { MemberStatus } from "../../membership/index.ts";
import { StorageError } from "../../storage/index.ts";
import type { Random } from "../random.ts";
import { ExchangePromises } from "./exchange-promises.ts";
import { FaultyLink, type LinkFaults } from "./faulty-link.ts";
import { blobHashOf } from "./memory-journal.ts";
import { Liar } from "./liar.ts";
import { randomDeletion, randomEdit } from "./random-edit.ts";
import type { PlantedFaults } from "./planted-faults.ts";
import type { School } from "./school.ts";
import { Schools, realPerson } from "./schools.ts";

const NAMES = ["lisbon", "izmir", "krakow", "tromso"] as const;
const LIAR = "mallory";

const CALM: LinkFaults = { lost: 0, duplicated: 0, late: 0 };
const ROUGH: LinkFaults = { lost: 0.01, duplicated: 0.02, late: 0.01 };

const ACTIONS = {
  edit: 60,
  delete: 10,
  picture: 3,
  partition: 4,
  heal: 4,
  drop: 4,
  crash: 4,
  fillDisk: 2,
  refresh: 2,
  announce: 6,
  lie: 6,
  invite: 4,
  remove: 3,
  rotate: 1,
  confirm: 4,
} as const;

export interface SimulationResult {
  /** What went wrong, in words; empty when every promise was kept. */
  readonly broken: readonly string[];
  readonly acknowledged: number;
  readonly crashes: number;
  readonly joined: number;
  readonly removed: number;
  /** Everything that every school saw at the end: the same for the same seed. */
  readonly fingerprint: string;
}

/** Some schools write for a while over a bad network, while people come and go; then everything heals, and the promises are checked. */
export class ExchangeSimulation {
  readonly #seed: number;
  readonly #faults: PlantedFaults;
  #schools!: Schools;
  #liar!: Liar;
  #promises!: ExchangePromises;
  #isCalm = false;
  #tokens = 0;
  #crashes = 0;
  #joined = 0;
  #removed = 0;

  constructor(seed: number, faults: PlantedFaults = {}) {
    this.#seed = seed;
    this.#faults = faults;
  }

  async run(steps: number): Promise<SimulationResult> {
    await this.#begin();
    const { clock } = this.#schools;
    for (let step = 0; step < steps; step += 1) {
      this.#act();
      this.#promises.checkTruth();
      await clock.advance(this.#random.whole(20, 900));
    }
    await this.#heal();
    const prints = this.#promises.checkEnd(this.#members());
    const acknowledged = this.#all.reduce((sum, school) => sum + school.acknowledged.length, 0);
    this.#schools.close();
    this.#liar.close();
    return {
      broken: [...this.#promises.broken],
      acknowledged,
      crashes: this.#crashes,
      joined: this.#joined,
      removed: this.#removed,
      fingerprint: JSON.stringify(prints),
    };
  }

  get #random(): Random {
    return this.#schools.random;
  }

  /** Without the liar. */
  get #all(): readonly School[] {
    return this.#schools.schools.filter(({ name }) => name !== LIAR);
  }

  get #running(): readonly School[] {
    return this.#all.filter(({ isRunning }) => isRunning);
  }

  async #begin(): Promise<void> {
    const count = 2 + (this.#seed % 3);
    this.#schools = await Schools.found([...NAMES.slice(0, count), LIAR], {
      seed: this.#seed,
      delayMs: (random) => random.whole(1, 60),
      school: ({ random }) => ({ diskMs: () => random.whole(1, 30), faults: this.#faults }),
      wrap: (link, { clock, random }) =>
        new FaultyLink(link, clock, random, () => (this.#isCalm ? CALM : ROUGH)),
    });
    this.#promises = new ExchangePromises(this.#schools, LIAR);
    this.#schools.onSaid = (said) => this.#promises.checkSaid(said);
    for (const one of this.#all) await this.#start(one);
    const liar = this.#schools.schools.find(({ name }) => name === LIAR);
    if (liar === undefined) throw new Error("nobody lies");
    this.#liar = await Liar.join(this.#schools, liar);
    await this.#schools.clock.advance(500);
  }

  async #start(school: School): Promise<void> {
    await school.start(this.#schools.space);
    school.exchange.partners.subscribe(() => this.#promises.checkTruth());
    school.journal.heads.subscribe(() => this.#dutiesLater(school));
    this.#dutiesLater(school);
  }

  /** The founder's PC at once, those of others when it has had its time. */
  #dutiesLater(school: School): void {
    const { clock } = this.#schools;
    const { journal } = school;
    const isFounder = school === this.#schools.founder;
    clock.after(isFounder ? this.#random.whole(100, 1000) : 20_000, () => {
      if (!school.isRunning || school.journal !== journal || !this.#isActive(school)) return;
      this.#attempt(this.#schools.duties(school));
    });
  }

  #isActive(school: School): boolean {
    return this.#standing(school, school.member) === "active";
  }

  #standing(at: School, member: MemberId): MemberStatus | null {
    return at.journal.log.membership?.members.get(member)?.status ?? null;
  }

  #act(): void {
    const running = this.#running;
    if (running.length === 0) return;
    const school = this.#random.pick(running);
    switch (this.#random.weighted(ACTIONS)) {
      case "edit":
        this.#edit(school);
        return;
      case "delete":
        this.#change(school, (document) => school.edit(document, randomDeletion(this.#random)));
        return;
      case "picture":
        this.#change(school, () => this.#addPicture(school));
        return;
      case "partition":
        this.#partition();
        return;
      case "heal":
        this.#schools.network.heal();
        return;
      case "drop":
        this.#schools.network.drop(school.name);
        return;
      case "crash":
        this.#crash(school);
        return;
      case "fillDisk":
        school.disk.isFull = true;
        this.#schools.clock.after(this.#random.whole(500, 20_000), () => {
          school.disk.isFull = false;
        });
        return;
      case "refresh":
        school.exchange.refresh();
        return;
      case "announce":
        this.#promises.noteAnnounced(school.session);
        school.exchange.announce(this.#random.chance(0.2) ? null : { page: null, cursor: null });
        return;
      case "lie":
        this.#liar.misbehave();
        return;
      case "invite":
        this.#attempt(this.#invite());
        return;
      case "remove":
        this.#attempt(this.#remove());
        return;
      case "rotate":
        this.#attempt(this.#rotate(school));
        return;
      case "confirm":
        this.#attempt(this.#confirm());
    }
  }

  /** What fails for a full disk is tried by nobody again. */
  #attempt(act: Promise<void>): void {
    act.catch((error: unknown) => {
      if (!(error instanceof StorageError)) throw error;
    });
  }

  #change(school: School, change: (document: DocumentName) => Promise<void>): void {
    if (!this.#isActive(school)) return;
    this.#attempt(change(this.#random.pick(this.#schools.pages)));
  }

  #edit(school: School): void {
    this.#tokens += 1;
    const token = `${school.name}-${this.#tokens}`;
    const edit = randomEdit(this.#random);
    this.#change(school, (document) => school.edit(document, edit, token));
  }

  async #addPicture(school: School): Promise<void> {
    const size = this.#random.whole(1, 150_000);
    const bytes = new Uint8Array(size).fill(this.#random.whole(0, 255));
    const hash = blobHashOf(this.#schools.suite, bytes);
    if (!(await school.journal.blobs.put(hash, bytes, "image/png"))) return;
    await school.edit(this.#schools.page, (doc) => doc.getMap("pictures").set(hash, size));
  }

  #partition(): void {
    const groups: string[][] = [[], []];
    for (const { name } of this.#schools.schools) this.#random.pick(groups).push(name);
    this.#schools.network.partition(...groups);
  }

  #crash(school: School): void {
    this.#crashes += 1;
    school.crash();
    this.#schools.clock.after(this.#random.whole(100, 10_000), () => void this.#start(school));
  }

  async #invite(): Promise<void> {
    const { founder } = this.#schools;
    if (!founder.isRunning || this.#schools.schools.length > 6) return;
    const name = `newcomer${this.#schools.schools.length}`;
    const newcomer = this.#schools.add(name, await realPerson(this.#schools.schools.length + 20));
    const way = this.#random.pick(["file", "code"] as const);
    const keys = await this.#schools.invite(founder, way);
    this.#joined += 1;
    newcomer.accept(keys, this.#schools.space, () => this.#start(newcomer));
  }

  /** The founder lets in everyone who waits. */
  async #confirm(): Promise<void> {
    const { founder } = this.#schools;
    if (!founder.isRunning) return;
    const members = [...(founder.journal.log.membership?.members.values() ?? [])];
    for (const { id, role, status } of members) {
      if (status !== "pending" || !founder.isRunning) continue;
      await founder.journal.act({ kind: "role", member: id, role, mentor: null, cutOffs: [] });
    }
  }

  async #remove(): Promise<void> {
    const { founder } = this.#schools;
    const others = this.#all.filter((school) => school !== founder);
    if (!founder.isRunning || this.#removed > 0 || others.length < 2) return;
    const { member } = this.#random.pick(others);
    if (this.#standing(founder, member) !== "active") return;
    this.#removed += 1;
    await this.#schools.remove(founder, member);
  }

  async #rotate(school: School): Promise<void> {
    if (this.#isActive(school)) await this.#schools.rotate(school);
  }

  async #heal(): Promise<void> {
    const { clock, network } = this.#schools;
    this.#isCalm = true;
    await clock.advance(12_000);
    for (const school of this.#all) school.disk.isFull = false;
    network.heal();
    await clock.advance(1000);
    this.#attempt(this.#confirm());
    await clock.advance(1000);
    // Whoever was ended for a message that came late, or waited for a key, meets the others again as after a lost cable.
    for (const { name } of this.#schools.schools) network.drop(name);
    network.heal();
    await clock.advance(150_000);
    for (const school of this.#members()) this.#want(school);
    await clock.advance(60_000);
  }

  /** By the founder's log, which in the end is everybody's. */
  #members(): readonly School[] {
    const { founder } = this.#schools;
    return this.#running.filter((school) => this.#standing(founder, school.member) === "active");
  }

  #want(school: School): void {
    const pictures = school.journal.read(this.#schools.page).getMap("pictures").keys();
    const missing = ([...pictures] as BlobHash[]).filter((hash) => !school.disk.blobs.has(hash));
    school.journal.wanted.set(missing);
  }
}
