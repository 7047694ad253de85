import type { NetworkInterfaceInfo } from "node:os";

export type Interfaces = Readonly<Partial<Record<string, readonly NetworkInterfaceInfo[]>>>;

/** Names that virtual machines, containers and tunnels give their cards: a colleague is rarely behind them. */
const VIRTUAL =
  /^(?:docker|br-|veth|virbr|vmnet|vboxnet|vethernet|tun|tap|utun|wg|zt|tailscale|lxc|lxd)/iu;

/** The PC's IPv4 addresses that others may reach, best first. */
export function lanAddresses(interfaces: Interfaces): readonly string[] {
  const found = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? [])
      .filter((info) => info.family === "IPv4" && !info.internal)
      .map((info) => ({ address: info.address, rank: rank(name, info.address) })),
  );
  return found.sort((a, b) => a.rank - b.rank).map(({ address }) => address);
}

function rank(name: string, address: string): number {
  const virtual = VIRTUAL.test(name) ? 10 : 0;
  if (address.startsWith("169.254.")) return virtual + 5;
  if (address.startsWith("192.168.")) return virtual;
  if (address.startsWith("10.")) return virtual + 1;
  if (/^172\.(?:1[6-9]|2\d|3[01])\./u.test(address)) return virtual + 2;
  return virtual + 3;
}
