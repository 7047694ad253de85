import type { Suite } from "../../cryptography/index.ts";
import type { SpaceId } from "../../domain/index.ts";
import type {
  AdmissionRules,
  AdmissionState,
  DocumentName,
  FeedId,
  SealedFrame,
} from "../../journal/index.ts";
import type { MemberLog } from "../../membership/index.ts";
import type { Clock } from "../../roads/index.ts";
import type { JournalStore } from "../../storage/index.ts";
import type { Signer } from "./contract.ts";
import type { Keyring } from "./keyring.ts";
import type { Ledger } from "./ledger.ts";
import type { RoundKeeper } from "./round-keeper.ts";

/** What all parts of one open journal share. Whoever changes it holds the journal's turn. */
export interface JournalCore {
  readonly space: SpaceId;
  /** 16 bytes. */
  readonly spaceBytes: Uint8Array<ArrayBuffer>;
  readonly suite: Suite;
  readonly clock: Clock;
  readonly signer: Signer;
  readonly store: JournalStore;
  readonly log: MemberLog;
  readonly rules: AdmissionRules;
  /** What `rules` say of feeds that a compaction is compared with. */
  readonly keptUpdates: Map<FeedId, ReadonlyMap<DocumentName, readonly Uint8Array[]>>;
  readonly state: AdmissionState;
  readonly ledger: Ledger;
  readonly keyring: Keyring;
  readonly rounds: RoundKeeper;
  /** Frames that were admitted in part or wait inside admission, by their place. */
  readonly waiting: Map<string, SealedFrame>;
  /** Frames that nobody would take now, by their place; see `erasing.ts`. */
  readonly withheld: Set<string>;
}
