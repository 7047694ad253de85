import * as sha256 from "lib0/hash/sha256";
import { concatBytes, equalBytes } from "../../base/index.ts";
import type { Challenges, JournalCopy, Recognition } from "./journal-copy.ts";
import type { MessageOf } from "./message.ts";
import type { Peer } from "./peer.ts";

const MOST_INTRODUCTIONS = 20;

interface Parts {
  readonly copy: Pick<JournalCopy, "introduce" | "recognise">;
  readonly failed: (error: unknown) => void;
  /** Who a peer is, every time that it was asked about; `isFirst` on this connection. */
  readonly recognised: (peer: Peer, recognition: Recognition, isFirst: boolean) => void;
}

/** Each side proves who it is on this one connection, and is judged anew whenever the log here has changed. */
export class Introductions {
  readonly #parts: Parts;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  greet(peer: Peer): void {
    peer.say({ kind: "greeting", challenge: peer.challenge });
  }

  /** Something was lost, or the log could not answer. */
  tryAgain(peer: Peer): void {
    if (peer.introduction === null) this.greet(peer);
    else this.check(peer);
  }

  /** Answers it, also when it is repeated, for an answer may be lost; but not for ever. */
  hearGreeting(peer: Peer, challenge: Uint8Array): void {
    if (peer.introductionsSent >= MOST_INTRODUCTIONS) return;
    peer.introductionsSent += 1;
    void this.#introduce(peer, challenge);
  }

  /** "another": than before, on the same connection. */
  hear(peer: Peer, message: MessageOf<"introduction">): "taken" | "another" {
    const before = peer.introduction;
    if (before !== null) return isSame(before, message) ? "taken" : "another";
    peer.introduction = message;
    this.check(peer);
    return "taken";
  }

  /** Asks the log who the peer is. Until it has answered, the peer is nobody. */
  check(peer: Peer): void {
    const { introduction } = peer;
    if (introduction === null || peer.isEnded) return;
    const isFirst = peer.standing === "unproven";
    peer.beginCheck();
    const turn = peer.recognition;
    void this.#recognise(peer, introduction).then((recognition) => {
      if (this.#isClosed || peer.isEnded || peer.recognition !== turn) return;
      if (recognition !== null) this.#parts.recognised(peer, recognition, isFirst);
      else peer.endCheck("unproven");
    });
  }

  close(): void {
    this.#isClosed = true;
  }

  async #introduce(peer: Peer, challenge: Uint8Array): Promise<void> {
    const challenges = boundTo(peer.binding, { own: peer.challenge, theirs: challenge });
    try {
      const introduction = await this.#parts.copy.introduce(challenges);
      if (this.#isClosed) return;
      peer.say({ kind: "introduction", challenge: peer.challenge, introduction });
    } catch (error) {
      this.#parts.failed(error);
    }
  }

  async #recognise(
    peer: Peer,
    { challenge, introduction }: MessageOf<"introduction">,
  ): Promise<Recognition | null> {
    const challenges = boundTo(peer.binding, { own: challenge, theirs: peer.challenge });
    try {
      return await this.#parts.copy.recognise(introduction, challenges);
    } catch (error) {
      this.#parts.failed(error);
      return null;
    }
  }
}

/** What is signed: a challenge that somebody in between passed on came over another connection, and is another one here. */
export function boundTo(binding: string, { own, theirs }: Challenges): Challenges {
  return { own: bind(own, binding), theirs: bind(theirs, binding) };
}

function bind(challenge: Uint8Array, binding: string): Uint8Array {
  const label = new TextEncoder().encode(`twinspan/challenge/1\0${binding}\0`);
  return sha256.digest(concatBytes([label, challenge]));
}

function isSame(one: MessageOf<"introduction">, other: MessageOf<"introduction">): boolean {
  return (
    equalBytes(one.challenge, other.challenge) && equalBytes(one.introduction, other.introduction)
  );
}
