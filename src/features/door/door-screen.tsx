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

/** The locked door. Names are sealed behind it, so it cannot say whose it is. */
export function DoorScreen({ door, ways, copyText, ...rest }: DoorScreenProps) {
  useLanguage();
  const [isRestoring, setRestoring] = useState(false);
  return (
    <EntranceFrame onLanguage={(language) => void door.changeSettings({ language })}>
      {isRestoring ? (
        <RestoreForm
          restore={(wish) => door.restore(wish)}
          useSystemStore={ways.system}
          copyText={copyText}
          onBack={() => setRestoring(false)}
        />
      ) : (
        <UnlockForm
          {...rest}
          ways={ways}
          unlock={(passphrase) => door.unlock(passphrase)}
          copyText={copyText}
          onForgotten={() => setRestoring(true)}
        />
      )}
    </EntranceFrame>
  );
}
