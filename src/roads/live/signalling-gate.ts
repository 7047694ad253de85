import { z } from "zod";
import { assertNever } from "../../base/index.ts";
import { DESCRIPTION_LIMIT } from "./description.ts";

const name = z.string().min(1).max(64);
const message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("announce"), from: name }),
  z.object({
    type: z.literal("signal"),
    from: name,
    to: name,
    token: z.number(),
    signal: z.object({
      type: z.enum(["offer", "answer"]),
      sdp: z.string().max(DESCRIPTION_LIMIT),
      attempt: z.number().int().nonnegative(),
    }),
  }),
]);

export type SignallingMessage = z.infer<typeof message>;
type Signal = Extract<SignallingMessage, { type: "signal" }>;

/** y-webrtc's own messages, as our peers write them; null for anything else. */
export function parseSignallingMessage(value: unknown): SignallingMessage | null {
  const parsed = message.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** One entry of y-webrtc's map of connections. */
export interface GateConnection {
  readonly peer: GatePeer;
  readonly glareToken: number | undefined;
}

export interface GatePeer {
  readonly isOffering: boolean;
  readonly attempt: number | null;
  readonly stage: "waiting" | "answered" | "open";
  signal(signal: unknown): void;
  repeat(): void;
  probe(): void;
  destroy(): void;
}

export interface GateRoom {
  readonly peerId: string;
  readonly connections: ReadonlyMap<string, GateConnection>;
}

/** Above this, an announcement is answered by chance only, so that newcomers always find some with room. */
const DIAL_LIMIT = 24;
export const CONNECTION_LIMIT = 32;
/** Connections that are not open yet. */
const ATTEMPT_LIMIT = 12;
const DIALS_ABOVE_LIMIT = 4;
/** How long one who could not be reached is not called again, by the number of failures in a row. */
const RESTS_MS = [0, 4_000, 10_000, 20_000, 30_000];
const MEMORY = 1_024;

/**
 * Stands before y-webrtc, which believes every message: it crashes on an answer to nothing, opens connections without
 * limit, and keeps a dead one for as long as it is in its map. What passes here it can deal with.
 */
export class SignallingGate {
  readonly #room: GateRoom;
  readonly #random: () => number;
  readonly #newestOffers = new Map<string, number>();
  readonly #failures = new Map<string, { readonly count: number; readonly restUntil: number }>();

  constructor(room: GateRoom, random: () => number = Math.random) {
    this.#room = room;
    this.#random = random;
  }

  /** Whether y-webrtc should see it. What it cannot deal with, but a connection can, goes to that connection. */
  admits(incoming: SignallingMessage): boolean {
    if (incoming.from === this.#room.peerId) return false;
    switch (incoming.type) {
      case "announce":
        return this.#admitsAnnouncement(incoming.from);
      case "signal":
        if (incoming.to !== this.#room.peerId) return false;
        return incoming.signal.type === "offer"
          ? this.#admitsOffer(incoming)
          : this.#admitsAnswer(incoming);
      default:
        return assertNever(incoming);
    }
  }

  /** An attempt with this one came to nothing. */
  failed(remote: string): void {
    const count = (this.#failures.get(remote)?.count ?? 0) + 1;
    const restMs = RESTS_MS[Math.min(count, RESTS_MS.length) - 1] ?? 0;
    remember(this.#failures, remote, { count, restUntil: Date.now() + restMs });
  }

  succeeded(remote: string): void {
    this.#failures.delete(remote);
  }

  /** The network is another one: whoever could not be reached may be reachable now. */
  forgetFailures(): void {
    this.#failures.clear();
  }

  #admitsAnnouncement(from: string): boolean {
    const known = this.#room.connections.get(from);
    if (known !== undefined) {
      // It is looking for others: perhaps it has lost us, and we have not noticed.
      known.peer.probe();
      return false;
    }
    const size = this.#room.connections.size;
    const isFull =
      size >= CONNECTION_LIMIT ||
      (size >= DIAL_LIMIT && this.#random() * size >= DIALS_ABOVE_LIMIT);
    return !isFull && !this.#hasTooManyAttempts() && !this.#isResting(from);
  }

  #admitsOffer({ from, token, signal }: Signal): boolean {
    const newest = this.#newestOffers.get(from);
    if (newest !== undefined && signal.attempt < newest) return false;
    const known = this.#room.connections.get(from);
    if (known === undefined) {
      const isFull = this.#room.connections.size >= CONNECTION_LIMIT || this.#hasTooManyAttempts();
      if (isFull) return false;
    } else if (!known.peer.isOffering && known.peer.attempt === signal.attempt) {
      // The same offer again: our answer was lost, or there are further candidates.
      known.peer.signal(signal);
      return false;
    } else if (
      known.peer.isOffering &&
      known.peer.stage === "waiting" &&
      isOurs(known, token, this.#room.peerId, from)
    ) {
      // Both called at once and ours counts. Theirs shows that they may not have heard it.
      known.peer.repeat();
      return false;
    } else {
      // They have begun anew, so what we hold is over. A connection object never serves twice.
      known.peer.destroy();
    }
    remember(this.#newestOffers, from, signal.attempt);
    return true;
  }

  #admitsAnswer({ from, signal }: Signal): boolean {
    const known = this.#room.connections.get(from);
    if (known === undefined || !known.peer.isOffering || known.peer.attempt !== signal.attempt) {
      return false;
    }
    if (known.peer.stage === "waiting") return true;
    known.peer.signal(signal);
    return false;
  }

  #hasTooManyAttempts(): boolean {
    let attempts = 0;
    for (const { peer } of this.#room.connections.values())
      if (peer.stage !== "open") attempts += 1;
    return attempts >= ATTEMPT_LIMIT;
  }

  #isResting(remote: string): boolean {
    return (this.#failures.get(remote)?.restUntil ?? 0) > Date.now();
  }
}

/** As y-webrtc decides it, with the case of no token yet and of equal tokens settled alike on both sides. */
function isOurs(known: GateConnection, theirToken: number, us: string, them: string): boolean {
  if (known.glareToken === undefined) return false;
  return known.glareToken > theirToken || (known.glareToken === theirToken && us > them);
}

function remember<Value>(memory: Map<string, Value>, key: string, value: Value): void {
  memory.delete(key);
  memory.set(key, value);
  const [oldest] = memory.keys();
  if (memory.size > MEMORY && oldest !== undefined) memory.delete(oldest);
}
