import { type HubAddress } from "./hub-client.ts";
import { HUB_PORTS } from "./nearby-hubs.ts";

const PORT_MAX = 65_535;

/** What a person typed, as the places to ask; null if it is no address. Without a port all ports of the hub are meant. */
export function typedHubs(text: string): readonly HubAddress[] | null {
  const trimmed = text
    .trim()
    .replace(/^(?:ws|http):\/\//iu, "")
    .replace(/\/$/u, "");
  const parts =
    /^(?:\[(?<six>[0-9a-f:.]+)\]|(?<host>[^\s:/?#@[\]]+))(?::(?<port>\d{1,5}))?$/iu.exec(
      trimmed,
    )?.groups;
  const host = parts?.["six"] ?? parts?.["host"];
  if (host === undefined || host.length > 253 || !isHost(host)) return null;
  const port = parts?.["port"];
  if (port === undefined) return HUB_PORTS.map((one) => ({ host, port: one }));
  const number = Number(port);
  return number >= 1 && number <= PORT_MAX ? [{ host, port: number }] : null;
}

function isHost(host: string): boolean {
  return host.includes(":") || /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u.test(host);
}
