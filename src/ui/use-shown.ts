import { useState } from "react";

/**
 * What a dialog is about. It is kept while the dialog fades out, so that its words do not change on the way and the focus finds
 * its way back.
 */
export interface Shown<Value> {
  readonly value: Value | null;
  readonly isOpen: boolean;
  readonly show: (value: Value) => void;
  readonly close: () => void;
}

export function useShown<Value>(): Shown<Value> {
  const [value, setValue] = useState<Value | null>(null);
  const [isOpen, setOpen] = useState(false);
  return {
    value,
    isOpen,
    show: (next) => {
      setValue(next);
      setOpen(true);
    },
    close: () => setOpen(false),
  };
}
