import { useState } from "react";

/**
 * What a dialog is about. It is kept while the dialog fades out, so that its words do not change on the way and the focus finds
 * its way back.
 */
export interface Shown<Value> {
  readonly value: Value | null;
  readonly isOpen: boolean;
  /** Grows with each showing: as a key, it makes a dialog forget what was typed in it the last time. */
  readonly round: number;
  readonly show: (value: Value) => void;
  readonly close: () => void;
}

export function useShown<Value>(): Shown<Value> {
  const [value, setValue] = useState<Value | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [round, setRound] = useState(0);
  return {
    value,
    isOpen,
    round,
    show: (next) => {
      setValue(next);
      setRound(round + 1);
      setOpen(true);
    },
    close: () => setOpen(false),
  };
}
