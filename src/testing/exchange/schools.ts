import * as Y from "yjs";
import { randomBytes } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { MemberId, SpaceId } from "../../domain/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import {
  type InvitationKeys,
  type InvitationWay,
  documentIdOf,
  entitledMembers,
  keysOfSeed,
  makeGrant,
  makeRotation,
  loggedFeedId,
  makeSeed,
  missingKeys,
  needsRotation,
} from "../../membership/index.ts";
import { decodeMessage } from "../../roads/exchange/message-codec.ts";
import type { Message } from "../../roads/exchange/message.ts";
import {
  type GatheredLink,
  LoopbackNetwork,
  type Rendezvous,
  type RoadLink,
  gatherOne,
} from "../../roads/index.ts";
import { type Copy, IZMIR, foundBy, recordOf, someone } from "../member-world.ts";
import { Random } from "../random.ts";
import { VirtualClock } from "../virtual-clock.ts";
import { immediateSuite } from "./immediate-suite.ts";
import type { MemoryJournal } from "./memory-journal.ts";
import { School, type SchoolParts, currentPlace, mailbox, topicOf } from "./school.ts";
import { Stranger } from "./stranger.ts";

export interface Said {
  readonly by: string;
  readonly to: string;
  readonly message: Message;
  readonly bytes: number;
}

export interface SchoolsOptions {
  readonly seed?: number;
  readonly delayMs?: (random: Random) => number;
  readonly school?: (schools: Schools) => Partial<SchoolParts>;
  readonly wrap?: (link: RoadLink, schools: Schools) => RoadLink;
}

/** Shared by all worlds of a test file: keys that were found sound once stay so. */
const suite: Suite = immediateSuite();

const PAGES = 3;

/** Several schools of one project on one loopback network in virtual time. */
export class Schools {
  readonly suite = suite;
  readonly clock = new VirtualClock();
  readonly random: Random;
  readonly network: LoopbackNetwork;
  readonly schools: School[] = [];
  readonly pages: readonly DocumentName[];
  readonly space: SpaceId;
  /** Everything that schools have said, in order. */
  readonly said: Said[] = [];
  /** Called with it before it is sent. */
  onSaid: (said: Said) => void = () => undefined;
  readonly #ends = new Map<string, Set<string>>();
  readonly #options: SchoolsOptions;

  private constructor(space: SpaceId, pages: readonly DocumentName[], options: SchoolsOptions) {
    this.random = new Random(options.seed ?? 1);
    this.pages = pages;
    this.space = space;
    this.#options = options;
    this.network = new LoopbackNetwork({
      scheduler: {
        now: () => this.clock.now(),
        after: (ms, task) => {
          this.clock.after(ms, task);
        },
      },
      delayMs: () => options.delayMs?.(this.random) ?? 20,
    });
  }

  /** A project founded by the first, with the others added as teachers; nobody is running yet. */
  static async found(names: readonly string[], options: SchoolsOptions = {}): Promise<Schools> {
    const people = await Promise.all(names.map((_, index) => realPerson(index + 1)));
    const [founder, ...others] = people;
    if (founder === undefined) throw new Error("nobody founds");
    const copy = await foundBy(suite, founder);
    if (others.length > 0) {
      const members = others.map((person) => recordOf(person, "teacher", IZMIR));
      members.sort((one, other) => (one.signingKey.join() < other.signingKey.join() ? -1 : 1));
      await copy.do({ kind: "add", members });
    }
    const pages: DocumentName[] = [];
    for (let page = 0; page < PAGES; page += 1) {
      const nonce = randomBytes(16);
      const rights = { editors: "everyone", listed: [], visibility: "open" } as const;
      await copy.do({ kind: "create", nonce, class: "page", rights });
      const id = documentIdOf(suite, copy.log.space, founder.id, nonce);
      pages.push(`page:${id}` as DocumentName);
    }
    await rotate(copy);
    const schools = new Schools(copy.log.space, pages, options);
    names.forEach((name, index) => {
      const person = people[index];
      if (person === undefined) return;
      const school = schools.add(name, person);
      school.giveLog(copy.log.missingFrom([]));
    });
    return schools;
  }

  get founder(): School {
    return this.school(0);
  }

  get page(): DocumentName {
    const [page] = this.pages;
    if (page === undefined) throw new Error("no page");
    return page;
  }

  school(index: number): School {
    const school = this.schools[index];
    if (school === undefined) throw new Error(`there is no school ${index}`);
    return school;
  }

  add(name: string, person: SchoolParts["person"], parts: Partial<SchoolParts> = {}): School {
    const { clock, random } = this;
    const wrap = this.#options.wrap ?? ((link: RoadLink) => link);
    const school = new School({
      name,
      suite,
      person,
      clock,
      random,
      join: (rendezvous) => wrap(this.join(name, rendezvous), this),
      ...this.#options.school?.(this),
      ...parts,
    });
    this.schools.push(school);
    return school;
  }

  /** All are started, and have met. */
  async start(...schools: readonly School[]): Promise<void> {
    for (const school of schools.length > 0 ? schools : this.schools)
      await school.start(this.space);
    await this.clock.advance(3000);
  }

