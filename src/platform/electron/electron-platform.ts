import type { Bridge } from "../../../electron/bridge/contract.ts";
import type { Platform } from "../platform.ts";

declare global {
  interface Window {
    /** Hung here by the preload script. */
    readonly twinspan?: Bridge;
  }
}

/** The machine as the shell shows it. Throws in a page that the shell did not open. */
export function electronPlatform(bridge: Bridge | undefined = window.twinspan): Platform {
  if (bridge === undefined) throw new Error("the shell's bridge is missing");
  const flushes = new Set<() => Promise<void>>();
  bridge.onClosing(() => {
    void Promise.allSettled([...flushes].map((flush) => flush())).then(() =>
      bridge.answerClosing(),
    );
  });
  return {
    ...bridge,
    beforeClosing(flush) {
      // Its own function each time, so that stopping one of two equal ones leaves the other.
      const own = () => flush();
      flushes.add(own);
      return () => {
        flushes.delete(own);
      };
    },
  };
}
