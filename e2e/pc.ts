import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";

const ROOT = path.resolve(import.meta.dirname, "..");

/** What a shell process says when a promise of it is broken; whatever else it prints is Chromium talking. */
const SHELL_FAULT =
  /Uncaught|Unhandled|UnhandledPromiseRejection|Error occurred in handler|App threw an error/;

/** PCs of different tests neither take each other's port nor find each other, unless a test wants them to. */
const LONE_HUB = { TWINSPAN_HUB_PORT: "0", TWINSPAN_DISCOVERY: "off" };

export interface PcOptions {
  /** Arguments for the program, such as `--profile lisbon`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Is run in place of Electron, with Electron's arguments, and runs it in its own way. */
  readonly electron?: string;
  /** A folder for all of this PC that stays when it is put away; without it each has a fresh one that goes with it. */
  readonly folder?: string;
  /** The language of the operating system, as Chromium takes it. */
  readonly locale?: string;
}

/** What a PC needs to start: where the program is, and how far apart the sandbox may keep it. */
export interface Installation {
  /** The packaged program; null runs what lies in dist/ on Electron itself. */
  readonly packagedBinary: string | null;
  /** Where a trace goes when it is wanted; one file for each run of the program. */
  readonly traceFile: (run: number) => string;
}

interface Running {
  readonly app: ElectronApplication;
  /** Null until the window is there. */
  page: Page | null;
  hasEnded: boolean;
  readonly ended: Promise<void>;
}

/** The program may take a few seconds to save and say goodbye; after this it hangs. */
const CLOSING_TIMEOUT_MS = 30_000;

/**
 * One PC with Twinspan on it: a profile folder, and the program running or not. Everything that goes wrong in its page or
 * its shell is collected in `problems`.
 */
export class Pc {
  readonly profileFolder: string;
  /** Where the program saves files and PDFs: in tests there is no dialog to ask. */
  readonly savedFolder: string;
  readonly problems: string[] = [];
  /** Everything that the shell's processes printed, of all runs. */
  output = "";
  /** What opens the door at every start; null: the test stands before it, and opens it itself or not. */
  passphrase: string | null = null;

  readonly #installation: Installation;
  readonly #options: PcOptions;
  readonly #folder: string;
  readonly #expected: RegExp[] = [];
  readonly #traces: string[] = [];
  #running: Running | null = null;
  #runs = 0;

  private constructor(installation: Installation, options: PcOptions, folder: string) {
    this.#installation = installation;
    this.#options = options;
    this.#folder = folder;
    this.profileFolder = path.join(folder, "profile");
    this.savedFolder = path.join(folder, "saved");
  }

  /** A PC with the program installed and not yet started. */
  static async install(installation: Installation, options: PcOptions = {}): Promise<Pc> {
    const folder = options.folder ?? (await mkdtemp(path.join(os.tmpdir(), "twinspan-e2e-")));
    const pc = new Pc(installation, options, folder);
    await Promise.all(
      [pc.profileFolder, pc.savedFolder].map((own) => mkdir(own, { recursive: true })),
    );
    return pc;
  }

  get app(): ElectronApplication {
    return this.#now().app;
  }

  get page(): Page {
    const { page } = this.#now();
    if (page === null) throw new Error("The program has shown no window yet");
    return page;
  }

