import { useState } from "react";
import type { PassphraseChange, UnlockFailure, WeakPassphrase } from "../../platform/index.ts";
import type { KeyCare } from "../../workspace/index.ts";

export type KeyChangeFailure =
  | UnlockFailure
  | WeakPassphrase
  | { readonly kind: "unexpected"; readonly detail: string };

/** One change of what opens the door: while it is under way, and when it failed. */
export function useKeyChange(keys: Pick<KeyCare, "changePassphrase">, onChanged: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<KeyChangeFailure | null>(null);

  async function change(wish: PassphraseChange): Promise<void> {
    setBusy(true);
    setFailure(null);
    const failed = await keys.changePassphrase(wish).then(
      (changed): KeyChangeFailure | null => (changed.ok ? null : changed.failure),
      (error: unknown): KeyChangeFailure => ({ kind: "unexpected", detail: String(error) }),
    );
    setBusy(false);
    setFailure(failed);
    if (failed === null) onChanged();
  }

  return { isBusy, failure, change };
}
