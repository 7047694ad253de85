import {
  type Result,
  type Store,
  type WritableStore,
  createStore,
  fail,
  succeed,
} from "../../../src/base/index.ts";
import type {
  HubStatus,
  InvitationOffer,
  OfferFailure,
  RedeemFailure,
  RedeemRequest,
  RedeemedInvitation,
} from "../../bridge/contract.ts";
import type { NetworkWatch } from "../network/network-watch.ts";
import { Discovery } from "./discovery.ts";
import { type HubAddress, hubText } from "./hub-client.ts";
import { HubServer } from "./hub-server.ts";
import { JoinOffers } from "./join/join-offers.ts";
import { redeemAt } from "./join/join-request.ts";
import { HUB_PORT, HUB_PORTS, answeringHubs, siblingAddresses } from "./nearby-hubs.ts";
import { Signalling } from "./signalling.ts";
import { typedHubs } from "./typed-address.ts";
import { unguessableId } from "./unguessable-id.ts";

const LOOK_AROUND_MS = 10_000;
const WAIT_FOR_ANSWERS_MS = 2000;

export interface HubOptions {
  /** Null: the documented port or one of the nine after it. 0: any free one. */
  readonly port: number | null;
  readonly isDiscoverable: boolean;
  readonly network: NetworkWatch;
  readonly onError: (error: Error) => void;
}

/** The door of this PC on the LAN: signalling, join codes, and finding the other hubs. */
export class Hub {
  readonly #options: HubOptions;
  readonly #id = unguessableId();
  readonly #offers = new JoinOffers();
  readonly #status: WritableStore<HubStatus>;
  readonly #stopWatching: () => void;
  #server: HubServer | null = null;
  #discovery: Discovery | null = null;
  #looking: NodeJS.Timeout | null = null;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#status = createStore<HubStatus>({
      state: "starting",
      port: null,
      addresses: [],
      nearby: [],
      problem: null,
    });
    this.#stopWatching = options.network.subscribe(() => this.#networkChanged());
  }

  get status(): Store<HubStatus> {
    return this.#status;
  }

  async start(): Promise<void> {
    const wanted = this.#options.port === null ? HUB_PORTS : [this.#options.port];
    for (const port of wanted) {
      const server = new HubServer({ twinspan: 1, hub: this.#id }, new Signalling(), this.#offers);
      const got = await server.listen(port);
      if (got === null) {
        await server.close();
        continue;
      }
      this.#server = server;
      this.#change({ state: "running", port: got });
      if (this.#options.isDiscoverable) {
        const { onError } = this.#options;
        this.#discovery = new Discovery(this.#id, got, {
          onFound: () => this.#lookAround(),
          onError,
        });
      }
      this.#networkChanged();
      this.#lookRegularly();
      return;
    }
    this.#change({ state: "stopped", problem: "portTaken" });
  }

  offer(offer: InvitationOffer): Result<null, OfferFailure> {
    return this.#server === null ? fail({ kind: "hubStopped" }) : this.#offers.offer(offer);
  }

  withdraw(code: string): void {
    this.#offers.withdraw(code);
  }

  async redeem({
    code,
    address,
  }: RedeemRequest): Promise<Result<RedeemedInvitation, RedeemFailure>> {
    if (address === null) return this.#redeemNearby(code);
    const typed = typedHubs(address);
    if (typed === null) return fail({ kind: "badAddress" });
    const hubs = await answeringHubs(typed, this.#id);
    return hubs.length === 0 ? fail({ kind: "unreachable" }) : redeemAtAny(hubs, code);
  }

  async close(): Promise<void> {
    this.#stopWatching();
    if (this.#looking !== null) clearInterval(this.#looking);
    this.#discovery?.close();
    await this.#server?.close();
    this.#server = null;
    this.#change({ state: "stopped", port: null, nearby: [] });
  }

  /** First those we know; then, once, those who answer a fresh call. */
  async #redeemNearby(code: string): Promise<Result<RedeemedInvitation, RedeemFailure>> {
    const known = await this.#hubsAround();
    const first = await redeemAtAny(known, code);
    if (first.ok || first.failure.kind === "tooManyAttempts" || this.#discovery === null)
      return first;
    this.#discovery.askAgain();
    await new Promise((resolve) => setTimeout(resolve, WAIT_FOR_ANSWERS_MS));
    const asked = new Set(known.map(({ hub }) => hub));
    const fresh = (await this.#hubsAround()).filter(({ hub }) => !asked.has(hub));
    return fresh.length === 0 ? first : redeemAtAny(fresh, code);
  }

  async #hubsAround() {
    const port = this.#status.get().port;
    if (!this.#options.isDiscoverable) return [];
    const siblings = port === null ? [] : siblingAddresses(port);
    return answeringHubs([...siblings, ...(this.#discovery?.found() ?? [])], this.#id);
  }

  #lookRegularly(): void {
    this.#looking = setInterval(() => this.#lookAround(), LOOK_AROUND_MS);
    this.#looking.unref();
    this.#lookAround();
  }

  #lookAround(): void {
    const look = async () => {
      const nearby = (await this.#hubsAround()).map(hubText);
      if (this.#server !== null) this.#change({ nearby });
    };
    look().catch(this.#options.onError);
  }

  #networkChanged(): void {
    const addresses = this.#options.network.addresses();
    this.#discovery?.useCards(addresses);
    this.#change({ addresses });
  }

  #change(change: Partial<HubStatus>): void {
    const next = { ...this.#status.get(), ...change };
    const { state, port, addresses } = next;
    const wasMoved = this.#options.port === null && port !== null && port !== HUB_PORT;
    const problem =
      state === "stopped"
        ? next.problem
        : wasMoved
          ? "portTaken"
          : addresses.length === 0
            ? "noNetwork"
            : null;
    const status: HubStatus = { ...next, problem };
    if (JSON.stringify(status) !== JSON.stringify(this.#status.get())) this.#status.set(status);
  }
}

async function redeemAtAny(
  hubs: readonly HubAddress[],
  code: string,
): Promise<Result<RedeemedInvitation, RedeemFailure>> {
  if (hubs.length === 0) return fail({ kind: "nobodyFound" });
  const results = await Promise.all(
    hubs.map(async (hub) => ({ hub, result: await redeemAt(hub, code) })),
  );
  const kinds = new Set<RedeemFailure["kind"]>();
  for (const { hub, result } of results) {
    if (result.ok) return succeed({ invitation: result.value, hub: hubText(hub) });
    kinds.add(result.failure.kind);
  }
  if (kinds.has("tooManyAttempts")) return fail({ kind: "tooManyAttempts" });
  return fail({ kind: kinds.has("wrongCode") ? "wrongCode" : "unreachable" });
}
