import { spawn } from "node:child_process";
import { sandboxArguments } from "../../scripts/app.mjs";

const START_TIMEOUT_MS = 120_000;
const CLOSING_TIMEOUT_MS = 20_000;

/** The binding by which a script in the page tells this process something. */
export const TELL = "benchTell";

/** The time of this process on the same scale as `performance.timeOrigin + performance.now()` of a page, in ms. */
function now() {
  return performance.timeOrigin + performance.now();
}

/**
 * - `profile`: the program's own folder; absolute
 * - `script`: runs in the page before anything else does
 * @typedef {{
 *   profile: string,
 *   script?: string,
 *   args?: readonly string[],
 *   env?: NodeJS.ProcessEnv,
 * }} WindowOptions
 */

/**
 * A packaged program with its one window, driven over Chromium's DevTools pipe: unlike a driver that loads code into the
 * main process, that costs a few ms, and the same for every program.
 */
export class BenchWindow {
  /** @type {Set<BenchWindow>} */
  static #running = new Set();
  /** When the process was asked for. */
  startedAt = now();
  #child;
  #ended;
  #lastId = 0;
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  /** @type {string | null} */
  #session = null;
  /** @type {string[]} */
  #told = [];
  /** @type {((payload: string) => void) | null} */
  #listener = null;
  #script;

  /** @param {string} program @param {WindowOptions} options */
  constructor(program, { profile, script = "", args = [], env = {} }) {
    this.#script = `if (!globalThis.benchHasScript) { globalThis.benchHasScript = true; ${script} }`;
    this.#child = spawn(
      program,
      [...sandboxArguments(), "--inspect=0", "--remote-debugging-pipe", ...args],
      {
        stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
        env: { ...process.env, TWINSPAN_HUB_PORT: "0", ...env, TWINSPAN_PROFILE_DIR: profile },
      },
    );
    BenchWindow.#running.add(this);
    this.#ended = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.once("close", () => BenchWindow.#running.delete(this));
    this.#child.once("error", (error) => this.#fail(error));
    this.#child.once("close", () => this.#fail(new Error("The program has ended")));
    const [, , , input, output] = /** @type {any[]} */ (this.#child.stdio);
    // A program that has ended takes nothing more; `#fail` says so to whoever waits.
    input.on("error", () => undefined);
    this.#input = input;
    let text = "";
    output.setEncoding("utf8").on("data", (/** @type {string} */ part) => {
      const messages = (text + part).split("\0");
      text = messages.pop() ?? "";
      for (const message of messages) this.#receive(JSON.parse(message));
    });
    this.#attached = this.#ask("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    });
    this.#attached.catch(() => undefined);
  }
  #input;
  #attached;

  get pid() {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("The program did not start");
    return pid;
  }

  /** What the page tells next, or has told and nobody has read. @param {number} [timeoutMs] @returns {Promise<string>} */
  told(timeoutMs = START_TIMEOUT_MS) {
    const earlier = this.#told.shift();
    if (earlier !== undefined) return Promise.resolve(earlier);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(new Error("The page told nothing")), timeoutMs);
      this.#rejectTold = (error) => {
        clearTimeout(timer);
        reject(error);
      };
      this.#listener = (payload) => {
        clearTimeout(timer);
        resolve(payload);
      };
    });
  }
  /** @type {(error: Error) => void} */
  #rejectTold = () => undefined;

  /** Runs an expression in the page, waits for its promise and gives its value. @param {string} expression @returns {Promise<any>} */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Sends a command of the DevTools protocol to the page. @param {string} method @param {object} [params] @returns {Promise<any>} */
  send(method, params = {}) {
    if (this.#session === null) throw new Error("The program has no window yet");
    return this.#ask(method, params, this.#session);
  }

  /** Closes the program as a person does. */
  async close() {
    // It may go before it answers.
    this.#ask("Browser.close").catch(() => undefined);
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), CLOSING_TIMEOUT_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Ends every program that a failed bench left behind. */
  static async killAll() {
    const left = [...BenchWindow.#running];
    await Promise.all(left.map((window) => window.#kill()));
  }

  #kill() {
    this.#child.kill("SIGKILL");
    return this.#ended;
  }

  /** @param {any} message */
  #receive({ id, result, error, method, params }) {
    if (id !== undefined) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error.message));
    } else if (method === "Target.attachedToTarget") {
      this.#attach(params.sessionId, params.targetInfo.type);
    } else if (method === "Runtime.bindingCalled" && params.name === TELL) {
      const listener = this.#listener;
      this.#listener = null;
      if (listener === null) this.#told.push(params.payload);
      else listener(params.payload);
    }
  }

  /** Workers only have to be let go. @param {string} session @param {string} type */
  #attach(session, type) {
    const ask = (/** @type {string} */ method, params = {}) => {
      this.#ask(method, params, session).catch(() => undefined);
    };
    if (type === "page") {
      this.#session = session;
      // Only then is the binding there in every document to come.
      ask("Runtime.enable");
      ask("Runtime.addBinding", { name: TELL });
      ask("Page.enable");
      ask("Page.addScriptToEvaluateOnNewDocument", { source: this.#script });
      // On a busy machine the window may have its document already.
      ask("Runtime.evaluate", { expression: this.#script });
    }
    ask("Runtime.runIfWaitingForDebugger");
  }

  /** @param {string} method @param {object} [params] @param {string} [sessionId] @returns {Promise<any>} */
  #ask(method, params = {}, sessionId) {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** @param {Error} error */
  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#rejectTold(error);
  }
}

/**
 * A script for the page: tells the time of the second frame that shows `words`, which is the first that surely stands on
 * the screen; NaN when they stood there before the script came.
 * @param {string} words
 */
export function tellWhenShown(words) {
  return `(() => {
    const isShown = () => document.body?.textContent.includes(${JSON.stringify(words)}) ?? false;
    if (isShown()) {
      ${TELL}("NaN");
      return;
    }
    const watch = new MutationObserver(() => {
      if (!isShown()) return;
      watch.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() =>
        ${TELL}(String(performance.timeOrigin + performance.now()))));
    });
    watch.observe(document, { childList: true, subtree: true, characterData: true });
  })();`;
}
