// oxlint-disable-next-line eslint/no-restricted-imports -- The only place that listens to the page.
import { type IpcMainEvent, type IpcMainInvokeEvent, type WebContents, ipcMain } from "electron";
import type { Bridge } from "../../bridge/contract.ts";
import {
  type AskName,
  BRIDGE_FUNCTIONS,
  type EventName,
  type EventValue,
  type TellName,
  channel,
  isEventName,
  isTellName,
} from "../../bridge/contract.ts";
import { isOurPage } from "../protocol/origin.ts";
import { report } from "../report.ts";
import { BRIDGE_ARGUMENTS } from "./arguments.ts";

export type Answers = Pick<Bridge, AskName | TellName>;

/**
 * Only the main frame of our own window, showing our own page, may ask for anything. `gone`: the page has been closed or has navigated since
 * it sent, and nobody waits for the answer.
 */
function senderOf(
  event: IpcMainEvent | IpcMainInvokeEvent,
  page: () => WebContents | null,
): "ours" | "gone" | "foreign" {
  const ours = page();
  const frame = event.senderFrame as Electron.WebFrameMain | null;
  if (ours === null || frame === null || event.sender.isDestroyed()) return "gone";
  const isOurs = event.sender === ours && frame === ours.mainFrame && isOurPage(frame.url);
  return isOurs ? "ours" : "foreign";
}

/** The only place that listens to the page. */
export function openDoor(answers: Answers, page: () => WebContents | null): void {
  for (const name of BRIDGE_FUNCTIONS) {
    if (isEventName(name)) continue;
    const run = (event: IpcMainEvent | IpcMainInvokeEvent, values: unknown[]): unknown => {
      const sender = senderOf(event, page);
      if (sender === "gone") return undefined;
      if (sender === "foreign") throw new Error(`${name}: not for this sender`);
      const parsed = BRIDGE_ARGUMENTS[name].safeParse(values);
      if (!parsed.success) throw new Error(`${name}: these arguments do not fit`);
      const answer = answers[name] as (...values: readonly unknown[]) => unknown;
      return answer(...parsed.data);
    };
    if (isTellName(name)) {
      ipcMain.on(channel(name), (event, ...values) => {
        try {
          run(event, values);
        } catch (error) {
          report(`a call of ${name} was refused`, error);
        }
      });
    } else {
      ipcMain.handle(channel(name), (event, ...values) => run(event, values));
    }
  }
}

/** Tells the page; nothing happens while there is none. */
export function tellPage<Name extends EventName>(
  page: WebContents | null,
  name: Name,
  ...value: EventValue<Name>
): void {
  if (page === null || page.isDestroyed() || page.isCrashed() || !isOurPage(page.getURL())) return;
  page.send(channel(name), ...value);
}
