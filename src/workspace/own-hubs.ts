import { type Store, createStore } from "../base/index.ts";
import type { HubStatus, Platform } from "../platform/index.ts";

export interface OwnHubs {
  /** host:port at which the hub of this PC may be found, best first. */
  readonly hubs: Store<readonly string[]>;
  close(): void;
}

export async function followOwnHubs(
  platform: Pick<Platform, "hubStatus" | "onHubStatus">,
): Promise<OwnHubs> {
  const hubs = createStore<readonly string[]>([]);
  const follow = ({ port, addresses }: HubStatus): void => {
    const found = port === null ? [] : addresses.map((address) => addressOf(address, port));
    if (found.join(" ") !== hubs.get().join(" ")) hubs.set(found);
  };
  const close = platform.onHubStatus(follow);
  follow(await platform.hubStatus());
  return { hubs, close };
}

const addressOf = (address: string, port: number): string =>
  address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
