import { readFile } from "node:fs/promises";
import path from "node:path";
import { _electron, chromium, type Page } from "playwright-core";
import { WebSocket } from "ws";
import { HubServer } from "../../../electron/main/hub/hub-server.ts";
import { JoinOffers } from "../../../electron/main/hub/join/join-offers.ts";
import { Signalling } from "../../../electron/main/hub/signalling.ts";

export interface HarnessPcOptions {
  /** Where `buildHarness` put it. */
  readonly folder: string;
  /** Where Electron keeps its own things; its own place for each PC. */
  readonly profileFolder: string;
  /** Of the hub on this PC; 0: any free one. */
  readonly hubPort: number;
  /** Hubs of other PCs, as host:port. */
  readonly nearby: readonly string[];
}

const ORIGIN = "https://live-harness.test";
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };

/** A PC with a hub, real sockets and a page that holds copies on the live road. */
export class HarnessPc {
  readonly page: Page;
  readonly hubPort: number;
  /** What the page reported and no test expects. */
  readonly problems: string[] = [];
  readonly #close: () => Promise<void>;

  private constructor(page: Page, hubPort: number, close: () => Promise<void>) {
    this.page = page;
    this.hubPort = hubPort;
    this.#close = close;
    page.on("pageerror", (error) => this.problems.push(error.stack ?? error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.problems.push(message.text());
    });
  }

  static async start({
    folder,
    profileFolder,
    hubPort,
    nearby,
  }: HarnessPcOptions): Promise<HarnessPc> {
    const identity = { twinspan: 1, hub: "0".repeat(26) } as const;
    const hub = new HubServer(identity, new Signalling(), new JoinOffers());
    const port = await hub.listen(hubPort);
    if (port === null) throw new Error(`port ${hubPort} is taken`);
    const { page, quit } = await openPage(folder, profileFolder);
    const sockets = new Sockets(page);
    const pc = new HarnessPc(page, port, async () => {
      sockets.close();
      await quit();
      await hub.close();
    });
    await page.exposeFunction("machineHubStatus", () => ({ state: "running", port, nearby }));
    await page.exposeFunction("machineOpenSocket", (url: string) => sockets.open(url));
    await page.exposeFunction("machineSendSocket", (id: number, text: string) =>
      sockets.send(id, text),
    );
    await page.exposeFunction("machineCloseSocket", (id: number) => sockets.end(id));
    await page.route(`${ORIGIN}/**`, async (route) => {
      const file = new URL(route.request().url()).pathname;
      await route.fulfill({
        body: await readFile(path.join(folder, "page", file)),
        contentType: TYPES[path.extname(file)] ?? "application/octet-stream",
      });
    });
    await pc.reload();
    return pc;
  }

  async reload(): Promise<void> {
    await this.page.goto(`${ORIGIN}/index.html`);
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/** Electron, or the Chromium that TWINSPAN_CHROMIUM names: the page must run on both ends of the range. */
async function openPage(folder: string, profileFolder: string) {
  const isRoot = process.getuid?.() === 0;
  const executablePath = process.env["TWINSPAN_CHROMIUM"] ?? "";
  if (executablePath !== "") {
    const args = ["--disable-features=WebRtcHideLocalIpsWithMdns"];
    const browser = await chromium.launch({ executablePath, args, chromiumSandbox: !isRoot });
    return { page: await browser.newPage(), quit: () => browser.close() };
  }
  const app = await _electron.launch({
    args: [folder, `--user-data-dir=${profileFolder}`, ...(isRoot ? ["--no-sandbox"] : [])],
    chromiumSandbox: !isRoot,
  });
  return { page: await app.firstWindow(), quit: () => app.close() };
}

class Sockets {
  readonly #page: Page;
  readonly #open = new Map<number, WebSocket>();
  #count = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  open(url: string): number {
    this.#count += 1;
    const id = this.#count;
    const socket = new WebSocket(url, { perMessageDeflate: false });
    this.#open.set(id, socket);
    socket.on("open", () => this.#tell({ kind: "open", socket: id }));
    socket.on("message", (data) =>
      this.#tell({ kind: "message", socket: id, text: (data as Buffer).toString("utf8") }),
    );
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      if (this.#open.delete(id)) this.#tell({ kind: "close", socket: id });
    });
    return id;
  }

  send(id: number, text: string): void {
    const socket = this.#open.get(id);
    if (socket?.readyState === WebSocket.OPEN) socket.send(text);
  }

  end(id: number): void {
    const socket = this.#open.get(id);
    this.#open.delete(id);
    socket?.terminate();
  }

  close(): void {
    for (const id of [...this.#open.keys()]) this.end(id);
  }

  #tell(event: object): void {
    this.#page
      .evaluate(
        (told) => (globalThis as unknown as TestPage).harness.machine.socketEvent(told),
        event,
      )
      // The page is going away, and its sockets with it.
      .catch(() => this.close());
  }
}

interface TestPage {
  readonly harness: { readonly machine: { socketEvent(event: object): void } };
}
