import { type Store, createStore } from "../../base/index.ts";
import type { MemberId } from "../../domain/index.ts";

const REMEMBERED = 50;

/** Why a partner was ended, or what could not be done: for the sync centre and the log, not an alarm. */
export type OffenceKind =
  /** Bytes that are no message. */
  | "garbage"
  /** The partner runs a version that speaks another protocol. */
  | "otherVersion"
  /** More than the limits allow. */
  | "tooMuch"
  /** The copy refused what it sent. */
  | "refused"
  /** It named somebody whom it is not. */
  | "impersonation"
  /** A picture that is not what its hash says. */
  | "wrongPicture";

export interface Offence {
  readonly kind: OffenceKind;
  /** null when it had not proven who it is. */
  readonly member: MemberId | null;
  readonly at: number;
}

export interface Offences {
  readonly count: number;
  /** The latest first. */
  readonly latest: readonly Offence[];
}

export class OffenceBook {
  readonly offences: Store<Offences>;
  readonly #offences = createStore<Offences>({ count: 0, latest: [] });

  constructor() {
    this.offences = this.#offences;
  }

  note(offence: Offence): void {
    this.#offences.update(({ count, latest }) => ({
      count: count + 1,
      latest: [offence, ...latest].slice(0, REMEMBERED),
    }));
  }
}
