import { type Store, encodeHex, reportFault } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type { MemberId } from "../domain/index.ts";
import {
  type Epoch,
  type LoggedInvitation,
  type Membership,
  type OperationId,
  activeMembers,
  currentEpoch,
  roadKey,
  topicKeys,
} from "../membership/index.ts";
import { type Audience, GatheredLink, type Road } from "../roads/index.ts";
import type { SpaceJournal } from "./journal/index.ts";
import type { InvitationSecrets } from "./people/invitation-secrets.ts";
import type { Mailbox, SpaceRecord } from "./stored-records.ts";

/** Each place costs connections of its own. Who was away for longer than so many changes of keys needs to be invited anew. */
const MOST_FORMER = 3;
const MOST_MAILBOXES = 8;
const LABEL = "live";

interface Parts {
  readonly suite: Suite;
  readonly road: Road;
  readonly me: MemberId;
  readonly journal: Pick<SpaceJournal, "membership" | "keys" | "log">;
  readonly record: Store<SpaceRecord>;
  readonly secrets: InvitationSecrets;
  /** What each member was seen to know of the log last, and when that changes. */
  readonly headsOf: (member: MemberId) => readonly string[];
  readonly contacts: Store<unknown>;
  /** Whether another has said that this person does not belong to the space any more. */
  readonly isDismissed: () => boolean;
}

interface Place {
  readonly audience: Audience;
  readonly find: () => Promise<Mailbox>;
}

/**
 * Where this copy waits for others: under the keys of the current epoch; of former ones as long as someone may not have the
 * newer key; and at the mailboxes of invitations. Who was removed waits at a place that the others leave.
 */
export class MeetingPlaces {
  readonly link = new GatheredLink();
  readonly #parts: Parts;
  readonly #stops: readonly (() => void)[];
  readonly #joined = new Map<string, () => void>();
  #following: Promise<void> = Promise.resolve();
  #hubs = "";
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { journal, record, secrets, contacts } = parts;
    const follow = (): void => this.follow();
    this.#stops = [journal.membership, journal.keys, record, secrets.all, contacts].map((store) =>
      store.subscribe(follow),
    );
    follow();
  }

  /** `link` itself is closed by the exchange that it was given to. */
  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
  }

  /** Looks again where it is worth waiting. */
  follow(): void {
    this.#following = this.#following
      .then(() => this.#settle())
      .catch((error: unknown) => reportFault("a meeting place was not found", error));
  }

  async #settle(): Promise<void> {
    if (this.#isClosed) return;
    const { hubs } = this.#parts.record.get();
    // A link keeps the hubs that it was made with.
    if (hubs.join(" ") !== this.#hubs) for (const name of this.#joined.keys()) this.#leave(name);
    this.#hubs = hubs.join(" ");
    const places = this.#places();
    for (const name of this.#joined.keys()) if (!places.has(name)) this.#leave(name);
    for (const [name, { audience, find }] of places) {
      if (this.#joined.has(name)) continue;
      const rendezvous = await find();
      if (this.#isClosed) return;
      const link = this.#parts.road.join({ ...rendezvous, hubs });
      this.#joined.set(name, this.link.add(link, audience));
    }
  }

  #leave(name: string): void {
    this.#joined.get(name)?.();
    this.#joined.delete(name);
  }

  #places(): ReadonlyMap<string, Place> {
    const places = new Map<string, Place>();
    const { mailbox } = this.#parts.record.get();
    const membership = this.#parts.journal.membership.get();
    if (mailbox !== null) places.set(mailbox.topic, { audience: "invited", find: only(mailbox) });
    const standing = membership?.members.get(this.#parts.me)?.status;
    const current = membership === null ? null : currentEpoch(membership, "project");
    if (membership === null || current === null) return places;
    // Who has left stays until someone has heard it.
    if (standing === "left" && !this.#parts.isDismissed()) this.#put(places, current, "members");
    if (standing !== "active") return places;
    for (const own of this.#openMailboxes(membership, current).slice(-MOST_MAILBOXES))
      places.set(own.topic, { audience: "invited", find: only(own) });
    for (const epoch of this.#formerEpochs(membership, current)) this.#put(places, epoch, "former");
    this.#put(places, current, "members");
    return places;
  }

  #put(places: Map<string, Place>, { id }: Epoch, audience: Audience): void {
    const key = this.#parts.journal.keys.get().get(id);
    if (key === undefined) return;
    places.set(`${id} ${audience}`, {
      audience,
      find: () => membersRendezvous(this.#parts.suite, key),
    });
  }

  #formerEpochs(membership: Membership, current: Epoch): readonly Epoch[] {
    const { me, journal } = this.#parts;
    const keys = journal.keys.get();
    const epochs = membership.epochs.filter(({ scope }) => scope === "project");
    const others = activeMembers(membership).filter(({ id }) => id !== me);
    // Who has a later key need not wait where an earlier one leads, neither here nor there.
    const settled = epochs.map(
      (epoch) => keys.has(epoch.id) && others.every(({ id }) => this.#has(membership, id, epoch)),
    );
    return epochs
      .slice(Math.max(0, settled.lastIndexOf(true)))
      .filter(({ id }) => id !== current.id)
      .slice(-MOST_FORMER);
  }

  /** Of invitations that may still be accepted, and of those whose guests have not got the key yet. */
  #openMailboxes(membership: Membership, current: Epoch): readonly Mailbox[] {
    const isAwaited = (id: MemberId): boolean => {
      const status = membership.members.get(id)?.status;
      return status === "pending" || (status === "active" && !this.#has(membership, id, current));
    };
    const isOpen = ({ isRevoked, usedBy }: LoggedInvitation): boolean =>
      !isRevoked || usedBy.some(isAwaited);
    return [...membership.invitations.values()]
      .filter(isOpen)
      .flatMap(({ key }) => this.#parts.secrets.of(key)?.mailbox ?? []);
  }

  /** Whether a member was seen to know the operation that gave them the key of an epoch. */
  #has({ grants }: Membership, member: MemberId, epoch: Epoch): boolean {
    const { journal, headsOf } = this.#parts;
    const isInBox = epoch.boxes.some((box) => box.member === member);
    const granted = grants.find(
      (grant) => grant.member === member && grant.keys.some((key) => key.epoch === epoch.id),
    );
    const given = isInBox ? epoch.id : granted?.id;
    return given !== undefined && journal.log.isKnownAt(headsOf(member) as OperationId[], given);
  }
}

const only = (mailbox: Mailbox) => () => Promise.resolve(mailbox);

async function membersRendezvous(suite: Suite, epochKey: Uint8Array): Promise<Mailbox> {
  const [topic, secret] = await Promise.all([
    topicKeys(suite, epochKey, LABEL),
    roadKey(suite, epochKey, LABEL),
  ]);
  return { topic: encodeHex(topic.publicKey), secret: encodeHex(secret) };
}
