import { safeStorage } from "electron";
import { FULL_COST, Keychain } from "../../../src/keychain/index.ts";
import type { Answers } from "../bridge/door.ts";
import { report } from "../report.ts";
import { type DialogSituation, confirmDialog, invitingByItself } from "./confirm-dialog.ts";
import { DiskFiles } from "./disk-files.ts";
import { nodeCryptography } from "./node-cryptography.ts";
import { systemStore } from "./system-store.ts";

export interface KeychainSituation extends DialogSituation {
  /** One side of the sample project, on a profile of its own. */
  readonly isSample: boolean;
}

/** The keychain of this profile. */
export function openKeychain(profileFolder: string, situation: KeychainSituation): Keychain {
  const dialog = confirmDialog(situation);
  const files = new DiskFiles(profileFolder);
  files.removeUnfinished().catch((error: unknown) => report("unfinished keychain files", error));
  return new Keychain({
    cryptography: nodeCryptography,
    files,
    systemStore: systemStore(safeStorage),
    asker: situation.isSample ? invitingByItself(dialog) : dialog,
    now: () => Date.now(),
    cost: FULL_COST,
  });
}

export function keychainAnswers(
  keychain: Keychain,
): Pick<
  Answers,
  | "keychainStatus"
  | "createKeychain"
  | "unlockKeychain"
  | "lockKeychain"
  | "changePassphrase"
  | "recoveryWords"
  | "signFeedHeader"
  | "signOperation"
  | "agree"
> {
  return {
    keychainStatus: () => keychain.status(),
    createKeychain: (wish) => keychain.create(wish),
    unlockKeychain: (passphrase) => keychain.unlock(passphrase),
    lockKeychain: () => keychain.lock(),
    changePassphrase: (change) => keychain.changePassphrase(change),
    recoveryWords: (passphrase) => keychain.recoveryWords(passphrase),
    signFeedHeader: (header) => keychain.signFeedHeader(header),
    signOperation: (request) => keychain.signOperation(request),
    agree: (theirs) => keychain.agree(theirs),
  };
}
