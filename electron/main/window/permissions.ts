import type { Session } from "electron";
import { PAGE_ORIGIN, isOurPage } from "../protocol/origin.ts";

/**
 * What our own page may do without a question. `media` is only checked, never granted on request: without it Chromium hides the
 * PC's LAN addresses, and on a LAN without a gateway no connection comes about. The network permissions are those of newer Chromium.
 */
const CHECKED = new Set<string>([
  "media",
  "clipboard-sanitized-write",
  "persistent-storage",
  "local-network-access",
  "local-network",
  "loopback-network",
]);
const GRANTED = new Set<string>([
  "clipboard-sanitized-write",
  "persistent-storage",
  "local-network-access",
  "local-network",
  "loopback-network",
]);

export function restrictPermissions(session: Session): void {
  session.setPermissionCheckHandler(
    (_page, permission, origin) =>
      CHECKED.has(permission) && origin.replace(/\/$/u, "") === PAGE_ORIGIN,
  );
  session.setPermissionRequestHandler((page, permission, answer) => {
    answer(GRANTED.has(permission) && isOurPage(page.getURL()));
  });
  session.setDevicePermissionHandler(() => false);
  for (const event of ["select-hid-device", "select-serial-port", "select-usb-device"] as const) {
    session.on(event as "select-usb-device", (asked) => asked.preventDefault());
  }
}

/** All that is saved goes through the bridge, which asks where; a download would be somebody else's idea. */
export function refuseDownloads(session: Session): void {
  session.on("will-download", (event) => event.preventDefault());
}

/** Whatever the page is talked into, it reaches nothing but itself: signalling sockets live in main, peers are no requests. */
export function restrictRequests(session: Session, developmentServer: string | null): void {
  const allowed = ["app://twinspan/", "blob:app://twinspan/", "data:", "devtools://"];
  if (developmentServer !== null)
    allowed.push(developmentServer, developmentServer.replace(/^http/u, "ws"));
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !allowed.some((start) => url.startsWith(start)) });
  });
}
