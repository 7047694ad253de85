import { encodeHex, reportFault } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type { MemberId } from "../domain/index.ts";
import {
  type Epoch,
  type InvitationKeys,
  type Membership,
  activeMembers,
  currentEpoch,
  roadKey,
  topicKeys,
} from "../membership/index.ts";
import type { Rendezvous, Road } from "../roads/index.ts";
import type { SpaceJournal } from "./journal/index.ts";
import { MergedLink } from "./merged-link.ts";

/** Members who were away for longer find each other by the sync parcel or a new invitation. */
const MOST_EPOCHS = 4;
const LABEL = "live";

interface Parts {
  readonly suite: Suite;
  readonly road: Road;
  readonly journal: Pick<SpaceJournal, "membership" | "keys">;
  readonly me: MemberId;
  readonly hubs: () => readonly string[];
  /** Whether a member has been seen to know an operation of the log. */
  readonly isKnownTo: (member: MemberId, operation: string) => boolean;
}

/**
 * Where the members of a space meet: under the keys of the current epoch, and of former ones as long as someone may not have heard
 * that there is a newer. Who was removed waits at a place that the others leave.
 */
export class MeetingPlaces {
  readonly link = new MergedLink();
  readonly #parts: Parts;
  readonly #stops: readonly (() => void)[];
  readonly #joined = new Set<string>();
  #following: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { membership, keys } = parts.journal;
    this.#stops = [
      membership.subscribe(() => this.follow()),
      keys.subscribe(() => this.follow()),
    ];
    this.follow();
  }

  /** Looks again which places are worth being at. */
  follow(): void {
    this.#following = this.#following
      .then(() => this.#settle())
      .catch((error: unknown) => reportFault("a meeting place was not found", error));
  }

  /** After the hubs changed: every place is left and entered anew. */
  moveHubs(): void {
    for (const name of this.#joined) this.link.remove(name);
    this.#joined.clear();
    this.follow();
  }

  /** `link` itself is closed by the exchange that it was given to. */
  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
  }

  async #settle(): Promise<void> {
    const { journal, road, suite, hubs } = this.#parts;
    const membership = journal.membership.get();
    const epochs = membership === null ? [] : this.#epochsToMeetIn(membership);
    for (const name of this.#joined) {
      if (epochs.some(({ id }) => id === name)) continue;
      this.#joined.delete(name);
      this.link.remove(name);
    }
    for (const { id } of epochs) {
      const key = journal.keys.get().get(id);
      if (key === undefined || this.#joined.has(id)) continue;
      const rendezvous = await rendezvousOf(suite, key, hubs());
      if (this.#isClosed) return;
      this.#joined.add(id);
      this.link.add(id, road.join(rendezvous));
    }
  }

  #epochsToMeetIn(membership: Membership): readonly Epoch[] {
    const { me, isKnownTo } = this.#parts;
    const current = currentEpoch(membership, "project");
    const standing = membership.members.get(me)?.status;
    if (current === null || standing !== "active") return [];
    const epochs = membership.epochs.filter(({ scope }) => scope === "project");
    const others = activeMembers(membership).filter(({ id }) => id !== me);
    const former = epochs.filter((epoch, index) => {
      if (epoch.id === current.id) return false;
      const next = epochs[index + 1];
      return next === undefined || others.some(({ id }) => !isKnownTo(id, next.id));
    });
    return [current, ...former.slice(-(MOST_EPOCHS - 1))];
  }
}

async function rendezvousOf(
  suite: Suite,
  epochKey: Uint8Array,
  hubs: readonly string[],
): Promise<Rendezvous> {
  const [topic, secret] = await Promise.all([
    topicKeys(suite, epochKey, LABEL),
    roadKey(suite, epochKey, LABEL),
  ]);
  return { topic: encodeHex(topic.publicKey), secret: encodeHex(secret), hubs };
}

/** Where whoever holds an invitation meets the PC that made it. */
export function mailboxOf(keys: InvitationKeys, hubs: readonly string[]): Rendezvous {
  return {
    topic: encodeHex(keys.mailbox.publicKey),
    secret: encodeHex(keys.sealing),
    hubs,
  };
}
