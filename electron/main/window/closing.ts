import type { BrowserWindow } from "electron";

const PATIENCE_MS = 5000;

export interface ClosingSituation {
  readonly window: BrowserWindow;
  /** Tells the page; false if there is none that could answer. */
  readonly ask: () => boolean;
  /** Just before the window goes; whether the page had put away what it had to. */
  readonly onClosed: (isClean: boolean) => void;
}

/** Holds the window open until the page has put away what it had to, or has had its time. */
export class Closing {
  readonly #situation: ClosingSituation;
  #timer: NodeJS.Timeout | null = null;

  constructor(situation: ClosingSituation) {
    this.#situation = situation;
    situation.window.on("close", (event) => {
      event.preventDefault();
      this.#begin();
    });
  }

  get isUnderWay(): boolean {
    return this.#timer !== null;
  }

  answer(): void {
    if (this.#timer !== null) this.#end(true);
  }

  #begin(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => this.#end(false), PATIENCE_MS);
    if (!this.#situation.ask()) this.#end(false);
  }

  #end(isClean: boolean): void {
    const { window, onClosed } = this.#situation;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (window.isDestroyed()) return;
    onClosed(isClean);
    window.destroy();
  }
}