  /** Starts the program, and waits for its window. `args` are for this run alone. */
  async open(args: readonly string[] = []): Promise<void> {
    if (this.#running !== null) throw new Error("This PC runs the program already");
    const { packagedBinary } = this.#installation;
    const isRoot = process.getuid?.() === 0;
    const executablePath = packagedBinary ?? this.#options.electron;
    const app = await _electron.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...(packagedBinary === null ? [ROOT] : []),
        ...(this.#options.locale === undefined ? [] : [`--lang=${this.#options.locale}`]),
        ...(this.#options.args ?? []),
        ...args,
      ],
      cwd: ROOT,
      chromiumSandbox: !isRoot,
      colorScheme: null,
      env: {
        ...inheritedEnvironment(),
        ...LONE_HUB,
        ...this.#options.env,
        TWINSPAN_PROFILE_DIR: this.profileFolder,
        TWINSPAN_TEST_SAVE_DIR: this.savedFolder,
      },
    });
    const ended = new Promise<void>((resolve) => {
      app.once("close", () => {
        running.hasEnded = true;
        resolve();
      });
    });
    const running: Running = { app, page: null, hasEnded: false, ended };
    this.#running = running;
    this.#runs += 1;
    this.#listenToShell(app);
    app.on("window", (page) => this.#listenToPage(page));
    for (const page of app.windows()) this.#listenToPage(page);
    await app.context().tracing.start({ screenshots: true, snapshots: true });
    running.page = await app.firstWindow().catch((cause: unknown) => {
      // What the program says before Playwright is connected is not in `output`.
      throw new Error("The program showed no window; `npm start` may say why", { cause });
    });
    await this.#answerQuestions(app);
    if (this.passphrase !== null) await this.unlock(this.passphrase);
  }

  /** Types the passphrase at the locked door, as it stands there after a start, a lock or a reload. */
  async unlock(passphrase: string): Promise<void> {
    const field = this.page.locator('main input[autocomplete="current-password"]');
    await field.fill(passphrase);
    await field.press("Enter");
    await field.waitFor({ state: "detached" });
  }

  /** Closes the program as a person does, so that it can save what is left to save. */
  async close(): Promise<void> {
    const { app, ended } = this.#now();
    await this.#keepTrace();
    await app.close();
    await ended;
    this.#running = null;
  }

  /** Waits until the program has ended by itself, for instance because its window was closed. */
  async waitForEnd(): Promise<void> {
    await this.#now().ended;
    this.#running = null;
  }

  async restart(args: readonly string[] = []): Promise<void> {
    await this.close();
    await this.open(args);
  }

  /** Ends every process of the program at once, as a power cut does: kill -9, nothing gets to say goodbye. */
  async kill(): Promise<void> {
    const { app, ended } = this.#now();
    await this.#keepTrace();
    this.#killProcesses(app);
    await ended;
    this.#running = null;
  }

  /** From now on, a problem that matches is what the test wants to see, and does not fail it. */
  expectProblem(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  unexpectedProblems(): readonly string[] {
    return this.problems.filter(
      (problem) => !this.#expected.some((pattern) => pattern.test(problem)),
    );
  }

  /** Ends the program if it still runs, and removes its folder if it was made here. */
  async putAway(): Promise<readonly string[]> {
    if (this.#running !== null) await this.#endSomehow(this.#running);
    if (this.#options.folder === undefined) {
      await rm(this.#folder, {
        recursive: true,
        force: true,
        maxRetries: 10,
        retryDelay: 200,
      });
    }
    return this.#traces;
  }

  async #endSomehow(running: Running): Promise<void> {
    if (running.hasEnded) {
      this.problems.push("shell: the program ended by itself");
      this.#running = null;
    } else if (running.page === null) {
      await this.kill();
    } else {
      const timer = setTimeout(() => {
        this.problems.push("shell: the program did not close, and was killed");
        this.#killProcesses(running.app);
      }, CLOSING_TIMEOUT_MS);
      await this.close().finally(() => clearTimeout(timer));
    }
  }

  #killProcesses(app: ElectronApplication): void {
    const { pid } = app.process();
    if (pid === undefined) throw new Error("The program has no process to kill");
    // Playwright starts the program as the leader of its own process group, except on Windows.
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  }

  #now() {
    if (this.#running === null)
      throw new Error("The program does not run on this PC; open() starts it");
    return this.#running;
  }

  /** Says yes to what the shell asks in its own dialogs, which no page can press. */
  async #answerQuestions(app: ElectronApplication): Promise<void> {
    await app.evaluate(({ dialog }) => {
      const show = dialog.showMessageBox.bind(dialog) as (
        ...given: unknown[]
      ) => Promise<Electron.MessageBoxReturnValue>;
      dialog.showMessageBox = (async (...given: unknown[]) => {
        const options = given.at(-1) as Electron.MessageBoxOptions;
        if (options.type !== "question") return await show(...given);
        return { response: 1, checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
    });
  }

  async #keepTrace(): Promise<void> {
    const file = this.#installation.traceFile(this.#runs);
    await this.#now().app.context().tracing.stop({ path: file });
    this.#traces.push(file);
  }

  #listenToShell(app: ElectronApplication): void {
    const read = (bytes: Buffer) => {
      const text = bytes.toString("utf8");
      this.output += text;
      for (const line of text.split("\n")) {
        if (SHELL_FAULT.test(line)) this.problems.push(`shell: ${line.trim()}`);
      }
    };
    app.process().stdout?.on("data", read);
    app.process().stderr?.on("data", read);
  }

  #listenToPage(page: Page): void {
    page.on("pageerror", (error) => this.problems.push(`page: ${error.stack ?? error.message}`));
    page.on("crash", () => this.problems.push("page: crashed"));
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      this.problems.push(`page console: ${message.text()} (${message.location().url})`);
    });
  }
}

function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !entry[0].startsWith("TWINSPAN_"),
  );
  return Object.fromEntries(entries);
}
