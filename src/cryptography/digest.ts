import { sha256 } from "@noble/hashes/sha2.js";
import type { Suite } from "./suite.ts";

/** The part of the suite that needs nothing to be loaded; for workers. */
export type Digest = Pick<Suite, "sha256">;

export const DIGEST: Digest = { sha256: (bytes) => new Uint8Array(sha256(bytes)) };
