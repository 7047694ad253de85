import { type BrowserWindow, type MessageBoxOptions, dialog } from "electron";
import type { Asker, Question } from "../../../src/keychain/index.ts";
import { report } from "../report.ts";
import { wordsOf } from "./question-words.ts";
import type { Translate } from "./spoken.ts";

const CANCEL = 0;
const YES = 1;

export interface DialogSituation {
  readonly window: () => BrowserWindow | null;
  readonly translate: () => Translate;
}

/** Asks in a dialog of the operating system, over the window: no page can answer it, and what is pressed in passing is no. */
export function confirmDialog({ window, translate }: DialogSituation): Asker {
  const show = async (options: MessageBoxOptions): Promise<number> => {
    const parent = window();
    // Nobody can see whose question it would be.
    if (parent === null || parent.isDestroyed()) return CANCEL;
    return (await dialog.showMessageBox(parent, options)).response;
  };
  return {
    async ask(question: Question, withdrawn: AbortSignal) {
      const say = translate();
      const { message, detail, button } = wordsOf(question, say);
      try {
        const response = await show({
          type: "question",
          title: "Twinspan",
          message,
          detail,
          buttons: [say("confirm.cancel"), button],
          defaultId: CANCEL,
          cancelId: CANCEL,
          noLink: true,
          signal: withdrawn,
        });
        return response === YES;
      } catch (error) {
        report("a question could not be asked", error);
        return false;
      }
    },
    tellTooMany() {
      const say = translate();
      show({
        type: "info",
        title: "Twinspan",
        message: say("confirm.tooManyTitle"),
        detail: say("confirm.tooManyText"),
        buttons: [say("confirm.ok")],
      }).catch((error: unknown) => report("no dialog", error));
    },
  };
}

/** The sample project invites its other half without anyone there to press a button. Everything else is asked as always. */
export function invitingByItself(asker: Asker): Asker {
  return {
    ...asker,
    ask: async (question, withdrawn) =>
      question.kind === "invite" || (await asker.ask(question, withdrawn)),
  };
}
