import { type Store, createStore } from "../../base/index.ts";
import type { MemberId } from "../../domain/index.ts";
import type { AuthorLook } from "./author-marks.ts";

/** How much of the page one person wrote. */
export interface AuthorShare extends AuthorLook {
  readonly words: number;
}

/** Which words are shown as whose: everyone's, or those of one author alone. */
export type ShownAuthors =
  | { readonly kind: "nobody" | "everyone" }
  | { readonly kind: "one"; readonly author: MemberId | null };

export const NO_SHARES: readonly AuthorShare[] = [];
const NOBODY: ShownAuthors = { kind: "nobody" };

/** Who wrote what in one page, between the editor that finds it out and the panel that tells it. */
export class Authorship {
  readonly shown: Store<ShownAuthors>;
  /** Who wrote most first; empty while nothing is shown. */
  readonly shares: Store<readonly AuthorShare[]>;
  /** Who wrote the words at the cursor. */
  readonly atCursor: Store<AuthorLook | null>;
  readonly #shown = createStore(NOBODY);
  readonly #shares = createStore(NO_SHARES);
  readonly #atCursor = createStore<AuthorLook | null>(null);

  constructor() {
    this.shown = this.#shown;
    this.shares = this.#shares;
    this.atCursor = this.#atCursor;
  }

  show(shown: ShownAuthors): void {
    this.#shown.set(shown);
  }

  /** For the editor. */
  tell(shares: readonly AuthorShare[]): void {
    this.#shares.set(shares);
  }

  /** For the editor. */
  tellCursor(look: AuthorLook | null): void {
    if (this.#atCursor.get() !== look) this.#atCursor.set(look);
  }
}
