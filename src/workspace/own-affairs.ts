import { type Store, reportFault } from "../base/index.ts";
import { profileDocument } from "../documents/index.ts";
import type { MemberId, Person } from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import { type DeviceId, type OperationId, currentEpoch, textOfId } from "../membership/index.ts";
import type { Signer, SpaceJournal } from "./journal/index.ts";
import type { KeptRecord } from "./kept-record.ts";
import type { RosterView } from "./roster-view.ts";

interface Parts {
  readonly signer: Signer;
  readonly journal: SpaceJournal;
  readonly roster: RosterView;
  readonly kept: KeptRecord;
  readonly person: Store<Person | null>;
  readonly headsOf: (member: MemberId) => readonly string[];
  readonly contacts: Store<unknown>;
}

/** What this PC says of its own person in a space: who they are, and which PC this is; until it was heard. */
export class OwnAffairs {
  readonly #parts: Parts;
  readonly #origin = {};
  readonly #stops: readonly (() => void)[];
  #turn: Promise<void> = Promise.resolve();
  #isWaiting = false;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { journal, person, contacts } = parts;
    this.#stops = [journal.membership, journal.keys, person, contacts].map((store) =>
      store.subscribe(() => this.#soon()),
    );
    this.#soon();
  }

  /** Resolves when all that can be said now has been said. */
  settled(): Promise<void> {
    return this.#turn;
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
  }

  #soon(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#turn = this.#turn
      .then(() => {
        this.#isWaiting = false;
        return this.#settle();
      })
      .catch((error: unknown) => {
        if (!this.#isClosed) reportFault("one's own name was not written", error);
      });
  }

  async #settle(): Promise<void> {
    const { journal, signer } = this.#parts;
    const membership = journal.membership.get();
    const me = membership?.members.get(signer.member);
    const epoch = membership === null ? null : currentEpoch(membership, "project");
    if (this.#isClosed || membership === null || me?.status !== "active" || epoch === null) return;
    if (!journal.keys.get().has(epoch.id)) return;
    const device = textOfId<DeviceId>(signer.device);
    if (!membership.devices.has(device))
      await journal.act({ kind: "device", device, agreementKey: signer.agreementKey });
    await this.#introduce();
    if (this.#isKnownToOthers(me.since)) this.#parts.kept.note({ mailbox: null });
  }

  async #introduce(): Promise<void> {
    const { journal, person, roster, signer } = this.#parts;
    const known = person.get();
    const document = profileDocument(signer.member) as DocumentName;
    if (known === null || this.#isClosed || journal.mayWrite(document) !== "yes") return;
    await roster.introduce(known, signer.member, this.#origin);
  }

  /** Someone who was met among the members knows that this one has joined. */
  #isKnownToOthers(since: OperationId): boolean {
    const { journal, headsOf, signer } = this.#parts;
    const members = journal.membership.get()?.members.keys() ?? [];
    return [...members].some(
      (id) => id !== signer.member && journal.log.isKnownAt(headsOf(id) as OperationId[], since),
    );
  }
}
