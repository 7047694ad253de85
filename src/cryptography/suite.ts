/** Ed25519 public key, 32 bytes, checked on the way in: canonical, not of small order, free of torsion. */
export interface SigningKeys {
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** 32 bytes of seed. */
  readonly secretKey: Uint8Array<ArrayBuffer>;
}

/** X25519 keys, 32 bytes each. */
export interface AgreementKeys {
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly secretKey: Uint8Array<ArrayBuffer>;
}

/**
 * The one set of algorithms that everything uses: Ed25519, X25519, HKDF and SHA-256, AES-256-GCM, Argon2id. Every copy must
 * come to the same verdict on the same bytes, so there is one verifier with one strictness, whatever runs below it.
 */
export interface Suite {
  sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  /** Random keys, or those that belong to 32 bytes of seed. */
  makeSigningKeys(seed?: Uint8Array): Promise<SigningKeys>;
  /** 64 bytes. */
  sign(keys: SigningKeys, message: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  /** False for a wrong signature, and for keys and signatures that other verifiers judge differently. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** Random keys, or those of 32 secret bytes. */
  makeAgreementKeys(secret?: Uint8Array): Promise<AgreementKeys>;
  /** 32 bytes, the same for both sides; null for a key that yields nothing secret. */
  agree(keys: AgreementKeys, theirs: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null>;
  /** HKDF with SHA-256. `info` names what the key is for. */
  deriveKey(secret: Uint8Array, info: string, length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** AES-256-GCM: a random 12-byte nonce, then ciphertext and tag. */
  seal(key: Uint8Array, plain: Uint8Array, bound: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  /** Null when key, bytes or `bound` are not the same. */
  open(
    key: Uint8Array,
    sealed: Uint8Array,
    bound: Uint8Array,
  ): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Argon2id with 64 MiB, three passes, one lane; 32 bytes. */
  stretch(secret: string, salt: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}
