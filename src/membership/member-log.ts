import { concatBytes } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type { MemberId, SpaceId } from "../domain/index.ts";
import { type Evaluation, type WalkedPart, evaluate, evaluatePart } from "./evaluation.ts";
import { HeldOperations } from "./held-operations.ts";
import { type OperationId, memberIdOf, operationIdOf, spaceIdOf } from "./ids.ts";
import { type LogEntry, inOrder, isBefore, pastAfter } from "./log-entry.ts";
import type { Membership } from "./membership.ts";
import { type BodyOf, OPERATION_LIMITS, type Operation, type OperationBody } from "./operation.ts";
import {
  type DecodeFailure,
  decodeOperation,
  encodeOperation,
  joinBytes,
  signedBytesOfOperation,
} from "./operation-codec.ts";

export type Refusal =
  | DecodeFailure["kind"]
  /** A founding that is not of this space. */
  | "otherSpace"
  /** Its lamport number is not the one after what it follows, or it follows nothing. */
  | "outOfPlace"
  /** Nothing that it comes after says who its author is. */
  | "stranger"
  | "wrongSignature"
  /** A join that the invitation's key did not sign for these keys in this space. */
  | "wrongProof";

export type Receipt =
  | { readonly kind: "accepted"; readonly ids: readonly OperationId[] }
  | { readonly kind: "known" }
  | { readonly kind: "held" }
  | { readonly kind: "refused"; readonly reason: Refusal };

interface Introduction {
  readonly key: Uint8Array;
  readonly entries: LogEntry[];
}

const MOST_REMEMBERED_PARTS = 256;
const MOST_REMEMBERED_ANSWERS = 50_000;

/** The operations of one space, as one copy holds them. */
export class MemberLog {
  readonly space: SpaceId;
  readonly #suite: Suite;
  readonly #entries = new Map<OperationId, LogEntry>();
  readonly #introductions = new Map<MemberId, Introduction>();
  readonly #heads = new Set<OperationId>();
  readonly #held = new HeldOperations();
  readonly #parts = new Map<string, Membership>();
  readonly #answers = new Map<string, string>();
  /** The part that was walked through last: the next one often only adds to it. */
  #walked: WalkedPart | null = null;
  #evaluation: Evaluation | null = null;
  /** By which parts of the log and answers about them were found; they stand until these change. */
  #restrictions: readonly OperationId[] = [];

