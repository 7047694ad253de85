import { z } from "zod";
import { reportFault } from "../base/index.ts";
import type { KeychainFiles } from "./ports.ts";

interface Tries {
  readonly wrong: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
}

const tries = z.object({
  wrong: z.int().min(0),
  lastAt: z.number(),
}) satisfies z.ZodType<Tries>;

const FREE_TRIES = 3;
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** How long no other try counts after so many wrong ones: it doubles from the third on, and never grows beyond five minutes. */
export function pauseAfter(wrong: number): number {
  if (wrong < FREE_TRIES) return 0;
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (wrong - FREE_TRIES));
}

/**
 * Slows down who guesses at this screen; who has the file is slowed down by Argon2id alone. It is kept in a file, so that
 * ending the program is no way around it.
 */
export class PassphraseTries {
  readonly #files: KeychainFiles;
  readonly #now: () => number;
  #remembered: Tries | null = null;

  constructor(files: KeychainFiles, now: () => number) {
    this.#files = files;
    this.#now = now;
  }

  /** Milliseconds until a try counts. A clock that was set back prolongs nothing. */
  async waitMs(): Promise<number> {
    const { wrong, lastAt } = await this.#read();
    const pause = pauseAfter(wrong);
    return Math.min(pause, Math.max(0, lastAt + pause - this.#now()));
  }

  /** Before the passphrase is tried, so that killing the program meanwhile wins nothing. */
  async count(): Promise<void> {
    const { wrong } = await this.#read();
    await this.#write({ wrong: wrong + 1, lastAt: this.#now() });
  }

  async forget(): Promise<void> {
    await this.#write({ wrong: 0, lastAt: 0 });
  }

  async #read(): Promise<Tries> {
    this.#remembered ??= await this.#readFile();
    return this.#remembered;
  }

  async #readFile(): Promise<Tries> {
    const none: Tries = { wrong: 0, lastAt: 0 };
    try {
      const bytes = await this.#files.read("tries");
      if (bytes === null) return none;
      const read = tries.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
      return read.success ? read.data : none;
    } catch (error) {
      reportFault("the number of wrong passphrases could not be read", error);
      return none;
    }
  }

  async #write(next: Tries): Promise<void> {
    this.#remembered = next;
    try {
      await this.#files.write("tries", new TextEncoder().encode(JSON.stringify(next)));
    } catch (error) {
      reportFault("the number of wrong passphrases could not be kept", error);
    }
  }
}
