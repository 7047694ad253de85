import type { Bridge } from "../../electron/bridge/contract.ts";

/** What the program asks of the machine it runs on. On the desktop this is the bridge itself. */
export type Platform = Omit<Bridge, "onClosing" | "answerClosing"> & {
  /** Calls `flush` before the window closes, and lets it close when the promise settles. */
  beforeClosing(flush: () => Promise<void>): () => void;
};