  constructor(suite: Suite, space: SpaceId) {
    this.#suite = suite;
    this.space = space;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Null until the founding is here. */
  get membership(): Membership | null {
    return this.#evaluate()?.membership ?? null;
  }

  /** What nothing here comes after: names all that this copy knows. Sorted. */
  get heads(): readonly OperationId[] {
    return [...this.#heads].sort();
  }

  /** The same, the latest in the order of evaluation first. */
  get latestHeads(): readonly OperationId[] {
    return [...this.#heads]
      .flatMap((id) => this.#entries.get(id) ?? [])
      .sort((one, other) => inOrder(other, one))
      .map(({ id }) => id);
  }

  /** What held operations come after and this copy lacks. */
  get missing(): readonly OperationId[] {
    return this.#held.missing();
  }

  has(id: OperationId): boolean {
    return this.#entries.has(id);
  }

  bytesOf(id: OperationId): Uint8Array<ArrayBuffer> | null {
    return this.#entries.get(id)?.bytes ?? null;
  }

  /** The key of everyone whom an operation here brings in, whether or not that has effect, and of those who are gone. */
  signingKeyOf(member: MemberId): Uint8Array | null {
    return this.#introductions.get(member)?.key ?? null;
  }

  /** All operations in the order of evaluation, which is one in which any copy can take them. */
  history(): readonly { readonly id: OperationId; readonly operation: Operation }[] {
    return [...this.#entries.values()].sort(inOrder);
  }

  /** What one lacks who knows `heads`, in an order that can be taken. Heads unknown here count for nothing. */
  missingFrom(heads: readonly OperationId[]): readonly Uint8Array<ArrayBuffer>[] {
    const theirs = heads.flatMap((id) => this.#entries.get(id) ?? []);
    return [...this.#entries.values()]
      .filter((entry) => !theirs.some((one) => one === entry || isBefore(entry, one)))
      .sort(inOrder)
      .map(({ bytes }) => bytes);
  }

  /** Whether the author of something with `heads` knew `id`. */
  isKnownAt(heads: readonly OperationId[], id: OperationId): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined) return false;
    return heads.some((head) => {
      const known = this.#entries.get(head);
      return known !== undefined && (known === entry || isBefore(entry, known));
    });
  }

  /**
   * The membership as the author of something with `heads` had to know it, without what was void then already in the eyes of
   * one who knows everything. Null while heads are missing.
   */
  membershipAt(heads: readonly OperationId[]): Membership | null {
    const known = heads.flatMap((id) => this.#entries.get(id) ?? []);
    const evaluation = this.#evaluate();
    if (known.length === 0 || known.length !== heads.length || evaluation === null) return null;
    const name = [...heads].sort().join(" ");
    const remembered = this.#parts.get(name);
    if (remembered !== undefined) return remembered;
    const part = [...this.#entries.values()].filter((entry) =>
      known.some((one) => one === entry || isBefore(entry, one)),
    );
    const { restrictions } = evaluation;
    const walked = evaluatePart(this.#suite, this.space, part, restrictions, this.#walked);
    this.#walked = walked;
    const oldest = this.#parts.keys().next();
    if (this.#parts.size >= MOST_REMEMBERED_PARTS && oldest.done !== true) {
      this.#parts.delete(oldest.value);
    }
    this.#parts.set(name, walked.membership);
    return walked.membership;
  }

  /**
   * What the membership at these heads answers to a question, found once as long as no restriction comes or goes. The question's name
   * holds all that `ask` depends on. Null while heads are missing.
   */
  answerAt<Answer extends string>(
    heads: readonly OperationId[],
    question: string,
    ask: (then: Membership) => Answer,
  ): Answer | null {
    if (this.#evaluate() === null || !heads.every((head) => this.#entries.has(head))) return null;
    const name = `${[...heads].sort().join(" ")} ${question}`;
    const known = this.#answers.get(name);
    if (known !== undefined) return known as Answer;
    const then = this.membershipAt(heads);
    if (then === null) return null;
    const answer = ask(then);
    if (this.#answers.size >= MOST_REMEMBERED_ANSWERS) this.#answers.clear();
    this.#answers.set(name, answer);
    return answer;
  }

  /** Takes one operation from anywhere. What it waited for, or what waited for it, may come in any order. */
  async receive(bytes: Uint8Array): Promise<Receipt> {
    return await this.#receiveAll(bytes, this.#suite);
  }

  /**
   * Takes back what this copy accepted before and kept sealed, before anything else is received: form and place are checked again, and
   * signatures are not, which is most of the work.
   */
  async recall(operations: readonly Uint8Array[]): Promise<void> {
    const verified = { verify: () => Promise.resolve(true) };
    for (const bytes of operations) await this.#receiveAll(bytes, verified);
  }

  async #receiveAll(bytes: Uint8Array, verifier: Pick<Suite, "verify">): Promise<Receipt> {
    const first = await this.#receiveOne(bytes, verifier);
    if (first.kind !== "accepted") return first;
    const ids = [...first.ids];
    for (const id of ids) {
      for (const waiting of this.#held.release(id)) {
        const receipt = await this.#receiveOne(waiting, verifier);
        if (receipt.kind === "accepted") ids.push(...receipt.ids);
      }
    }
    return { kind: "accepted", ids };
  }

  /** An unsigned operation that comes after all that is known here; see `withSignature`. It counts only once it is received. */
  compose(author: MemberId, body: OperationBody, at: number): Uint8Array<ArrayBuffer> {
    const after = this.latestHeads.slice(0, OPERATION_LIMITS.after);
    const latest = after[0] === undefined ? undefined : this.#entries.get(after[0]);
    return encodeOperation({
      author,
      lamport: (latest?.operation.lamport ?? -1) + 1,
      at,
      after: [...after].sort(),
      body,
    });
  }

  #evaluate(): Evaluation | null {
    if (this.#entries.size === 0) return null;
    if (this.#evaluation !== null) return this.#evaluation;
    const evaluation = evaluate(this.#suite, this.space, [...this.#entries.values()]);
    const restrictions = evaluation.restrictions.map(({ entry }) => entry.id).sort();
    if (restrictions.join() !== this.#restrictions.join()) {
      this.#restrictions = restrictions;
      this.#parts.clear();
      this.#answers.clear();
      this.#walked = null;
    }
    this.#evaluation = evaluation;
    return evaluation;
  }

  async #receiveOne(bytes: Uint8Array, verifier: Pick<Suite, "verify">): Promise<Receipt> {
    if (bytes.length > OPERATION_LIMITS.bytes) return { kind: "refused", reason: "malformed" };
    const id = operationIdOf(this.#suite, bytes);
    if (this.#entries.has(id)) return { kind: "known" };
    const decoded = decodeOperation(bytes);
    if (!decoded.ok) return { kind: "refused", reason: decoded.failure.kind };
    const { operation, unsigned, signature } = decoded.value;
    const isFounding = operation.body.kind === "found";
    if (isFounding && spaceIdOf(id) !== this.space) {
      return { kind: "refused", reason: "otherSpace" };
    }
    const missing = operation.after.filter((one) => !this.#entries.has(one));
    if (missing.length > 0) {
      this.#held.hold(id, new Uint8Array(bytes), missing);
      return { kind: "held" };
    }
    const before = operation.after.flatMap((one) => this.#entries.get(one) ?? []);
    const lamport = Math.max(-1, ...before.map((one) => one.operation.lamport)) + 1;
    if (operation.lamport !== lamport || isFounding !== (before.length === 0)) {
      return { kind: "refused", reason: "outOfPlace" };
    }
    const past = pastAfter(before);
    const key = this.#keyOf(operation, past);
    if (key === null) return { kind: "refused", reason: "stranger" };
    const message = signedBytesOfOperation(isFounding ? null : this.space, unsigned);
    if (!(await verifier.verify(key, message, signature))) {
      return { kind: "refused", reason: "wrongSignature" };
    }
    const { body } = operation;
    if (body.kind === "join" && !(await this.#isProven(verifier, body, past))) {
      return { kind: "refused", reason: "wrongProof" };
    }
    // Another call may have brought the same one while this one verified.
    if (this.#entries.has(id)) return { kind: "known" };
    this.#insert(id, new Uint8Array(bytes), operation, past);
    return { kind: "accepted", ids: [id] };
  }

  #insert(
    id: OperationId,
    bytes: Uint8Array<ArrayBuffer>,
    operation: Operation,
    past: Uint8Array,
  ): void {
    const keys = keysIn(operation.body);
    const introduces = keys.map((key) => memberIdOf(this.#suite, key));
    const entry = { id, bytes, operation, introduces, place: this.#entries.size, past };
    this.#entries.set(id, entry);
    introduces.forEach((member, index) => {
      const key = keys[index];
      const known = this.#introductions.get(member);
      if (known !== undefined) known.entries.push(entry);
      else if (key !== undefined) this.#introductions.set(member, { key, entries: [entry] });
    });
    for (const one of operation.after) this.#heads.delete(one);
    this.#heads.add(id);
    this.#evaluation = null;
  }

  /** The key that must have signed: only what the operation itself comes after may say so, or copies would differ. */
  #keyOf({ author, body }: Operation, past: Uint8Array): Uint8Array | null {
    if (body.kind === "found" || body.kind === "join") {
      const key = body.kind === "found" ? body.founder.signingKey : body.signingKey;
      const isFounder = body.kind === "join" || body.founder.role === "founder";
      return isFounder && memberIdOf(this.#suite, key) === author ? key : null;
    }
    const introduction = this.#introductions.get(author);
    const isKnown = introduction?.entries.some((entry) => isIn(past, entry)) ?? false;
    return isKnown ? (introduction?.key ?? null) : null;
  }

  async #isProven(
    verifier: Pick<Suite, "verify">,
    join: BodyOf<"join">,
    past: Uint8Array,
  ): Promise<boolean> {
    const entry = this.#entries.get(join.invitation);
    const body = entry?.operation.body;
    if (entry === undefined || body?.kind !== "invite" || !isIn(past, entry)) return false;
    return await verifier.verify(body.key, joinBytes(this.space, join), join.proof);
  }
}

/** An operation as it travels, from what `compose` gave and the author's signature over `signedBytesOfOperation`. */
export function withSignature(
  unsigned: Uint8Array,
  signature: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return concatBytes([unsigned, signature]);
}

/** The first operation of a new space; signed for no space, since it is what names one (`spaceFoundedBy`). */
export function composeFounding(
  suite: Suite,
  body: BodyOf<"found">,
  at: number,
): Uint8Array<ArrayBuffer> {
  const author = memberIdOf(suite, body.founder.signingKey);
  return encodeOperation({ author, lamport: 0, at, after: [], body });
}

/** The name that a signed founding gives its space. */
export function spaceFoundedBy(suite: Suite, founding: Uint8Array): SpaceId {
  return spaceIdOf(operationIdOf(suite, founding));
}

function keysIn(body: OperationBody): readonly Uint8Array[] {
  if (body.kind === "found") return [body.founder.signingKey];
  if (body.kind === "join") return [body.signingKey];
  return body.kind === "add" ? body.members.map(({ signingKey }) => signingKey) : [];
}

function isIn(past: Uint8Array, { place }: LogEntry): boolean {
  return (((past[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
}
