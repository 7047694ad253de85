import { useState } from "react";
import type { KeychainStatus } from "../../platform/index.ts";
import { EntranceFrame, useLanguage } from "../../ui/index.ts";
import type { Door } from "../../workspace/index.ts";
import { RestoreForm } from "./restore-form.tsx";
import { UnlockForm } from "./unlock-form.tsx";

export interface DoorScreenProps {
  readonly door: Pick<Door, "unlock" | "restore" | "changeSettings">;
  readonly ways: KeychainStatus["ways"];
  /** The passphrase is asked for although the operating system's store could open the door: someone has locked it. */
  readonly isLockedByPerson: boolean;
  /** The sample project says what opens it, for there is nothing to protect. */
  readonly samplePassphrase: string | null;
  readonly copyText: (text: string) => Promise<void>;
}

/** The passphrase is forgotten, or the keys themselves are gone. */
type Restoring = "forgotten" | "repair";

/** The locked door. Names are sealed behind it, so it cannot say whose it is. */
export function DoorScreen({ door, ways, copyText, ...rest }: DoorScreenProps) {
  useLanguage();
  const [restoring, setRestoring] = useState<Restoring | null>(null);
  return (
    <EntranceFrame onLanguage={(language) => void door.changeSettings({ language })}>
      {restoring !== null ? (
        <RestoreForm
          isRepair={restoring === "repair"}
          restore={(wish) => door.restore(wish)}
          useSystemStore={ways.system}
          copyText={copyText}
          onBack={() => setRestoring(null)}
        />
      ) : (
        <UnlockForm
          {...rest}
          ways={ways}
          unlock={(passphrase) => door.unlock(passphrase)}
          copyText={copyText}
          onForgotten={() => setRestoring("forgotten")}
          onRepair={() => setRestoring("repair")}
        />
      )}
    </EntranceFrame>
  );
}
