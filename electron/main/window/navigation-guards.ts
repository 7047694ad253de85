import { type App, type Event, type WebContents } from "electron";
import { isOurPage } from "../protocol/origin.ts";

/** For every page that there will ever be, ours and those that nobody foresaw. */
export function guardNavigation(app: App): void {
  app.on("web-contents-created", (_event, contents) => guard(contents));
  app.on("certificate-error", (event, _contents, _url, _error, _certificate, trust) => {
    event.preventDefault();
    trust(false);
  });
  app.on("select-client-certificate", (event) => event.preventDefault());
  app.on("login", (event) => event.preventDefault());
}

function guard(contents: WebContents): void {
  const refuseForeign = (event: Event & { readonly url: string }) => {
    if (!isOurPage(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", (event) => refuseForeign(event));
  contents.on("will-redirect", (event) => refuseForeign(event));
  contents.on("will-frame-navigate", (event) => refuseForeign(event));
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}
