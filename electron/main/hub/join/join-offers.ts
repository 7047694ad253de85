import { type Result, fail, succeed } from "../../../../src/base/index.ts";
import type { InvitationOffer, OfferFailure } from "../../../bridge/contract.ts";
import { BucketByAddress, TokenBucket } from "../token-bucket.ts";
import { cpaceShare, newScalar } from "./cpace.ts";
import {
  type JoinKeys,
  isSameProof,
  joinGenerator,
  joinKeys,
  sealInvitation,
} from "./join-keys.ts";
import {
  type BeginAnswer,
  type BeginRequest,
  type FinishAnswer,
  type FinishRequest,
  OFFERS_MAX,
  fromText,
  toText,
} from "./join-messages.ts";
import { unguessableId } from "../unguessable-id.ts";

export const WRONG_CODES_FROM_ONE_ADDRESS = 5;
export const WRONG_CODES_IN_ALL = 30;
const ATTEMPT_LIFETIME_MS = 30_000;
const ATTEMPTS_MAX = 200;

interface Offer {
  readonly invitation: string;
  readonly endsAt: number;
  /** Runs begun and not proved, by address: each may have been a wrong code. */
  readonly unproved: Map<string, number>;
}

interface Attempt {
  readonly from: string;
  readonly endsAt: number;
  readonly candidates: readonly { readonly offer: Offer; readonly keys: JoinKeys }[];
}

export type JoinRefusal = { readonly kind: "slowDown" } | { readonly kind: "refused" };

/** The codes that this PC shows, and what strangers may try on them. `now` is in milliseconds and never goes back. */
export class JoinOffers {
  readonly #now: () => number;
  readonly #offers = new Map<string, Offer>();
  readonly #attempts = new Map<string, Attempt>();
  readonly #byAddress: BucketByAddress;
  readonly #inAll: TokenBucket;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#byAddress = new BucketByAddress(10, 0.5, now);
    this.#inAll = new TokenBucket(60, 5, now);
  }

  offer({ code, invitation, lifetimeMs }: InvitationOffer): Result<null, OfferFailure> {
    this.#forgetEnded();
    if (!this.#offers.has(code) && this.#offers.size >= OFFERS_MAX)
      return fail({ kind: "tooManyOffers" });
    this.#offers.set(code, { invitation, endsAt: this.#now() + lifetimeMs, unproved: new Map() });
    return succeed(null);
  }

  withdraw(code: string): void {
    this.#offers.delete(code);
  }

  /** Answers for every offer at once, because nothing in the request says which one is meant. */
  begin(from: string, request: BeginRequest): Result<BeginAnswer, JoinRefusal> {
    this.#forgetEnded();
    const isAllowed = this.#byAddress.take(from) && this.#inAll.take();
    if (!isAllowed || this.#attempts.size >= ATTEMPTS_MAX) return fail({ kind: "slowDown" });

    const session = fromText(request.session);
    const initiatorShare = fromText(request.share);
    const candidates: { offer: Offer; keys: JoinKeys }[] = [];
    const answers: { share: string; proof: string }[] = [];
    let isExhausted = false;
    for (const [code, offer] of this.#offers) {
      if (isUsedUp(offer, from)) {
        isExhausted = true;
        continue;
      }
      const scalar = newScalar();
      const responderShare = cpaceShare(scalar, joinGenerator(code, session));
      const keys = joinKeys(scalar, initiatorShare, { session, initiatorShare, responderShare });
      if (keys === null) return fail({ kind: "refused" });
      offer.unproved.set(from, (offer.unproved.get(from) ?? 0) + 1);
      candidates.push({ offer, keys });
      answers.push({ share: toText(responderShare), proof: toText(keys.hubProof) });
    }
    const attempt = unguessableId();
    this.#attempts.set(attempt, { from, endsAt: this.#now() + ATTEMPT_LIFETIME_MS, candidates });
    return succeed({ attempt, answers, isExhausted });
  }

  finish(from: string, request: FinishRequest): Result<FinishAnswer, JoinRefusal> {
    this.#forgetEnded();
    const attempt = this.#attempts.get(request.attempt);
    if (attempt === undefined || attempt.from !== from) return fail({ kind: "refused" });
    this.#attempts.delete(request.attempt);
    const meant = attempt.candidates[request.index];
    if (meant === undefined || !isSameProof(fromText(request.proof), meant.keys.guestProof)) {
      return fail({ kind: "refused" });
    }
    // One run can hold one guess only, and this one was right: it cost the other offers nothing.
    for (const { offer } of attempt.candidates) takeBack(offer, from);
    return succeed({ box: toText(sealInvitation(meant.offer.invitation, meant.keys.boxKey)) });
  }

  #forgetEnded(): void {
    const now = this.#now();
    for (const [code, offer] of this.#offers) if (offer.endsAt <= now) this.#offers.delete(code);
    for (const [id, attempt] of this.#attempts)
      if (attempt.endsAt <= now) this.#attempts.delete(id);
  }
}

function isUsedUp(offer: Offer, from: string): boolean {
  let all = 0;
  for (const count of offer.unproved.values()) all += count;
  return (
    all >= WRONG_CODES_IN_ALL || (offer.unproved.get(from) ?? 0) >= WRONG_CODES_FROM_ONE_ADDRESS
  );
}

function takeBack(offer: Offer, from: string): void {
  const count = offer.unproved.get(from) ?? 0;
  if (count <= 1) offer.unproved.delete(from);
  else offer.unproved.set(from, count - 1);
}
