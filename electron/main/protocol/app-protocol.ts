import { readFile } from "node:fs/promises";
import { net, protocol } from "electron";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { PAGE_SCHEME, isOurPage } from "./origin.ts";
import { pageFile } from "./page-file.ts";

export interface PageSource {
  /** Where the built page lies. */
  readonly folder: string;
  /** In development: the server that the page comes from instead. */
  readonly developmentServer: string | null;
  /** What stands at /stopped.html after the page crashed too often. */
  readonly stoppedPage: () => string;
}

/** Before the app is ready. */
export function declarePageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges }]);
}

/** Once the app is ready. */
export function servePage(source: PageSource): void {
  const policy = contentSecurityPolicy(source.developmentServer !== null);
  protocol.handle(PAGE_SCHEME, async (request) => {
    const found = await respond(source, request);
    const headers = new Headers(found.headers);
    headers.set("content-security-policy", policy);
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    headers.set("cross-origin-opener-policy", "same-origin");
    return new Response(found.body, { status: found.status, headers });
  });
}

async function respond(
  { folder, developmentServer, stoppedPage }: PageSource,
  request: Request,
): Promise<Response> {
  if (request.method !== "GET" || !isOurPage(request.url)) return notFound();
  const { pathname, search } = new URL(request.url);
  if (pathname === "/stopped.html") {
    return new Response(stoppedPage(), { headers: { "content-type": "text/html; charset=utf-8" } });
  }
  if (developmentServer !== null) return fromServer(developmentServer + pathname + search, request);
  const found = pageFile(folder, request.url);
  if (found === null) return notFound();
  try {
    return new Response(await readFile(found.file), { headers: { "content-type": found.type } });
  } catch {
    return notFound();
  }
}

async function fromServer(url: string, request: Request): Promise<Response> {
  const accept = request.headers.get("accept");
  const answer = await net.fetch(url, { headers: accept === null ? {} : { accept } });
  const headers = new Headers(answer.headers);
  // The body arrives unpacked.
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(answer.body, { status: answer.status, headers });
}

function notFound(): Response {
  return new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
}
