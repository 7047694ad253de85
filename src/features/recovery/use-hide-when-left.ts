import { useEffect, useRef } from "react";

/** Long enough to fetch a sheet from the printer in the corner, short enough for who goes away. */
const LEFT_MS = 60_000;

/** Calls `hide` once the window has been without the focus, or out of sight, for a minute. */
export function useHideWhenLeft(isWatching: boolean, hide: () => void): void {
  const latest = useRef(hide);
  useEffect(() => {
    latest.current = hide;
  });
  useEffect(() => {
    if (!isWatching) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const come = () => {
      clearTimeout(timer);
      timer = undefined;
    };
    const leave = () => {
      timer ??= setTimeout(() => latest.current(), LEFT_MS);
    };
    const look = () => (document.visibilityState === "hidden" ? leave() : come());
    window.addEventListener("blur", leave);
    window.addEventListener("focus", come);
    document.addEventListener("visibilitychange", look);
    if (!document.hasFocus()) leave();
    return () => {
      come();
      window.removeEventListener("blur", leave);
      window.removeEventListener("focus", come);
      document.removeEventListener("visibilitychange", look);
    };
  }, [isWatching]);
}
