import { sharingPromises, type SharingPlatform } from "../../src/platform/sharing.contract.ts";
import type { SocketEvent } from "../bridge/contract.ts";
import { Hub } from "./hub/hub.ts";
import { NetworkWatch } from "./network/network-watch.ts";
import { PageSockets } from "./sockets/page-sockets.ts";

interface RunningPc {
  readonly platform: SharingPlatform;
  readonly port: number | null;
  close(): Promise<void>;
}

/** The real hub and sockets of a PC, without the window around them. */
async function startPc(): Promise<RunningPc> {
  const network = new NetworkWatch(() => ({}));
  const hub = new Hub({
    port: 0,
    isDiscoverable: false,
    network,
    onError: (error) => {
      throw error;
    },
  });
  await hub.start();
  const listeners = new Set<(event: SocketEvent) => void>();
  const sockets = new PageSockets((event) => {
    for (const listener of listeners) listener(event);
  });
  const platform: SharingPlatform = {
    hubStatus: async () => hub.status.get(),
    offerInvitation: async (offer) => hub.offer(offer),
    withdrawInvitation: async (code) => hub.withdraw(code),
    redeemInvitation: (request) => hub.redeem(request),
    openSocket: async (url) => sockets.open(url),
    sendSocket: (socket, text) => sockets.send(socket, text),
    closeSocket: (socket) => sockets.close(socket),
    onSocketEvent: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
  const close = async () => {
    sockets.end();
    network.close();
    await hub.close();
  };
  return { platform, port: hub.status.get().port, close };
}

sharingPromises(async () => {
  const [lisbon, izmir] = await Promise.all([startPc(), startPc()]);
  const end = async () => {
    await Promise.all([lisbon.close(), izmir.close()]);
  };
  return {
    lisbon: lisbon.platform,
    izmir: izmir.platform,
    lisbonHub: `127.0.0.1:${lisbon.port}`,
    end,
  };
});
