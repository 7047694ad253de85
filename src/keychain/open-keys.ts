import { type Result, succeed } from "../base/index.ts";
import type { FeedHeaderToSign, OperationToSign } from "../../electron/bridge/contract.ts";
import { signedBytesOfFeedHeader } from "../journal/index.ts";
import { bytesOfId, memberIdOf } from "../membership/index.ts";
import { type Identity, forgetIdentity, identityOf } from "./identity.ts";
import type { KeychainCryptography } from "./ports.ts";
import { type Question, questionOf } from "./question.ts";
import { type Author, readOperation } from "./read-operation.ts";
import type { KeychainContents } from "./sealed-keychain.ts";

/** A person's keys while the keychain is open. It signs only what it has written or read itself. */
export class OpenKeys {
  readonly #cryptography: KeychainCryptography;
  readonly #identity: Identity;
  readonly #author: Author;
  readonly #device: Uint8Array<ArrayBuffer>;

  private constructor(
    cryptography: KeychainCryptography,
    identity: Identity,
    device: Uint8Array<ArrayBuffer>,
  ) {
    this.#cryptography = cryptography;
    this.#identity = identity;
    this.#device = device;
    const signingKey = identity.signing.publicKey;
    this.#author = {
      member: memberIdOf(cryptography, signingKey),
      signingKey,
      agreementKey: identity.agreement.publicKey,
    };
  }

  static async of(
    cryptography: KeychainCryptography,
    { entropy, device }: KeychainContents,
  ): Promise<OpenKeys> {
    return new OpenKeys(cryptography, await identityOf(cryptography, entropy), device.slice());
  }

  get signingKey(): Uint8Array<ArrayBuffer> {
    return this.#identity.signing.publicKey.slice();
  }

  get agreementKey(): Uint8Array<ArrayBuffer> {
    return this.#identity.agreement.publicKey.slice();
  }

  /** That the session is of this person on this device. */
  signFeedHeader({
    space,
    sessionKey,
    memberHead,
    startedAt,
  }: FeedHeaderToSign): Promise<Uint8Array<ArrayBuffer>> {
    const member = bytesOfId(this.#author.member);
    if (member === null) throw new Error("a member has an id of 16 bytes");
    const message = signedBytesOfFeedHeader({
      space: new Uint8Array(space),
      member,
      device: this.#device,
      sessionKey: new Uint8Array(sessionKey),
      memberHead: new Uint8Array(memberHead),
      startedAt,
    });
    return this.sign(message);
  }

  /** What of an operation is signed, and what the person is asked before. */
  readOperation({
    space,
    unsigned,
    names,
  }: OperationToSign): Result<
    { readonly question: Question | null; readonly message: Uint8Array<ArrayBuffer> },
    { readonly kind: "refused" }
  > {
    const read = readOperation(this.#author, space, unsigned);
    if (!read.ok) return read;
    const { operation, message } = read.value;
    const memberOf = (key: Uint8Array) => memberIdOf(this.#cryptography, key);
    return succeed({ question: questionOf(operation, memberOf, names), message });
  }

  sign(message: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    return this.#cryptography.sign(this.#identity.signing, message);
  }

  agree(theirs: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#cryptography.agree(this.#identity.agreement, theirs);
  }

  forget(): void {
    forgetIdentity(this.#identity);
  }
}
