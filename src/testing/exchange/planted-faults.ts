import type { Suite } from "../../cryptography/index.ts";
import type { MemberId } from "../../domain/index.ts";
import { type FeedId, decodeFeedHeader, decodeFrame } from "../../journal/index.ts";
import { textOfId } from "../../membership/index.ts";
import type { JournalCopy, Recognition } from "../../roads/index.ts";
import { immediateSuite } from "./immediate-suite.ts";
import type { MemoryJournal } from "./memory-journal.ts";
import type { SchoolDisk, WriteToDisk } from "./school-disk.ts";

/** Mistakes that a simulation has to notice. */
export interface PlantedFaults {
  readonly write?: (write: WriteToDisk) => WriteToDisk;
  readonly copy?: (copy: MemoryJournal) => JournalCopy;
}

/** Mistakes that have been made elsewhere. A simulation that does not find each of them proves nothing. */
export const PLANTED_FAULTS = {
  "frames are called kept before they are written": { write: answerBeforeWriting },
  "every second round is not written": { write: skipEverySecondWrite },
  "one's own frames are not given to others": { copy: forgetOwnFrames },
  "logs are taken for equal without a look": { copy: tellNoHeads },
  "one who was removed stays a member on an open connection": { copy: recogniseOnce },
  "an introduction is believed on any connection": { copy: believeEveryIntroduction },
  "whatever a partner claims to have is believed to be here": { copy: boastOfWhatWasHeard },
} as const satisfies Record<string, PlantedFaults>;

function answerBeforeWriting(write: WriteToDisk): WriteToDisk {
  return (disk, change) => {
    // The mistake: nobody waits, and nobody hears that it failed.
    write(disk, change).catch(() => undefined);
    return Promise.resolve();
  };
}

/** The mistake: a round is taken for one that is there already. */
function skipEverySecondWrite(write: WriteToDisk): WriteToDisk {
  const counts = new WeakMap<SchoolDisk, number>();
  return (disk, change) => {
    const count = (counts.get(disk) ?? 0) + 1;
    counts.set(disk, count);
    return write(disk, count % 2 === 0 ? () => undefined : change);
  };
}

function forgetOwnFrames(copy: MemoryJournal): JournalCopy {
  return {
    ...delegateTo(copy),
    onWritten: () => () => undefined,
    framesFor: async (...asked) => {
      const { frames, rest } = await copy.framesFor(...asked);
      return { frames: frames.filter((frame) => feedOf(frame) !== copy.me.session), rest };
    },
  };
}

function feedOf(frame: Uint8Array): FeedId | null {
  const label = decodeFrame(frame);
  return label.ok ? label.value.feed : null;
}

function tellNoHeads(copy: MemoryJournal): JournalCopy {
  const heads = { get: () => NO_HEADS, subscribe: () => () => undefined };
  return { ...delegateTo(copy), heads };
}

const NO_HEADS: readonly string[] = [];

/** The mistake: what was once found out about a connection is not asked again. */
function recogniseOnce(copy: MemoryJournal): JournalCopy {
  const known = new Map<string, Recognition>();
  return {
    ...delegateTo(copy),
    recognise: async (introduction, challenges) => {
      const name = introduction.join();
      const recognition = known.get(name) ?? (await copy.recognise(introduction, challenges));
      if (recognition.kind === "member") known.set(name, recognition);
      return recognition;
    },
  };
}

/** The mistake: the header alone proves nothing about who sends it. */
function believeEveryIntroduction(copy: MemoryJournal): JournalCopy {
  const suite: Suite = immediateSuite();
  return {
    ...delegateTo(copy),
    recognise: (introduction) => {
      const header = decodeFeedHeader(suite, introduction.subarray(0, -64));
      if (!header.ok) return Promise.resolve({ kind: "false" });
      const member = textOfId<MemberId>(header.value.member);
      const isActive = copy.log.membership?.members.get(member)?.status === "active";
      return Promise.resolve(
        isActive ? { kind: "member", member, session: header.value.id } : { kind: "stranger" },
      );
    },
  };
}

/** The mistake: what is on its way is counted as here. */
function boastOfWhatWasHeard(copy: MemoryJournal): JournalCopy {
  const heard = new Map<FeedId, number>();
  return {
    ...delegateTo(copy),
    have: {
      get: () => (heard.size === 0 ? copy.have.get() : new Map([...copy.have.get(), ...heard])),
      subscribe: (listener) => copy.have.subscribe(listener),
    },
    receiveFrames: async (frames, from) => {
      for (const frame of frames) {
        const label = decodeFrame(frame);
        if (!label.ok) continue;
        const { feed, sequence, count } = label.value;
        heard.set(feed, Math.max(heard.get(feed) ?? 0, sequence + count));
      }
      return await copy.receiveFrames(frames, from);
    },
  };
}

/** The same copy, ready to have one of its answers replaced. */
export function delegateTo(copy: JournalCopy): JournalCopy {
  return {
    me: copy.me,
    heads: copy.heads,
    have: copy.have,
    blobs: copy.blobs,
    introduce: (challenges) => copy.introduce(challenges),
    recognise: (introduction, challenges) => copy.recognise(introduction, challenges),
    operationsAfter: (heads) => copy.operationsAfter(heads),
    receiveOperations: (operations) => copy.receiveOperations(operations),
    documentsBehind: (theirs) => copy.documentsBehind(theirs),
    framesFor: (theirs, mostBytes, first) => copy.framesFor(theirs, mostBytes, first),
    receiveFrames: (frames, from) => copy.receiveFrames(frames, from),
    onWritten: (listener) => copy.onWritten(listener),
  };
}
