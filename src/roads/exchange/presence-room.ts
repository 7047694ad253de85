import { type Store, createStore } from "../../base/index.ts";
import type { MemberId, Presence } from "../../domain/index.ts";
import { EXCHANGE_LIMITS as LIMITS, EXCHANGE_TIMES as TIMES } from "./limits.ts";
import type { PresenceMessage } from "./message.ts";

/** Who has proven to be at the other end of a connection. */
export interface Sender {
  readonly member: MemberId;
  readonly session: string;
}

/** Who is here, as each of them says it of themselves. */
export class PresenceRoom {
  readonly present: Store<readonly Presence[]>;
  readonly #present = createStore<readonly Presence[]>([]);

  constructor() {
    this.present = this.#present;
  }

  heard({ member, session }: Sender, { here, page, cursor }: PresenceMessage, now: number): void {
    if (!here) {
      this.forget(session);
      return;
    }
    const others = this.#present.get().filter((presence) => presence.session !== session);
    // Full: whoever was silent for longest makes room.
    others.sort((one, other) => other.seenAt - one.seenAt);
    const kept = others.slice(0, LIMITS.presences - 1);
    this.#present.set([{ member, session, page, cursor, seenAt: now }, ...kept]);
  }

  forget(session: string): void {
    this.#forgetWhere((presence) => presence.session === session);
  }

  /** Whoever is no member is not here either. */
  forgetMember(member: MemberId): void {
    this.#forgetWhere((presence) => presence.member === member);
  }

  forgetSilent(now: number): void {
    this.#forgetWhere(({ seenAt }) => now - seenAt >= TIMES.presenceForgottenMs);
  }

  #forgetWhere(isForgotten: (presence: Presence) => boolean): void {
    const all = this.#present.get();
    const kept = all.filter((presence) => !isForgotten(presence));
    if (kept.length < all.length) this.#present.set(kept);
  }
}
