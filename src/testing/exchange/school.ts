import type * as Y from "yjs";
import { encodeHex } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { MemberId, SpaceId } from "../../domain/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import { type InvitationKeys, MemberLog, currentEpoch } from "../../membership/index.ts";
import {
  type Audience,
  type Clock,
  GatheredLink,
  InvitationCall,
  type PartnerState,
  PresenceRoom,
  type Rendezvous,
  type RoadLink,
  SpaceExchange,
} from "../../roads/index.ts";
import { StorageError } from "../../storage/index.ts";
import type { Someone } from "../member-world.ts";
import type { Random } from "../random.ts";
import { JoiningLog } from "./joining-log.ts";
import { MemoryJournal } from "./memory-journal.ts";
import type { PlantedFaults } from "./planted-faults.ts";
import { SchoolDisk, writeAfter } from "./school-disk.ts";

export interface SchoolParts {
  readonly name: string;
  readonly suite: Suite;
  readonly person: Someone;
  readonly clock: Clock;
  readonly random: Random;
  readonly join: (rendezvous: Rendezvous) => RoadLink;
  /** How long the disk takes, in milliseconds; 0 to answer at once. */
  readonly diskMs?: () => number;
  readonly faults?: PlantedFaults;
}

export interface Token {
  readonly document: DocumentName;
  readonly token: string;
}

interface Place {
  readonly audience: Audience;
  readonly at: Rendezvous;
}

interface Running {
  readonly journal: MemoryJournal;
  readonly exchange: SpaceExchange;
  readonly link: GatheredLink;
  readonly stops: readonly (() => void)[];
}

/** One school's PC with a real copy and a real exchange on a disk in memory; it can be killed and started again. */
export class School {
  readonly name: string;
  readonly person: Someone;
  readonly disk = new SchoolDisk();
  /** Topics of invitations at which this PC waits. */
  readonly #mailboxes = new Set<string>();
  /** Of all runs: what was called saved. */
  readonly acknowledged: Token[] = [];
  readonly sessions: string[] = [];
  /** What the exchange reported. */
  readonly failures: unknown[] = [];
  readonly #parts: SchoolParts;
  readonly #places = new Map<string, { readonly audience: Audience; readonly leave: () => void }>();
  #running: Running | null = null;
  #call: InvitationCall | null = null;
  #isAlive = { value: false };

  constructor(parts: SchoolParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.person = parts.person;
  }

