import { argon2id } from "hash-wasm";
import type { StretchCost } from "./ports.ts";

/** 64 MiB and three passes: half a second for the person, and as much for every guess of a thief. */
export const FULL_COST: StretchCost = { memoryKib: 64 * 1024, passes: 3 };

/** Argon2id of the passphrase in its one Unicode spelling (NFKC), so that every keyboard gives the same; 32 bytes. */
export async function stretchPassphrase(
  passphrase: string,
  salt: Uint8Array,
  { memoryKib, passes }: StretchCost,
): Promise<Uint8Array<ArrayBuffer>> {
  const stretched = await argon2id({
    password: new TextEncoder().encode(passphrase.normalize("NFKC")),
    salt,
    parallelism: 1,
    iterations: passes,
    memorySize: memoryKib,
    hashLength: 32,
    outputType: "binary",
  });
  return new Uint8Array(stretched);
}
