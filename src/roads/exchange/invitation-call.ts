import type { Clock } from "./clock.ts";
import { type GatheredLink, gatherOne } from "./gathered-link.ts";
import type { LogCopy } from "./journal-copy.ts";
import { EXCHANGE_TIMES as TIMES } from "./limits.ts";
import { LogExchange } from "./log-exchange.ts";
import { decodeMessage } from "./message-codec.ts";
import { Peer } from "./peer.ts";
import type { Lane, RoadLink } from "../road.ts";

export interface InvitationCallParts {
  /** On the topic of the invitation's mailbox. Taken over: it is closed with the call. */
  readonly link: RoadLink;
  readonly clock: Clock;
  /**
   * The log as far as it has come: without heads at first. When what it receives lets this person join, it takes the join in
   * too; being after all that the others have, it goes to them by itself.
   */
  readonly log: LogCopy;
  /** Somebody of the space holds all that `log` holds. "done" ends the call. */
  readonly onDelivered: () => "done" | "goOn";
  readonly onFailure?: (error: unknown) => void;
}

/** The exchange of one who has an invitation and nothing else: brings the log, and takes the join to those who are in it. */
export class InvitationCall {
  readonly #parts: InvitationCallParts;
  readonly #link: GatheredLink;
  readonly #log: LogExchange;
  readonly #peers = new Map<string, Peer>();
  readonly #stopMeeting: () => void;
  #stopTick: () => void = () => undefined;
  #isClosed = false;

  constructor(parts: InvitationCallParts) {
    this.#parts = parts;
    this.#link = gatherOne(parts.link, "invited");
    this.#log = new LogExchange({
      log: parts.log,
      clock: parts.clock,
      peers: () => this.#peers.values(),
      end: (peer) => {
        peer.isEnded = true;
      },
      failed: (error) => parts.onFailure?.(error),
      delivered: () => this.#delivered(),
    });
    this.#stopMeeting = this.#link.peers.subscribe(() => this.#meet());
    this.#link.receive((id, lane, message) => this.#hear(id, lane, message));
    this.#meet();
    this.#tick();
  }

  refresh(): void {
    this.#link.refresh();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopMeeting();
    this.#stopTick();
    this.#log.close();
    this.#link.close();
  }

  #delivered(): void {
    const isEmpty = this.#parts.log.heads.get().length === 0;
    if (!this.#isClosed && !isEmpty && this.#parts.onDelivered() === "done") this.close();
  }

  #meet(): void {
    const connected = new Map(this.#link.peers.get().map((peer) => [peer.id, peer]));
    for (const [id, peer] of [...this.#peers]) {
      if (connected.has(id)) continue;
      peer.isEnded = true;
      this.#log.leave(peer);
      this.#peers.delete(id);
    }
    for (const [id, road] of connected) {
      if (this.#peers.has(id)) continue;
      const peer = new Peer(road, "invited", this.#link);
      this.#peers.set(id, peer);
      peer.say({ kind: "greeting", challenge: peer.challenge });
    }
  }

  #hear(id: string, lane: Lane, bytes: Uint8Array): void {
    const peer = this.#peers.get(id);
    if (peer === undefined || peer.isEnded || this.#isClosed) return;
    const decoded = decodeMessage(bytes, lane);
    const isTooMuch = lane !== 1 && !peer.mayTalk(this.#parts.clock.now());
    if (!decoded.ok || isTooMuch) {
      peer.isEnded = true;
      return;
    }
    const message = decoded.value;
    if (message.kind === "greeting" && peer.standing === "unproven") {
      peer.standing = "invited";
      this.#log.meet(peer);
    } else if (message.kind === "heads" || message.kind === "operations") {
      this.#log.hear(peer, message);
    }
  }

  #tick(): void {
    this.#stopTick = this.#parts.clock.after(TIMES.compareMs[0], () => {
      for (const peer of this.#peers.values()) {
        if (peer.standing === "invited") this.#log.compare(peer);
        else peer.say({ kind: "greeting", challenge: peer.challenge });
      }
      this.#tick();
    });
  }
}
