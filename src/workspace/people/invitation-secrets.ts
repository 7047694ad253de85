import { type Store, createStore, encodeHex } from "../../base/index.ts";
import type { RecordStore } from "../../storage/index.ts";
import { type KeptInvitation, invitationsRecord, readRecord } from "../stored-records.ts";

type Secrets = Readonly<Record<string, KeptInvitation>>;

/**
 * The secrets of invitations that were made on this PC, by the public key that stands in the log: a secret is kept before its
 * invitation is written, so that no power cut leaves an invitation that nobody can hand on.
 */
export class InvitationSecrets {
  readonly all: Store<Secrets>;
  readonly #all;
  readonly #records: RecordStore;
  readonly #recordName: string;

  private constructor(records: RecordStore, recordName: string, secrets: Secrets) {
    this.#records = records;
    this.#recordName = recordName;
    this.#all = createStore(secrets);
    this.all = this.#all;
  }

  static async open(records: RecordStore, recordName: string): Promise<InvitationSecrets> {
    const secrets = await readRecord(records, recordName, invitationsRecord);
    return new InvitationSecrets(records, recordName, secrets);
  }

  of(invitationKey: Uint8Array): KeptInvitation | null {
    return this.#all.get()[encodeHex(invitationKey)] ?? null;
  }

  async keep(invitationKey: Uint8Array, secret: KeptInvitation): Promise<void> {
    const next = { ...this.#all.get(), [encodeHex(invitationKey)]: secret };
    await this.#records.put(this.#recordName, next);
    this.#all.set(next);
  }
}