  join(place: string, rendezvous: Rendezvous): RoadLink {
    const link = this.network.road(place).join(rendezvous);
    link.peers.subscribe(() => {
      for (const { binding } of link.peers.get()) {
        this.#ends.set(binding, (this.#ends.get(binding) ?? new Set()).add(place));
      }
    });
    const send = link.send.bind(link);
    link.send = (peer, lane, message) => {
      const decoded = decodeMessage(message, lane);
      const binding = link.peers.get().find(({ id }) => id === peer)?.binding ?? "";
      const [to] = [...(this.#ends.get(binding) ?? [])].filter((end) => end !== place);
      if (decoded.ok) {
        const said = { by: place, to: to ?? "", message: decoded.value, bytes: message.length };
        this.said.push(said);
        this.onSaid(said);
      }
      return send(peer, lane, message);
    };
    return link;
  }

  /** A member who speaks by hand from the PC of a school that is not running. */
  async speakAs(school: School): Promise<Stranger & { readonly journal: MemoryJournal }> {
    const journal = await school.openCopy(this.space);
    const link = this.join(school.name, currentPlace(journal));
    const stranger = Object.assign(new Stranger(link, journal), { journal });
    await this.clock.advance(1000);
    return stranger;
  }

  /** One who knows where the members of `school` meet, and nothing else. */
  async eavesdrop(place: string, school: School): Promise<Stranger> {
    const stranger = new Stranger(this.join(place, currentPlace(school.journal)), null);
    await this.clock.advance(1000);
    return stranger;
  }

  /** Where the members of `host` meet, one who introduces themselves by another copy. */
  async introduceAt(host: MemoryJournal, copy: MemoryJournal): Promise<Stranger> {
    const stranger = new Stranger(this.join("stranger", currentPlace(host)), copy);
    await this.clock.advance(1000);
    return stranger;
  }

  /** One who knows an invitation and speaks by hand. */
  async knock(keys: InvitationKeys): Promise<Stranger> {
    const stranger = new Stranger(this.join("stranger", mailbox(topicOf(keys))), null);
    await this.clock.advance(1000);
    return stranger;
  }

  gatherAt(place: string, host: MemoryJournal): GatheredLink {
    return gatherOne(this.join(place, currentPlace(host)), "members");
  }

  /** What `by` has said, to `to` if named. */
  saidBy(by: string, to?: string): readonly Message[] {
    return this.said
      .filter((said) => said.by === by && (to === undefined || said.to === to))
      .map(({ message }) => message);
  }

  async invite(by: School, way: InvitationWay = "file"): Promise<InvitationKeys> {
    const keys = await keysOfSeed(suite, makeSeed());
    await by.journal.act({
      kind: "invite",
      key: keys.signing.publicKey,
      way,
      role: "teacher",
      school: IZMIR,
      mentor: null,
      maxUses: 3,
      expiresAt: 0,
    });
    by.waitAt(topicOf(keys));
    return keys;
  }

  /** As the founder does it: what was here of theirs counts, and a new key for everyone else. */
  async remove(by: School, member: MemberId): Promise<void> {
    const { journal } = by;
    const cutOffs = journal
      .feedsOf(member)
      .map((feed) => ({ feed: loggedFeedId(feed), kept: journal.have.get().get(feed) ?? 0 }))
      .sort((one, other) => (one.feed < other.feed ? -1 : 1));
    await journal.act({ kind: "remove", member, cutOffs });
  }

  /** What a device of the staff does by itself: keys for those who lack them, a new one after a removal. */
  async duties(by: Pick<School, "journal">): Promise<void> {
    const { journal } = by;
    const { membership } = journal.log;
    if (membership === null) return;
    for (const [id, epochs] of missingKeys(membership, "project")) {
      const recipient = membership.members.get(id);
      const keys = new Map(
        epochs.flatMap((epoch) => {
          const key = journal.keys.get().get(epoch.id);
          return key === undefined ? [] : [[epoch.id, key] as const];
        }),
      );
      if (recipient === undefined || keys.size === 0) continue;
      const grant = await makeGrant(suite, this.space, recipient, keys);
      if (grant !== null) await journal.act(grant);
    }
    if (needsRotation(membership, "project")) await this.rotate(by);
  }

  async rotate({ journal }: Pick<School, "journal">): Promise<void> {
    const { membership } = journal.log;
    if (membership === null) return;
    const members = entitledMembers(membership, "project");
    await journal.act((await makeRotation(suite, this.space, "project", members)).body);
  }

  close(): void {
    for (const school of this.schools) school.close();
  }
}

/** The same person in every run, with keys that open what is sealed for them. */
export async function realPerson(number: number): Promise<School["person"]> {
  const seed = new Uint8Array(32).fill(number);
  const person = await someone(suite, number);
  return { ...person, agreement: await suite.makeAgreementKeys(seed) };
}

async function rotate(copy: Copy): Promise<void> {
  const members = entitledMembers(copy.membership, "project");
  await copy.do((await makeRotation(suite, copy.log.space, "project", members)).body);
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
