import bonjourService from "bonjour-service";
import type { HubAddress } from "./hub-client.ts";

const SERVICE_TYPE = "twinspan";
const ASK_AGAIN_MS = 30_000;
const FOUND_MAX = 40;

export interface FoundHub extends HubAddress {
  /** What the announcement claims; believed once the hub itself says so. */
  readonly hub: string;
}

interface CardDiscovery {
  readonly bonjour: InstanceType<typeof bonjourService>;
  readonly browser: ReturnType<InstanceType<typeof bonjourService>["find"]>;
}

/**
 * Announces this hub by mDNS and looks for others. Each network card has its own instance, bound to all addresses and sending on
 * that card: without a default route one instance for all finds nothing. Announcements carry no names, not even that of the PC.
 */
export class Discovery {
  readonly #hub: string;
  readonly #port: number;
  readonly #onFound: () => void;
  readonly #onError: (error: Error) => void;
  readonly #timer: NodeJS.Timeout;
  #cards: readonly CardDiscovery[] = [];

  constructor(
    hub: string,
    port: number,
    {
      onFound,
      onError,
    }: { readonly onFound: () => void; readonly onError: (error: Error) => void },
  ) {
    this.#hub = hub;
    this.#port = port;
    this.#onFound = onFound;
    this.#onError = onError;
    this.#timer = setInterval(() => this.askAgain(), ASK_AGAIN_MS);
    this.#timer.unref();
  }

  /** Starts afresh on the cards with these addresses. */
  useCards(addresses: readonly string[]): void {
    this.#stopCards();
    this.#cards = addresses.flatMap((address) => {
      try {
        return [this.#startCard(address)];
      } catch (error) {
        this.#onError(error instanceof Error ? error : new Error(String(error)));
        return [];
      }
    });
  }

  askAgain(): void {
    for (const { browser } of this.#cards) browser.update();
  }

  found(): readonly FoundHub[] {
    const services = this.#cards.flatMap(({ browser }) => browser.services);
    return services
      .flatMap(({ name, port, referer }) =>
        // The address that the packet came from: the announced ones may be of a card that we cannot reach.
        referer === undefined || name === this.#hub
          ? []
          : [{ hub: name, host: referer.address, port }],
      )
      .slice(0, FOUND_MAX);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stopCards();
  }

  #startCard(address: string): CardDiscovery {
    const settings = { interface: address, bind: "0.0.0.0" };
    const bonjour = new bonjourService(settings as object, this.#onError);
    // bonjour-service leaves the errors of its socket unheard, which would end the program.
    const { server } = bonjour as unknown as { server: { mdns: NodeJS.EventEmitter } };
    server.mdns.on("error", this.#onError);
    server.mdns.on("warning", this.#onError);
    bonjour.publish({
      name: this.#hub,
      type: SERVICE_TYPE,
      port: this.#port,
      host: `${this.#hub}.local`,
      txt: { v: "1" },
      probe: false,
      disableIPv6: true,
    });
    return { bonjour, browser: bonjour.find({ type: SERVICE_TYPE }, this.#onFound) };
  }

  #stopCards(): void {
    for (const { bonjour, browser } of this.#cards) {
      browser.stop();
      bonjour.unpublishAll(() => bonjour.destroy());
    }
    this.#cards = [];
  }
}
