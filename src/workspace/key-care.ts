import { createStore, succeed } from "../base/index.ts";
import type { KeychainStatus, PassphraseChange, Platform } from "../platform/index.ts";
import type { Clock } from "../roads/index.ts";
import type { RecordStore } from "../storage/index.ts";
import type { KeyCare } from "./contract.ts";
import { RECORDS, readRecord, sheetRecord } from "./stored-records.ts";

interface Parts {
  readonly platform: Pick<Platform, "keychainStatus" | "changePassphrase" | "recoveryWords">;
  readonly records: RecordStore;
  readonly clock: Clock;
}

/** What a person does for their own keys; the keys themselves stay in the shell. */
export async function openKeyCare({ platform, records, clock }: Parts): Promise<KeyCare> {
  const status = await platform.keychainStatus();
  const sheet = await readRecord(records, RECORDS.sheet, sheetRecord);
  const sheetMadeAt = createStore<number | null>(sheet);
  const ways = createStore<KeychainStatus["ways"]>(status.ways);
  return {
    sheetMadeAt,
    ways,
    systemStore: status.systemStore,
    async changePassphrase(change: PassphraseChange) {
      const changed = await platform.changePassphrase(change);
      if (!changed.ok) return changed;
      ways.set((await platform.keychainStatus()).ways);
      return succeed(null);
    },
    recoveryWords: (passphrase) => platform.recoveryWords(passphrase),
    async noteSheetMade() {
      const madeAt = clock.now();
      await records.put(RECORDS.sheet, madeAt);
      sheetMadeAt.set(madeAt);
    },
  };
}
