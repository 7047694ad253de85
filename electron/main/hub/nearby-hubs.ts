import { type HubAddress, getFromHub } from "./hub-client.ts";
import type { FoundHub } from "./discovery.ts";
import { hubIdentity } from "./hub-server.ts";

export const HUB_PORT = 41417;
/** When the first is taken, for example by a second profile on the same PC, the next nine are tried. */
export const HUB_PORTS: readonly number[] = Array.from(
  { length: 10 },
  (_, index) => HUB_PORT + index,
);

const NEARBY_MAX = 20;

/** The id of the hub at this address; null if there is none. */
async function hubAt(address: HubAddress): Promise<string | null> {
  const identity = await getFromHub(address, "/hub", hubIdentity);
  return identity.ok ? identity.value.hub : null;
}

/** Those that answer, each hub once, without our own. Where two addresses lead to one hub, the earlier one counts. */
export async function answeringHubs(
  candidates: readonly HubAddress[],
  own: string,
): Promise<readonly FoundHub[]> {
  const asked = await Promise.all(
    candidates.map(async (one) => ({ ...one, hub: await hubAt(one) })),
  );
  const byHub = new Map<string, FoundHub>();
  for (const { hub, host, port } of asked) {
    if (hub !== null && hub !== own && !byHub.has(hub)) byHub.set(hub, { hub, host, port });
  }
  return [...byHub.values()].slice(0, NEARBY_MAX);
}

/** Other profiles on this PC: reachable even where no card carries multicast. */
export function siblingAddresses(ownPort: number): readonly HubAddress[] {
  return HUB_PORTS.filter((port) => port !== ownPort).map((port) => ({ host: "127.0.0.1", port }));
}
