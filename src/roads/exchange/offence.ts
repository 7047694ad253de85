import type { MemberId } from "../../domain/index.ts";

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
  /** It spoke for somebody else. */
  | "impersonation"
  /** A picture that is not what its hash says. */
  | "wrongPicture";

export interface Offence {
  readonly kind: OffenceKind;
  /** null when it had not said who it is. */
  readonly member: MemberId | null;
  readonly at: number;
}

export interface Offences {
  readonly count: number;
  /** The latest first. */
  readonly latest: readonly Offence[];
}
