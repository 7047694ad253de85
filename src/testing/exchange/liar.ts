import type { FeedId } from "../../journal/index.ts";
import { encodeMessage } from "../../roads/exchange/message-codec.ts";
import { type Message, laneOf } from "../../roads/exchange/message.ts";
import type { Lane, Rendezvous } from "../../roads/index.ts";
import type { Random } from "../random.ts";
import { type School, currentPlace } from "./school.ts";
import type { Schools } from "./schools.ts";
import { type Overheard, Stranger } from "./stranger.ts";

const MOST_REMEMBERED = 200;

/** A member who means no good: introduced rightly, then garbage, torn and replayed messages, vectors of nothing, and floods. */
export class Liar {
  readonly #schools: Schools;
  readonly #name: string;
  readonly #stranger: Stranger;
  readonly #operations: readonly Uint8Array[];
  readonly #place: Rendezvous;
  #isRecovering = false;

  private constructor(schools: Schools, school: School, place: Rendezvous, stranger: Stranger) {
    this.#schools = schools;
    this.#place = place;
    this.#name = school.name;
    this.#stranger = stranger;
    this.#operations = school.disk.operations;
    stranger.onHeard = (overheard) => this.#answer(overheard);
  }

  static async join(schools: Schools, school: School): Promise<Liar> {
    const copy = await school.openCopy(schools.space);
    const place = currentPlace(copy);
    return new Liar(schools, school, place, new Stranger(schools.join(school.name, place), copy));
  }

  close(): void {
    this.#stranger.link.close();
  }

  misbehave(): void {
    if (this.#random.chance(0.2)) this.#pretend();
    const lie = this.#lie();
    if (lie === null) return;
    const [lane, bytes] = lie;
    this.#stranger.sayBytes(lane, bytes);
    // Ended by everybody, it comes back as new.
    if (this.#isRecovering || !this.#random.chance(0.5)) return;
    this.#isRecovering = true;
    this.#schools.clock.after(this.#random.whole(1000, 5000), () => {
      this.#isRecovering = false;
      this.#schools.network.drop(this.#name);
      this.#stranger.link.refresh();
    });
  }

  get #random(): Random {
    return this.#schools.random;
  }

  #lie(): readonly [Lane, Uint8Array] | null {
    const { heard } = this.#stranger;
    heard.splice(0, Math.max(0, heard.length - MOST_REMEMBERED));
    const message = heard.length > 0 ? this.#random.pick(heard).message : null;
    switch (this.#random.whole(0, 7)) {
      case 0:
        return [this.#random.pick([0, 1, 2]), this.#noise(this.#random.whole(0, 60))];
      case 1:
        return message === null ? null : [laneOf(message.kind), this.#damaged(message)];
      case 2:
        // Also introductions of others, and their presence.
        return message === null ? null : [laneOf(message.kind), encodeMessage(message)];
      case 3:
        return said({ kind: "listing", isFirst: true, isLast: true, have: this.#boast() });
      case 4:
        return said({ kind: "operations", operations: this.#operations });
      case 5:
        return said({ kind: "heads", heads: [Buffer.from(this.#noise(32)).toString("hex")] });
      case 6:
        return said({
          kind: "frames",
          ask: 0,
          isLast: true,
          rest: false,
          frames: [this.#noise(this.#random.whole(40, 4000))],
        });
      default:
        return said({ kind: "dismissal" });
    }
  }

  /** With introductions that were meant for it, it meets the others once more as somebody else. */
  #pretend(): void {
    const { heard } = this.#stranger;
    const introductions = heard.flatMap(({ message }) =>
      message.kind === "introduction" ? [message] : [],
    );
    if (introductions.length === 0) return;
    const introduction = this.#random.pick(introductions);
    const link = this.#schools.join(this.#name, this.#place);
    const impostor = new Stranger(link, null);
    const { clock } = this.#schools;
    clock.after(500, () => {
      impostor.say({ kind: "greeting", challenge: introduction.challenge }, introduction);
      impostor.say({ kind: "recall" });
    });
    clock.after(1500, () => {
      impostor.say({ kind: "presence", here: true, page: null, cursor: null });
    });
    clock.after(5000, () => link.close());
  }

  /** Everything that anybody has told of, and more of it, and what nobody has. */
  #boast(): ReadonlyMap<FeedId, number> {
    const feeds = new Map<FeedId, number>();
    for (const { message } of this.#stranger.heard) {
      if (message.kind !== "listing" && message.kind !== "have") continue;
      for (const feed of message.have.keys()) feeds.set(feed, this.#random.whole(0, 1000));
    }
    feeds.set(Buffer.from(this.#noise(16)).toString("hex") as FeedId, 2 ** 32);
    return feeds;
  }

  /** Asked for what it has claimed: nothing, soon or late or never. */
  #answer({ peer, message }: Overheard): void {
    if (message.kind !== "ask" || this.#random.chance(0.3)) return;
    const { ask } = message;
    this.#schools.clock.after(this.#random.whole(1, 30_000), () => {
      const isLast = this.#random.chance(0.5);
      this.#stranger.sayTo(peer, { kind: "frames", ask, isLast, rest: true, frames: [] });
    });
  }

  #noise(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.#random.whole(0, 255));
  }

  #damaged(message: Message): Uint8Array {
    const bytes = encodeMessage(message);
    const damaged = bytes.slice(0, this.#random.whole(1, bytes.length));
    const at = this.#random.whole(0, damaged.length - 1);
    damaged[at] = this.#random.whole(0, 255);
    return damaged;
  }
}

const said = (message: Message): readonly [Lane, Uint8Array] => [
  laneOf(message.kind),
  encodeMessage(message),
];
