import { type Store, createStore } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { SpaceId } from "../../domain/index.ts";
import {
  type InvitationKeys,
  type LoggedInvitation,
  MemberLog,
  type OperationId,
  decodeUnsignedOperation,
  invitationOf,
  operationIdOf,
  spaceIdOf,
} from "../../membership/index.ts";
import type { LogCopy } from "../../roads/index.ts";

const SIGNATURE_BYTES = 64;
/** A code does not say what it is an invitation to, so whoever holds it may bring the log of another space. */
const MOST_SPACES = 4;

/** The log of a space that one is invited to and knows nothing of yet. */
export class GuestLog implements LogCopy {
  readonly heads: Store<readonly string[]>;
  readonly #heads = createStore<readonly string[]>([]);
  readonly #logs = new Map<SpaceId, MemberLog>();
  readonly #suite: Suite;
  readonly #founding: OperationId | null;

  /** `founding`: the only space that is meant; null for a code. */
  constructor(suite: Suite, founding: OperationId | null) {
    this.#suite = suite;
    this.#founding = founding;
    this.heads = this.#heads;
  }

  operationsAfter(heads: readonly string[]): readonly Uint8Array<ArrayBuffer>[] {
    return [...this.#logs.values()].flatMap((log) => log.missingFrom(heads as OperationId[]));
  }

  async receiveOperations(operations: readonly Uint8Array[]): Promise<"taken"> {
    for (const bytes of operations) {
      const space = this.#spaceFoundedBy(bytes);
      if (space !== null && !this.#logs.has(space) && this.#logs.size < MOST_SPACES)
        this.#logs.set(space, new MemberLog(this.#suite, space));
      for (const log of this.#logs.values()) await log.receive(bytes);
    }
    this.#heads.set([...this.#logs.values()].flatMap((log) => [...log.heads]).sort());
    return "taken";
  }

  /** The space that the invitation belongs to, once its log has come so far. */
  find(
    keys: InvitationKeys,
  ): { readonly log: MemberLog; readonly invitation: LoggedInvitation } | null {
    for (const log of this.#logs.values()) {
      const { membership } = log;
      const invitation = membership === null ? null : invitationOf(membership, keys);
      if (invitation !== null) return { log, invitation };
    }
    return null;
  }

  #spaceFoundedBy(bytes: Uint8Array): SpaceId | null {
    const read = decodeUnsignedOperation(bytes.subarray(0, -SIGNATURE_BYTES));
    if (!read.ok || read.value.body.kind !== "found") return null;
    const id = operationIdOf(this.#suite, bytes);
    return this.#founding === null || this.#founding === id ? spaceIdOf(id) : null;
  }
}
