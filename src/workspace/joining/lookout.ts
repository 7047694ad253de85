import { reportFault } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { SpaceId } from "../../domain/index.ts";
import type { EpochKeys, InvitationKeys } from "../../membership/index.ts";
import { type Clock, InvitationCall, type Road } from "../../roads/index.ts";
import { keysOfSecret, mailboxOf } from "../invitation-keys.ts";
import type { Signer } from "../journal/index.ts";
import type { JoiningRecord, Mailbox } from "../stored-records.ts";
import { acceptInvitation } from "./accept.ts";
import { GuestLog } from "./guest-log.ts";

/** A space that has just been joined, before anything of it is kept here. */
export interface NewSpace {
  readonly space: SpaceId;
  /** Empty where the invitation did not say it. */
  readonly title: string;
  readonly operations: readonly Uint8Array<ArrayBuffer>[];
  readonly keys: EpochKeys;
  readonly hubs: readonly string[];
  /** Where the other side is met until the keys have come; null when they are here. */
  readonly mailbox: Mailbox | null;
}

interface Parts {
  readonly suite: Suite;
  readonly signer: Signer;
  readonly road: Road;
  readonly clock: Clock;
  readonly record: JoiningRecord;
  readonly arrive: (found: NewSpace) => Promise<void>;
  readonly refuse: () => Promise<void>;
}

/** Waits at the mailbox of one invitation for someone who knows its project. */
export class Lookout {
  readonly #parts: Parts;
  readonly #log: GuestLog;
  #call: InvitationCall | null = null;
  #stopHeads: () => void = () => undefined;
  #turn: Promise<void>;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#log = new GuestLog(parts.suite, parts.record.founding);
    this.#turn = this.#begin().catch((error: unknown) =>
      reportFault("an invitation's mailbox was not opened", error),
    );
  }

  refresh(): void {
    this.#call?.refresh();
  }

  close(): void {
    this.#isClosed = true;
    this.#stopHeads();
    this.#call?.close();
  }

  async #begin(): Promise<void> {
    const { suite, record, road, clock } = this.#parts;
    const keys = await keysOfSecret(suite, record);
    if (this.#isClosed) return;
    const link = road.join({ ...mailboxOf(keys), hubs: record.hubs });
    this.#stopHeads = this.#log.heads.subscribe(() => {
      this.#turn = this.#turn
        .then(() => this.#look(keys))
        .catch((error: unknown) => reportFault("an invitation was not taken up", error));
    });
    this.#call = new InvitationCall({
      log: this.#log,
      link,
      clock,
      // It ends when this person has been let in, not when the other side has nothing more to say.
      onDelivered: () => "goOn",
      onFailure: (error) => reportFault("an invitation's log was not taken", error),
    });
  }

  async #look(keys: InvitationKeys): Promise<void> {
    const { suite, signer, clock, record, arrive, refuse } = this.#parts;
    const found = this.#isClosed ? null : this.#log.find(keys);
    if (found === null) return;
    const { log, invitation } = found;
    const parts = { suite, signer, now: () => clock.now() };
    const accepted = await acceptInvitation(parts, log, invitation, keys);
    if (this.#isClosed) return;
    this.close();
    if (!accepted.ok) {
      await refuse();
      return;
    }
    await arrive({
      space: log.space,
      title: "",
      operations: log.missingFrom([]),
      keys: new Map(),
      hubs: record.hubs,
      mailbox: mailboxOf(keys),
    });
  }
}
