import { encodeHex } from "../base/index.ts";
import { type BlobHash } from "../domain/index.ts";

/** The name under which a file is kept and asked for: SHA-256 of its bytes (FIPS 180-4), in hexadecimal. */
export async function blobHash(bytes: Uint8Array<ArrayBuffer>): Promise<BlobHash> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))) as BlobHash;
}
