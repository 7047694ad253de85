import { type Store, createStore } from "../../base/index.ts";
import type { MemberId, Presence } from "../../domain/index.ts";
import { EXCHANGE_LIMITS as LIMITS, EXCHANGE_TIMES as TIMES } from "./limits.ts";
import type { PresenceMessage } from "./message.ts";

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

  /** "refused": the sender spoke about somebody else. */
  heard(sender: Sender, message: PresenceMessage, now: number): "taken" | "refused" {
    if (message.member !== sender.member || message.session !== sender.session) return "refused";
    this.take(message, now);
    return "taken";
  }

  forget(session: string): void {
    if (this.#present.get().some((presence) => presence.session === session)) {
      this.#present.update((all) => all.filter((presence) => presence.session !== session));
    }
  }

  forgetSilent(now: number): void {
    const all = this.#present.get();
    const heard = all.filter(({ seenAt }) => now - seenAt < TIMES.presenceForgottenMs);
    if (heard.length < all.length) this.#present.set(heard);
  }

  protected take({ member, session, here, page, cursor }: PresenceMessage, now: number): void {
    const others = this.#present.get().filter((presence) => presence.session !== session);
    if (!here) {
      this.forget(session);
      return;
    }
    // Full: whoever was silent for longest makes room.
    others.sort((one, other) => other.seenAt - one.seenAt);
    const kept = others.slice(0, LIMITS.presences - 1);
    this.#present.set([{ member, session, page, cursor, seenAt: now }, ...kept]);
  }
}
