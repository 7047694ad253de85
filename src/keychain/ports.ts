import type { AgreementKeys, SigningKeys, Suite } from "../cryptography/index.ts";
import type { Question } from "./question.ts";

/** What the keychain computes with: the suite, or node:crypto in a main process that has no WebCrypto. */
export interface KeychainCryptography extends Pick<
  Suite,
  "sha256" | "sign" | "agree" | "deriveKey" | "seal" | "open"
> {
  /** Of 32 bytes of seed. */
  makeSigningKeys(seed: Uint8Array): Promise<SigningKeys>;
  makeAgreementKeys(secret: Uint8Array): Promise<AgreementKeys>;
  randomBytes(length: number): Uint8Array<ArrayBuffer>;
}

/** The keychain itself, its second copy, and how often a wrong passphrase was tried. */
export type KeychainFileName = "keychain" | "copy" | "tries";

export interface KeychainFiles {
  /** Null where there is none; throws where there is one that cannot be read. */
  read(name: KeychainFileName): Promise<Uint8Array | null>;
  /** The whole file or nothing; resolves once it would survive a power cut. */
  write(name: KeychainFileName, bytes: Uint8Array): Promise<void>;
  /** Keeps what the file holds now under a name that says why and when. */
  setAside(name: KeychainFileName, why: "damaged" | "replaced"): Promise<void>;
}

/** The operating system's store of secrets. Its functions throw where it fails. */
export interface SystemStore {
  /** False where it keeps secrets from nobody. */
  isReal(): Promise<boolean>;
  protect(secret: string): Promise<Uint8Array>;
  reveal(protectedSecret: Uint8Array): Promise<string>;
}

/** The person at this PC, asked in a way that no page can answer. */
export interface Asker {
  /** `withdrawn` fires when nobody can answer any more: then the answer is no. */
  ask(question: Question, withdrawn: AbortSignal): Promise<boolean>;
  /** Questions came in such numbers that all were answered with no. */
  tellTooMany(): void;
}

/** Of Argon2id, one lane. */
export interface StretchCost {
  readonly memoryKib: number;
  readonly passes: number;
}