  get member(): MemberId {
    return this.person.id;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  get journal(): MemoryJournal {
    return this.#now.journal;
  }

  get exchange(): SpaceExchange {
    return this.#now.exchange;
  }

  get link(): GatheredLink {
    return this.#now.link;
  }

  get session(): string {
    return this.journal.me.session;
  }

  /** As after an invitation by file: the log is on the disk. */
  giveLog(operations: readonly Uint8Array<ArrayBuffer>[]): void {
    this.disk.operations.push(...operations);
  }

  /** The copy that a program finds on the disk when it starts, without anything that speaks for it. */
  async openCopy(space: SpaceId): Promise<MemoryJournal> {
    const { suite, person, clock, faults } = this.#parts;
    const isAlive = { value: true };
    this.#isAlive = isAlive;
    const wait = (ms: number): Promise<void> =>
      ms === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            // Who was killed meanwhile never goes on.
            clock.after(ms, () => isAlive.value && resolve());
          });
    const write = writeAfter(() => wait(this.#parts.diskMs?.() ?? 0));
    const log = new MemberLog(suite, space);
    for (const operation of this.disk.operations) await log.receive(operation);
    return await MemoryJournal.open({
      suite,
      person,
      log,
      disk: this.disk,
      write: faults?.write?.(write) ?? write,
      now: () => clock.now(),
      wait,
    });
  }

  async start(space: SpaceId): Promise<void> {
    const { clock, random, faults } = this.#parts;
    const journal = await this.openCopy(space);
    this.sessions.push(journal.me.session);
    const link = new GatheredLink();
    const exchange = new SpaceExchange({
      link,
      road: "loopback",
      copy: faults?.copy?.(journal) ?? journal,
      clock,
      random: () => random.next(),
      presences: new PresenceRoom(),
      onFailure: (error) => {
        if (!(error instanceof StorageError)) throw error;
        this.failures.push(error);
      },
    });
    const follow = (): void => this.#follow(journal, link);
    const stops = [journal.keys.subscribe(follow), journal.heads.subscribe(follow)];
    this.#running = { journal, exchange, link, stops };
    follow();
  }

  /** Takes an invitation to those who know it, and starts as a member, or as one who waits, once they hold the join. */
  accept(
    keys: InvitationKeys,
    space: SpaceId,
    start: () => Promise<void> = () => this.start(space),
  ): void {
    const { suite, person, clock, join } = this.#parts;
    const topic = topicOf(keys);
    this.#mailboxes.add(topic);
    const log = new JoiningLog(suite, person, keys);
    this.#call = new InvitationCall({
      link: join(mailbox(topic)),
      clock,
      log,
      onDelivered: () => {
        if (log.standing === null) return "goOn";
        this.giveLog(log.operationsAfter([]));
        this.#call = null;
        void start();
        return "done";
      },
    });
  }

  /** The power goes: nothing is said to anybody, nothing is finished. */
  crash(): void {
    const { exchange, link, stops } = this.#now;
    this.#running = null;
    this.#isAlive.value = false;
    for (const stop of stops) stop();
    this.#places.clear();
    link.close();
    exchange.close();
  }

  close(): void {
    this.#call?.close();
    if (this.isRunning) this.crash();
  }

  /** Changes a document as a person does. `token` is remembered once it is saved. */
  async edit(document: DocumentName, change: (doc: Y.Doc) => void, token?: string): Promise<void> {
    const isKept = await this.journal.write(document, (doc) => {
      change(doc);
      if (token !== undefined) doc.getMap("tokens").set(token, this.name);
    });
    if (isKept && token !== undefined) this.acknowledged.push({ document, token });
  }

  /** Waits for those who know an invitation, too. */
  waitAt(topic: string): void {
    this.#mailboxes.add(topic);
    this.#follow(this.journal, this.link);
  }

  /** Goes away from where it waits, as after a lost network that others still have. */
  leavePlaces(): void {
    for (const { leave } of this.#places.values()) leave();
    this.#places.clear();
  }

  /** What the copy says of `other`. */
  partner(other: School): PartnerState | undefined {
    return this.#running?.exchange.partners.get().find(({ member }) => member === other.member);
  }

  /** Waits where its keys lead, and at its invitations. */
  #follow(journal: MemoryJournal, link: GatheredLink): void {
    const wanted = this.#placesFor(journal);
    for (const [name, place] of this.#places) {
      if (wanted.get(name)?.audience === place.audience) continue;
      this.#places.delete(name);
      place.leave();
    }
    for (const [name, { audience, at }] of wanted) {
      if (this.#places.has(name)) continue;
      const leave = link.add(this.#parts.join(at), audience);
      this.#places.set(name, { audience, leave });
    }
  }

  #placesFor(journal: MemoryJournal): ReadonlyMap<string, Place> {
    const { membership } = journal.log;
    const places = new Map<string, Place>();
    const current = membership === null ? null : currentEpoch(membership, "project");
    const isActive = membership?.members.get(this.member)?.status === "active";
    for (const [epoch, key] of journal.keys.get()) {
      const audience = epoch === current?.id && isActive ? "members" : "former";
      places.set(epoch, { audience, at: meetingPlace(epoch, key) });
    }
    for (const topic of this.#mailboxes) {
      places.set(topic, { audience: "invited", at: mailbox(topic) });
    }
    return places;
  }

  get #now(): Running {
    if (this.#running === null) throw new Error(`${this.name} is not running`);
    return this.#running;
  }
}

const meetingPlace = (epoch: string, key: Uint8Array): Rendezvous => ({
  topic: epoch,
  secret: encodeHex(key),
  hubs: [],
});

/** Where members meet, as far as this copy knows. */
export function currentPlace(journal: MemoryJournal): Rendezvous {
  const { membership } = journal.log;
  const epoch = membership === null ? null : currentEpoch(membership, "project");
  const key = epoch === null ? undefined : journal.keys.get().get(epoch.id);
  if (epoch === null || key === undefined) throw new Error("no key");
  return meetingPlace(epoch.id, key);
}

export const topicOf = (keys: InvitationKeys): string => encodeHex(keys.mailbox.publicKey);
export const mailbox = (topic: string): Rendezvous => ({ topic, secret: topic, hubs: [] });
