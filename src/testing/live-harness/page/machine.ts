import type { SignallingSockets } from "../../../roads/index.ts";

type SocketEvent = Parameters<Parameters<SignallingSockets["onSocketEvent"]>[0]>[0];
type HubStatus = Awaited<ReturnType<SignallingSockets["hubStatus"]>>;

/** What the process that drives this page offers it; sockets are real ones, in that process. */
declare global {
  function machineHubStatus(): Promise<HubStatus>;
  function machineOpenSocket(url: string): Promise<number>;
  function machineSendSocket(socket: number, text: string): Promise<void>;
  function machineCloseSocket(socket: number): Promise<void>;
}

export interface Machine extends SignallingSockets {
  socketEvent(event: SocketEvent): void;
  changeNetwork(): void;
}

export function createMachine(): Machine {
  const socketListeners = new Set<(event: SocketEvent) => void>();
  const networkListeners = new Set<() => void>();
  return {
    hubStatus: () => machineHubStatus(),
    onHubStatus: () => () => undefined,
    openSocket: (url) => machineOpenSocket(url),
    sendSocket: (socket, text) => void machineSendSocket(socket, text),
    closeSocket: (socket) => void machineCloseSocket(socket),
    onSocketEvent: (listener) => listen(socketListeners, listener),
    onNetworkChange: (listener) => listen(networkListeners, listener),
    socketEvent: (event) => {
      for (const listener of [...socketListeners]) listener(event);
    },
    changeNetwork: () => {
      for (const listener of [...networkListeners]) listener();
    },
  };
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
