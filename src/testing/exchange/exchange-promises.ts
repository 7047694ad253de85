import type { BlobHash, MemberId } from "../../domain/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import type { MemberStatus } from "../../membership/index.ts";
import type { Message } from "../../roads/exchange/message.ts";
import type { SchoolDisk } from "./school-disk.ts";
import type { School } from "./school.ts";
import { type Said, type Schools, fingerprint } from "./schools.ts";

/** What only members may hear, and what the log alone is. */
const FOR_MEMBERS: ReadonlySet<Message["kind"]> = new Set([
  "overview",
  "recall",
  "listing",
  "have",
  "ask",
  "frames",
  "presence",
  "seek",
  "offer",
  "fetch",
  "chunk",
]);

/** What the exchange promises, watched from outside. */
export class ExchangePromises {
  /** Which were not kept, in words. */
  readonly broken = new Set<string>();
  readonly #schools: Schools;
  /** By name; it may say of itself what it likes. */
  readonly #liar: string;
  /** Sessions that have said that they are here. */
  readonly #announced = new Set<string>();

  constructor(schools: Schools, liar: string) {
    this.#schools = schools;
    this.#liar = liar;
  }

  noteAnnounced(session: string): void {
    this.#announced.add(session);
  }

  /** Before anything is sent: whoever the sender knows to be no member hears nothing that is for members. */
  checkSaid({ by, to, message }: Said): void {
    if (!FOR_MEMBERS.has(message.kind) || by === this.#liar) return;
    const sender = this.#all.find(({ name }) => name === by);
    const other = this.#schools.schools.find(({ name }) => name === to);
    if (sender?.isRunning !== true || other === undefined) return;
    // What is being kept at this moment is known to nobody yet.
    if (!isLogTold(sender)) return;
    if (this.#standing(sender, other.member) !== "active") {
      this.broken.add(`someone who is no member was sent ${message.kind}`);
    }
  }

  /** At every moment: what a screen says of a partner is true, and nobody is shown whom nobody else can see. */
  checkTruth(): void {
    for (const school of this.#running) {
      for (const { session, member } of school.exchange.present.get()) {
        const isHonest = this.#all.some((one) => one.sessions.includes(session));
        if (isHonest && !this.#announced.has(session)) this.broken.add("present without a word");
        if (member === school.member) this.broken.add("present to oneself");
      }
      for (const other of this.#running) {
        if (other === school || school.partner(other)?.has.state !== "everything") continue;
        this.#checkHas(school, other);
      }
    }
  }

  #checkHas(school: School, other: School): void {
    const { journal, disk } = school;
    const [ours, theirs] = [indexOf(disk), indexOf(other.disk)];
    // Between a write and its announcement, a disk is ahead of what a screen says.
    if (isLogTold(school) && !isWithin(ours.operations, theirs.operations)) {
      this.broken.add("said to know everything, and does not");
    }
    const have = journal.have.get();
    const areFramesTold = disk.frames.every(({ feed, next }) => next <= (have.get(feed) ?? -1));
    if (areFramesTold && !isWithin(ours.frames, theirs.frames)) {
      this.broken.add("said to have everything, and has not");
    }
  }

  /** When everything has healed: what the members see, which is the same for the same seed. */
  checkEnd(members: readonly School[]): readonly string[] {
    const [first] = members;
    if (first === undefined) return [];
    const prints: string[] = [];
    const heads = first.journal.heads.get().join();
    for (const document of this.#schools.pages) {
      const read = members.map((school) => readAll(school, document));
      prints.push(read[0]?.print ?? "");
      if (read.some(({ print }) => print !== read[0]?.print)) this.broken.add("documents differ");
      if (read.some(({ isPending }) => isPending)) this.broken.add("a document has gaps");
      for (const school of members) {
        for (const { token, document: where } of school.acknowledged) {
          if (where === document && !read.every(({ tokens }) => tokens.has(token))) {
            this.broken.add("something that was saved is lost");
          }
        }
      }
    }
    for (const school of members) this.#checkSchool(school, members, heads);
    return [...prints, heads];
  }

  #checkSchool(school: School, members: readonly School[], heads: string): void {
    if (school.journal.heads.get().join() !== heads) this.broken.add("logs differ");
    const frames = (of: School): string => of.disk.frames.map(nameOf).sort().join();
    if (members.some((other) => frames(other) !== frames(school))) this.broken.add("frames differ");
    // What only one had who was removed is gone with them.
    const isThere = (hash: BlobHash): boolean => members.some(({ disk }) => disk.blobs.has(hash));
    if (school.journal.wanted.get().some(isThere)) this.broken.add("a picture did not arrive");
    for (const { member, kind } of school.exchange.offences.get().latest) {
      const isHonest = this.#all.some((honest) => honest.member === member);
      if (isHonest) this.broken.add(`an honest school was ended: ${kind}`);
    }
    for (const other of members) {
      if (other !== school && school.partner(other)?.has.state !== "everything") {
        this.broken.add("not known to have everything in the end");
      }
    }
  }
  get #all(): readonly School[] {
    return this.#schools.schools.filter(({ name }) => name !== this.#liar);
  }

  get #running(): readonly School[] {
    return this.#all.filter(({ isRunning }) => isRunning);
  }

  #standing(at: School, member: MemberId): MemberStatus | null {
    return at.journal.log.membership?.members.get(member)?.status ?? null;
  }
}

const isLogTold = ({ journal }: School): boolean =>
  journal.heads.get().join() === journal.log.heads.join();

interface DiskIndex {
  readonly operations: Set<string>;
  readonly frames: Set<string>;
  read: number;
  readFrames: number;
}

const indexes = new WeakMap<SchoolDisk, DiskIndex>();

/** Names of all that is on a disk, where things are only added. */
function indexOf(disk: SchoolDisk): DiskIndex {
  const index = indexes.get(disk) ?? {
    operations: new Set(),
    frames: new Set(),
    read: 0,
    readFrames: 0,
  };
  indexes.set(disk, index);
  for (const operation of disk.operations.slice(index.read)) {
    index.operations.add(Buffer.from(operation).toString("latin1"));
  }
  for (const frame of disk.frames.slice(index.readFrames)) index.frames.add(nameOf(frame));
  index.read = disk.operations.length;
  index.readFrames = disk.frames.length;
  return index;
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  if (some.size > all.size) return false;
  for (const one of some) if (!all.has(one)) return false;
  return true;
}

const nameOf = (frame: {
  readonly feed: string;
  readonly kind: string;
  readonly sequence: number;
}) => `${frame.feed} ${frame.kind} ${frame.sequence}`;

function readAll(school: School, document: DocumentName) {
  const doc = school.journal.read(document);
  return {
    print: fingerprint(doc),
    tokens: new Set(doc.getMap("tokens").keys()),
    isPending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
  };
}
