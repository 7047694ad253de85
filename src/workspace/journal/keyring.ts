import { type Store, createStore } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import { ByteReader, ByteWriter, type EpochId, MalformedBytes } from "../../journal/index.ts";
import {
  type EpochKeys,
  type Membership,
  type OperationId,
  currentEpoch,
  headOfOperation,
  openKeys,
  operationIdOfHead,
} from "../../membership/index.ts";
import type { Signer } from "./contract.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Frames name their epoch by the first half of the operation that began it. */
const epochIdOf = (operation: OperationId): EpochId => operation.slice(0, 32) as EpochId;

/** The content keys of one space that this member holds. */
export class Keyring {
  readonly keys: Store<EpochKeys>;
  readonly #keys;
  readonly #suite: Suite;
  readonly #signer: Signer;
  #byEpoch: ReadonlyMap<EpochId, Bytes>;

  constructor(suite: Suite, signer: Signer, known: EpochKeys) {
    this.#suite = suite;
    this.#signer = signer;
    this.#keys = createStore<EpochKeys>(known);
    this.keys = this.#keys;
    this.#byEpoch = byEpoch(known);
  }

  /** Opens what the log holds for this member and was not opened before; true when a key is new. */
  async follow(membership: Membership): Promise<boolean> {
    const before = this.#keys.get();
    const { member, agreementKey } = this.#signer;
    const agreement = {
      publicKey: agreementKey,
      agree: (theirs: Uint8Array) => this.#signer.agree(theirs),
    };
    const after = await openKeys(this.#suite, membership, member, agreement, before);
    if (after.size === before.size) return false;
    this.#byEpoch = byEpoch(after);
    this.#keys.set(after);
    return true;
  }

  keyOf(epoch: EpochId): Bytes | null {
    return this.#byEpoch.get(epoch) ?? null;
  }

  /** What to seal with now; null while this member has no key to the newest epoch. */
  current(membership: Membership): { readonly epoch: EpochId; readonly key: Bytes } | null {
    const epoch = currentEpoch(membership, "project");
    const key = epoch === null ? undefined : this.#keys.get().get(epoch.id);
    return epoch === null || key === undefined ? null : { epoch: epochIdOf(epoch.id), key };
  }
}

export function encodeKeys(keys: EpochKeys): Bytes {
  const writer = new ByteWriter().number(keys.size);
  for (const [id, key] of keys) writer.bytes(headOfOperation(id)).bytes(key);
  return writer.finish();
}

/** What does not fit is opened again from the log. */
export function decodeKeys(bytes: Uint8Array): EpochKeys {
  const keys = new Map<OperationId, Bytes>();
  try {
    const reader = new ByteReader(bytes);
    for (let left = reader.number(); left > 0; left -= 1) {
      const id = operationIdOfHead(reader.bytes(32));
      keys.set(id, reader.bytes(32));
    }
  } catch (error) {
    if (!(error instanceof MalformedBytes)) throw error;
  }
  return keys;
}

function byEpoch(keys: EpochKeys): ReadonlyMap<EpochId, Bytes> {
  return new Map([...keys].map(([id, key]) => [epochIdOf(id), key]));
}
