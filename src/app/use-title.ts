import { useEffect } from "react";
import type { Platform } from "../platform/index.ts";

/** The title of the window, for the page and for the shell. */
export function useTitle(platform: Pick<Platform, "setWindowTitle">, title: string): void {
  useEffect(() => {
    document.title = title;
    void platform.setWindowTitle(title);
  }, [platform, title]);
}
