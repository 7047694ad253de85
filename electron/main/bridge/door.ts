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

/** Only the main frame of our own window, showing our own page, may ask for anything. */
function isTrustedSender(
  event: IpcMainEvent | IpcMainInvokeEvent,
  page: () => WebContents | null,
): boolean {
  const ours = page();
  // The frame is gone when the page has navigated since it sent.
  const frame = event.senderFrame as Electron.WebFrameMain | null;
  if (ours === null || frame === null || event.sender !== ours) return false;
  return frame === ours.mainFrame && isOurPage(frame.url);
}

/** The only place that listens to the page. */
export function openDoor(answers: Answers, page: () => WebContents | null): void {
  for (const name of BRIDGE_FUNCTIONS) {
    if (isEventName(name)) continue;
    const run = (event: IpcMainEvent | IpcMainInvokeEvent, values: unknown[]): unknown => {
      if (!isTrustedSender(event, page)) throw new Error(`${name}: not for this sender`);
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
