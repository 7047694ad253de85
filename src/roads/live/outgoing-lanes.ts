import { type Lane, MESSAGE_LIMITS } from "../road.ts";
import { encodeFrame, PIECE_BYTES } from "./frame.ts";

/** The part of a data channel that sending needs. */
export interface FrameChannel {
  /** Bytes given to the channel and not yet to the network. */
  readonly bufferedAmount: number;
  /** Must not throw: a channel that refuses a frame has ended, and `fail` says so. */
  send(frame: Uint8Array<ArrayBuffer>): void;
}

/** A lane starts no further piece while the channel holds this much: the more urgent the lane, the more it may add. */
const BUFFER_CEILINGS: Readonly<Record<Lane, number>> = {
  0: 256 * 1024,
  1: 128 * 1024,
  2: 48 * 1024,
};

/**
 * Pieces that may be on their way before the receiver's page has taken them. The channel's own buffer says nothing of
 * the receiver: a page that is busy for seconds would pile up everything that the network delivers.
 */
export const PIECES_UNDER_WAY: Readonly<Record<Lane, number>> = { 0: 32, 1: 64, 2: 16 };

/** Where the channel should tell that its buffer has room again. */
export const BUFFER_IS_LOW_BYTES = 32 * 1024;

interface Outgoing {
  readonly message: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
  offset: number;
}

interface LaneState {
  readonly queue: Outgoing[];
  /** Handed over whole; their senders go on when there is room again. */
  readonly handed: Outgoing[];
  /** Both modulo 2^32. */
  sentPieces: number;
  takenPieces: number;
}

/** Cuts messages into frames and feeds them to the channel: lower lanes first, never more than can be on its way. */
export class OutgoingLanes {
  readonly #channel: FrameChannel;
  readonly #lanes: Readonly<Record<Lane, LaneState>> = {
    0: emptyLane(),
    1: emptyLane(),
    2: emptyLane(),
  };
  #failure: Error | null = null;

  constructor(channel: FrameChannel) {
    this.#channel = channel;
  }

  /** As `RoadLink.send`. The message must not be changed before the promise settles. */
  send(lane: Lane, message: Uint8Array): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (message.length > MESSAGE_LIMITS[lane]) {
      const reason = `lane ${lane} carries ${MESSAGE_LIMITS[lane]} bytes, not ${message.length}`;
      return Promise.reject(new RangeError(reason));
    }
    const sent = new Promise<void>((resolve, reject) => {
      this.#lanes[lane].queue.push({ message, resolve, reject, offset: 0 });
    });
    this.pump();
    return sent;
  }

  /** The receiver says how far it is; false when it cannot be so. */
  taken(lane: Lane, pieces: number): boolean {
    const state = this.#lanes[lane];
    const advance = (pieces - state.takenPieces) >>> 0;
    if (advance > underWay(state)) return false;
    state.takenPieces = pieces;
    this.pump();
    return true;
  }

  /** To be called whenever the channel's buffer has emptied. */
  pump(): void {
    for (const lane of LANES) {
      const state = this.#lanes[lane];
      while (this.#failure === null && this.#hasRoom(lane)) {
        for (const { resolve } of state.handed.splice(0)) resolve();
        if (state.queue.length === 0) break;
        this.#sendPiece(lane, state);
      }
    }
  }

  /** Rejects all that waits, and everything from now on. */
  fail(failure: Error): void {
    if (this.#failure !== null) return;
    this.#failure = failure;
    for (const lane of LANES) {
      const { handed, queue } = this.#lanes[lane];
      for (const { reject } of [...handed.splice(0), ...queue.splice(0)]) reject(failure);
    }
  }

  #hasRoom(lane: Lane): boolean {
    return (
      this.#channel.bufferedAmount < BUFFER_CEILINGS[lane] &&
      underWay(this.#lanes[lane]) < PIECES_UNDER_WAY[lane]
    );
  }

  #sendPiece(lane: Lane, state: LaneState): void {
    const [outgoing] = state.queue;
    if (outgoing === undefined) return;
    const { message, offset } = outgoing;
    const end = Math.min(offset + PIECE_BYTES, message.length);
    const isLast = end === message.length;
    this.#channel.send(
      encodeFrame({
        kind: "piece",
        lane,
        isFirst: offset === 0,
        isLast,
        totalBytes: message.length,
        bytes: message.subarray(offset, end),
      }),
    );
    state.sentPieces = (state.sentPieces + 1) >>> 0;
    outgoing.offset = end;
    if (!isLast) return;
    state.queue.shift();
    state.handed.push(outgoing);
  }
}

const LANES: readonly Lane[] = [0, 1, 2];

function emptyLane(): LaneState {
  return { queue: [], handed: [], sentPieces: 0, takenPieces: 0 };
}

function underWay(lane: LaneState): number {
  return (lane.sentPieces - lane.takenPieces) >>> 0;
}
