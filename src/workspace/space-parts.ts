import type { Store } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type { Person } from "../domain/index.ts";
import type { Platform } from "../platform/index.ts";
import type { Clock, Road } from "../roads/index.ts";
import type { Storage } from "../storage/index.ts";
import type { ChangeKeeper } from "./change-keeper.ts";
import type { ScreenFrames, Signer } from "./journal/index.ts";
import type { PreparePicture } from "./picture-shelf.ts";

/** What every project of this PC shares. */
export interface SpaceParts {
  /** Sealed. */
  readonly storage: Storage;
  readonly suite: Suite;
  readonly signer: Signer;
  /** Decodes what strangers sealed where a hang costs nothing; null: decoded here. */
  readonly screen: ScreenFrames | null;
  readonly keeper: ChangeKeeper;
  readonly road: Road;
  readonly platform: Pick<Platform, "offerInvitation" | "withdrawInvitation">;
  readonly clock: Clock;
  readonly random: () => number;
  readonly prepare: PreparePicture;
  /** host:port at which the hub of this PC may be found. */
  readonly ownHubs: Store<readonly string[]>;
  readonly person: Store<Person | null>;
}
