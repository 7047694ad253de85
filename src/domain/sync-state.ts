import type { MemberId, SchoolId, SpaceId } from "./ids.ts";

/** What is known of one partner's copy of a project. Never derived from "connected". */
export interface PartnerSync {
  readonly member: MemberId;
  readonly school: SchoolId | null;
  readonly name: string;
  /** null: never met. */
  readonly lastMetAt: number | null;
  /** Whether there is a connection that answered within the last half minute. */
  readonly here: boolean;
  readonly road: RoadName | null;
  readonly has: PartnerHas;
  /** Entries of theirs that are missing here, by what they told last. */
  readonly missingHere: number;
}

export type PartnerHas =
  | { readonly state: "unknown" }
  /** All entries that are here, and the same member log. */
  | { readonly state: "everything" }
  /** `documents` of ours that their copy lacked when it last told us; 0 when it only lacks what belongs to none, or the logs differ. */
  | { readonly state: "behind"; readonly documents: number };

export type RoadName = "live" | "loopback";

/** The calm line in every window. */
export type ProjectSync =
  | { readonly state: "alone" }
  | { readonly state: "everyoneHasEverything" }
  | { readonly state: "waiting"; readonly partners: number }
  | { readonly state: "exchanging"; readonly partners: number }
  | { readonly state: "lastMet"; readonly at: number }
  | { readonly state: "neverMet" };

export interface SpaceSync {
  readonly space: SpaceId;
  readonly summary: ProjectSync;
  readonly partners: readonly PartnerSync[];
}
