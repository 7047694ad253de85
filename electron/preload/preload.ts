// oxlint-disable-next-line eslint/no-restricted-imports -- The page's end of the bridge.
import { contextBridge, ipcRenderer } from "electron";
import { BRIDGE_FUNCTIONS, channel, isEventName, isTellName } from "../bridge/contract.ts";

type Listener = (...values: unknown[]) => void;

function crossing(name: (typeof BRIDGE_FUNCTIONS)[number]): (...values: never[]) => unknown {
  if (isEventName(name)) {
    return (listener: Listener) => {
      // The event object of Electron stays here: its sender would hand the page a channel.
      const relay = (_event: unknown, ...values: unknown[]) => listener(...values);
      ipcRenderer.on(channel(name), relay);
      return () => {
        ipcRenderer.off(channel(name), relay);
      };
    };
  }
  if (isTellName(name)) return (...values) => ipcRenderer.send(channel(name), ...values);
  return (...values) => ipcRenderer.invoke(channel(name), ...values);
}

// Where nobody has anything left to put away, the window need not wait.
ipcRenderer.on(channel("onClosing"), () => {
  if (ipcRenderer.listenerCount(channel("onClosing")) === 1)
    ipcRenderer.send(channel("answerClosing"));
});

contextBridge.exposeInMainWorld(
  "twinspan",
  Object.fromEntries(BRIDGE_FUNCTIONS.map((name) => [name, crossing(name)])),
);
