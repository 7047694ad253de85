import { z } from "zod";
import { type Result, encodeHex, fail, succeed } from "../base/index.ts";
import type { KeychainCryptography } from "./ports.ts";

/** Everything secret in it is sealed; see docs/spec/keychain.md. Bytes are hexadecimal. */
export interface KeychainRecord {
  readonly format: "twinspan-keychain";
  readonly version: 1;
  /** The master key, sealed once for each way in which the keychain opens. */
  readonly ways: {
    readonly passphrase: {
      readonly salt: string;
      readonly memoryKib: number;
      readonly passes: number;
      readonly master: string;
    } | null;
    /** `key` is what the operating system's store made of the key that seals the master key. */
    readonly system: { readonly key: string; readonly master: string } | null;
    readonly words: { readonly master: string };
  };
  readonly entropy: string;
  readonly device: string;
  readonly storageKey: string;
}

export type KeychainFileFailure =
  | { readonly kind: "damaged"; readonly detail: string }
  | { readonly kind: "newerVersion" };

const VERSION = 1;
const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/u);
const sealedKey = hex.length(2 * (12 + 32 + 16));
const sealedId = hex.length(2 * (12 + 16 + 16));

/** The costs are bounded, so that nobody's file makes this PC stop for minutes. */
const keychainRecord = z.strictObject({
  format: z.literal("twinspan-keychain"),
  version: z.literal(VERSION),
  ways: z.strictObject({
    passphrase: z
      .strictObject({
        salt: hex.length(32),
        memoryKib: z
          .int()
          .min(8)
          .max(1024 * 1024),
        passes: z.int().min(1).max(20),
        master: sealedKey,
      })
      .nullable(),
    system: z.strictObject({ key: hex.max(16_384), master: sealedKey }).nullable(),
    words: z.strictObject({ master: sealedKey }),
  }),
  entropy: sealedId,
  device: sealedId,
  storageKey: sealedKey,
}) satisfies z.ZodType<KeychainRecord>;

const anyVersion = z.object({ format: z.literal("twinspan-keychain"), version: z.int() });

/** A line of JSON, and a line with its SHA-256, which tells a torn file from a wrong passphrase. */
export function encodeKeychain(
  { sha256 }: Pick<KeychainCryptography, "sha256">,
  record: KeychainRecord,
): Uint8Array<ArrayBuffer> {
  const line = JSON.stringify(record);
  return new TextEncoder().encode(`${line}\n${checksum(sha256, line)}\n`);
}

export function decodeKeychain(
  { sha256 }: Pick<KeychainCryptography, "sha256">,
  bytes: Uint8Array,
): Result<KeychainRecord, KeychainFileFailure> {
  const [line = "", sum, ending, ...more] = new TextDecoder().decode(bytes).split("\n");
  if (ending !== "" || more.length > 0) return fail({ kind: "damaged", detail: "torn" });
  if (sum !== checksum(sha256, line)) return fail({ kind: "damaged", detail: "checksum" });
  const content = parsed(line);
  const outline = anyVersion.safeParse(content);
  if (outline.success && outline.data.version > VERSION) return fail({ kind: "newerVersion" });
  const record = keychainRecord.safeParse(content);
  return record.success
    ? succeed(record.data)
    : fail({ kind: "damaged", detail: "not a keychain" });
}

/** `text` has an even number of hexadecimal digits. */
export function decodeHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}

function checksum(sha256: KeychainCryptography["sha256"], line: string): string {
  return encodeHex(sha256(new TextEncoder().encode(line)));
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
