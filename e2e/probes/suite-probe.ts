import { encodeHex } from "../../src/base/index.ts";
import { loadSuite, webcryptoEngine } from "../../src/cryptography/index.ts";

/** What the suite can do in the page that imports this. */
export async function tryOut(): Promise<SuiteProbe> {
  const suite = await loadSuite();
  const keys = await suite.makeSigningKeys();
  const message = new Uint8Array(100).fill(5);
  const signature = await suite.sign(keys, message);
  return {
    engine: (await webcryptoEngine())?.name ?? "none",
    isVerified: await suite.verify(keys.publicKey, message, signature),
    stretched: encodeHex(await suite.stretch("storm over the bridge", new Uint8Array(16).fill(7))),
  };
}

export interface SuiteProbe {
  readonly engine: string;
  readonly isVerified: boolean;
  readonly stretched: string;
}
