import { libsodiumEngine } from "./libsodium-engine.ts";
import { suiteOnEngine } from "./suite-on-engine.ts";
import type { Suite } from "./suite.ts";
import { webcryptoEngine } from "./webcrypto-engine.ts";

/** The suite on the best engine of this runtime: WebCrypto where it knows Curve25519, libsodium (WebAssembly) where not. */
export async function loadSuite(): Promise<Suite> {
  return suiteOnEngine((await webcryptoEngine()) ?? (await libsodiumEngine()));
}
