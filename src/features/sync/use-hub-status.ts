import { useEffect, useState } from "react";
import type { HubStatus, Platform } from "../../platform/index.ts";

/** What this computer's hub says of itself; null until it has answered. */
export function useHubStatus(platform: Platform): HubStatus | null {
  const [status, setStatus] = useState<HubStatus | null>(null);
  useEffect(() => {
    let isWanted = true;
    const stop = platform.onHubStatus(setStatus);
    void platform.hubStatus().then((current) => {
      if (isWanted) setStatus((before) => before ?? current);
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [platform]);
  return status;
}
