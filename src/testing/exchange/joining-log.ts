import { type Store, createStore } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import {
  type InvitationKeys,
  type MemberStatus,
  MemberLog,
  composeJoin,
  invitationOf,
  spaceFoundedBy,
} from "../../membership/index.ts";
import type { LogCopy } from "../../roads/index.ts";
import { type Someone, signed } from "../member-world.ts";

/** What one has who was given an invitation: nothing, then the log, then one's own join behind it. */
export class JoiningLog implements LogCopy {
  readonly heads: Store<readonly string[]>;
  readonly #heads = createStore<readonly string[]>([]);
  readonly #suite: Suite;
  readonly #person: Someone;
  readonly #keys: InvitationKeys;
  #log: MemberLog | null = null;

  constructor(suite: Suite, person: Someone, keys: InvitationKeys) {
    this.#suite = suite;
    this.#person = person;
    this.#keys = keys;
    this.heads = this.#heads;
  }

  get standing(): MemberStatus | null {
    return this.#log?.membership?.members.get(this.#person.id)?.status ?? null;
  }

  operationsAfter(heads: readonly string[]): readonly Uint8Array<ArrayBuffer>[] {
    return this.#log?.missingFrom(heads as Parameters<MemberLog["missingFrom"]>[0]) ?? [];
  }

  async receiveOperations(operations: readonly Uint8Array[]): Promise<"taken" | "refused"> {
    const [founding] = operations;
    if (founding === undefined) return "taken";
    this.#log ??= new MemberLog(this.#suite, spaceFoundedBy(this.#suite, founding));
    for (const operation of operations) {
      if ((await this.#log.receive(operation)).kind === "refused") return "refused";
    }
    if (this.standing === null) await this.#join(this.#log);
    this.#heads.set(this.#log.heads);
    return "taken";
  }

  async #join(log: MemberLog): Promise<void> {
    const { membership } = log;
    const invitation = membership === null ? null : invitationOf(membership, this.#keys);
    if (invitation === null) return;
    const { signing, agreement } = this.#person;
    const own = { signingKey: signing.publicKey, agreementKey: agreement.publicKey };
    const unsigned = await composeJoin(this.#suite, log, invitation, this.#keys, own, 0);
    await log.receive(await signed(this.#suite, log.space, this.#person, unsigned));
  }
}
