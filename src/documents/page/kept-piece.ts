import type { LostPiece } from "./lost-words.ts";

/** A lost piece as it waits in the rescue list. */
export interface KeptPiece extends LostPiece {
  readonly foundAt: number;
}

/** [from, to) of one writer's clock. */
export interface Stretch {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}
