import { type Store, createStore } from "../base/index.ts";
import type { RecordStore } from "../storage/index.ts";
import type { Settings } from "./contract.ts";
import { DEFAULT_SETTINGS, RECORDS, settingsRecord } from "./stored-records.ts";

export interface KeptSettings {
  readonly settings: Store<Settings>;
  change(change: Partial<Settings>): Promise<void>;
}

/** The one record that lies unsealed: the door itself has a language and colours. */
export async function openSettings(unsealed: RecordStore): Promise<KeptSettings> {
  const kept = await unsealed.get(RECORDS.settings);
  const settings = createStore<Settings>(
    settingsRecord.parse({
      ...DEFAULT_SETTINGS,
      ...(typeof kept === "object" && kept !== null ? kept : {}),
    }),
  );
  return {
    settings,
    async change(change) {
      const next = { ...settings.get(), ...change };
      await unsealed.put(RECORDS.settings, next);
      settings.set(next);
    },
  };
}
