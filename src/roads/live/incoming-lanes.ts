import { fail, type Result, succeed } from "../../base/index.ts";
import type { Lane } from "../road.ts";
import { type FrameFault, type PieceFrame, PIECE_BYTES } from "./frame.ts";
import { PIECES_UNDER_WAY } from "./outgoing-lanes.ts";

interface Partial {
  readonly totalBytes: number;
  buffer: Uint8Array<ArrayBuffer>;
  length: number;
}

interface LaneState {
  partial: Partial | null;
  takenPieces: number;
  reportedPieces: number;
}

/**
 * Puts pieces together again. Memory follows what has arrived, not what a frame claims is to come: the buffer doubles
 * until it has the message's length.
 */
export class IncomingLanes {
  readonly #lanes: Readonly<Record<Lane, LaneState>> = {
    0: emptyLane(),
    1: emptyLane(),
    2: emptyLane(),
  };

  /** The message when this was its last piece, else null. */
  take(piece: PieceFrame): Result<Uint8Array<ArrayBuffer> | null, FrameFault> {
    const state = this.#lanes[piece.lane];
    if (piece.isFirst !== (state.partial === null)) return fail("malformed");
    state.partial ??= begin(piece.totalBytes);
    const { partial } = state;
    const length = partial.length + piece.bytes.length;
    const isWhole = length === partial.totalBytes;
    if (piece.totalBytes !== partial.totalBytes || piece.isLast !== isWhole)
      return fail("malformed");
    if (length > partial.totalBytes) return fail("tooLong");
    if (length > partial.buffer.length) grow(partial);
    partial.buffer.set(piece.bytes, partial.length);
    partial.length = length;
    state.takenPieces = (state.takenPieces + 1) >>> 0;
    if (!isWhole) return succeed(null);
    state.partial = null;
    return succeed(partial.buffer);
  }

  /** Pieces taken so far, when it is time to tell the sender, well before it has to stop; else null. */
  report(lane: Lane): number | null {
    const state = this.#lanes[lane];
    const unreported = (state.takenPieces - state.reportedPieces) >>> 0;
    if (unreported < PIECES_UNDER_WAY[lane] / 4) return null;
    state.reportedPieces = state.takenPieces;
    return state.takenPieces;
  }
}

const FIRST_BUFFER_BYTES = 64 * PIECE_BYTES;

function begin(totalBytes: number): Partial {
  const buffer = new Uint8Array(Math.min(totalBytes, FIRST_BUFFER_BYTES));
  return { totalBytes, buffer, length: 0 };
}

function grow(partial: Partial): void {
  const larger = new Uint8Array(Math.min(partial.totalBytes, partial.buffer.length * 2));
  larger.set(partial.buffer);
  partial.buffer = larger;
}

function emptyLane(): LaneState {
  return { partial: null, takenPieces: 0, reportedPieces: 0 };
}
