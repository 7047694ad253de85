/**
 * What differs between the places where the program runs: who computes on Curve25519. An engine is only ever given keys and
 * signatures that were found sound before, so that all engines come to the same verdict.
 */
export interface CurveEngine {
  readonly name: "webcrypto" | "libsodium";
  /** `secretKey` is the 32 bytes of seed. */
  sign(
    secretKey: Uint8Array<ArrayBuffer>,
    publicKey: Uint8Array<ArrayBuffer>,
    message: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>>;
  verify(
    publicKey: Uint8Array<ArrayBuffer>,
    message: Uint8Array<ArrayBuffer>,
    signature: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
  agree(
    secretKey: Uint8Array<ArrayBuffer>,
    theirs: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>>;
}
