import { useState } from "react";
import type { Result } from "../base/index.ts";
import { type ActFailureKind, actFailureWords } from "./act-words.ts";

export interface Acting {
  readonly isBusy: boolean;
  /** Why the last one was not done, in words; null when all is well or the person thought better of it. */
  readonly failure: string | null;
  /** Done, or not; never both of two at once. */
  readonly run: <Value>(
    act: () => Promise<Result<Value, { readonly kind: ActFailureKind }>>,
  ) => Promise<{ readonly value: Value } | null>;
}

/** Something that the shell may ask the person about, and that may be refused. */
export function useAct(): Acting {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  return {
    isBusy,
    failure,
    run: async (act) => {
      if (isBusy) return null;
      setBusy(true);
      setFailure(null);
      try {
        const done = await act();
        if (done.ok) return { value: done.value };
        setFailure(actFailureWords(done.failure.kind));
        return null;
      } finally {
        setBusy(false);
      }
    },
  };
}
