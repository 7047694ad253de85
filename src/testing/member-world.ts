import { loadSuite } from "../cryptography/index.ts";
import type { AgreementKeys, SigningKeys, Suite } from "../cryptography/index.ts";
import type { MemberId, SchoolId, SpaceId } from "../domain/index.ts";
import {
  type BodyOf,
  type LoggedMember,
  type MemberRecord,
  MemberLog,
  type Membership,
  type OperationBody,
  type OperationId,
  type Receipt,
  type Role,
  type SpaceKind,
  type Operation,
  type KeyAgreement,
  composeFounding,
  memberIdOf,
  operationIdOf,
  signedBytesOfOperation,
  spaceFoundedBy,
  textOfId,
  withSignature,
} from "../membership/index.ts";
import { encodeOperation } from "../membership/operation-codec.ts";

export const schoolNumber = (number: number): SchoolId =>
  textOfId<SchoolId>(new Uint8Array(16).fill(number));
export const LISBON = schoolNumber(1);
export const IZMIR = schoolNumber(2);

export interface Someone {
  readonly id: MemberId;
  readonly signing: SigningKeys;
  readonly agreement: AgreementKeys;
}

/** With a seed, the same person in every run, whose agreement keys are bytes only and open nothing. */
export async function someone(suite: Suite, seed?: number): Promise<Someone> {
  const bytes = seed === undefined ? undefined : new Uint8Array(32).fill(seed);
  const signing = await suite.makeSigningKeys(bytes);
  const agreement =
    bytes === undefined
      ? await suite.makeAgreementKeys()
      : { publicKey: suite.sha256(bytes), secretKey: bytes };
  return { id: memberIdOf(suite, signing.publicKey), signing, agreement };
}

export function recordOf(
  person: Someone,
  role: Role,
  school: SchoolId = LISBON,
  mentor: MemberId | null = null,
): MemberRecord {
  return {
    signingKey: person.signing.publicKey,
    agreementKey: person.agreement.publicKey,
    role,
    school,
    mentor,
  };
}

/** As whoever keeps someone's keys signs what was composed for them. */
export async function signed(
  suite: Suite,
  space: SpaceId | null,
  { signing }: Pick<Someone, "signing">,
  unsigned: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const message = signedBytesOfOperation(space, unsigned);
  return withSignature(unsigned, await suite.sign(signing, message));
}

/** Any operation, whatever a program would write. */
export async function signOperation(
  suite: Suite,
  space: SpaceId,
  person: Pick<Someone, "signing">,
  operation: Operation,
): Promise<Uint8Array<ArrayBuffer>> {
  return await signed(suite, space, person, encodeOperation(operation));
}

/** The suite, remembering what it verified: the same verdicts, when many copies take the same operations. */
export async function rememberingSuite(): Promise<Suite> {
  const suite = await loadSuite();
  const verdicts = new Map<string, Promise<boolean>>();
  return {
    ...suite,
    verify(key, message, signature) {
      const name = `${key.join()} ${suite.sha256(message).join()} ${signature.join()}`;
      const verdict = verdicts.get(name) ?? suite.verify(key, message, signature);
      verdicts.set(name, verdict);
      return verdict;
    },
  };
}

/** One person at one PC, with a copy of the log. */
export class Copy {
  readonly person: Someone;
  readonly log: MemberLog;
  readonly #suite: Suite;

  constructor(suite: Suite, person: Someone, log: MemberLog) {
    this.#suite = suite;
    this.person = person;
    this.log = log;
  }

  get membership(): Membership {
    const { membership } = this.log;
    if (membership === null) throw new Error("nothing is founded");
    return membership;
  }

  member(person: Someone): LoggedMember {
    const member = this.membership.members.get(person.id);
    if (member === undefined) throw new Error("not a member");
    return member;
  }

  /** Writes an operation after all that this copy knows, and takes it. */
  async do(body: OperationBody, at = 0): Promise<OperationId> {
    const bytes = await this.write(body, at);
    await this.take(bytes);
    return operationIdOf(this.#suite, bytes);
  }

  async write(body: OperationBody, at = 0): Promise<Uint8Array<ArrayBuffer>> {
    const unsigned = this.log.compose(this.person.id, body, at);
    return await signed(this.#suite, this.log.space, this.person, unsigned);
  }

  get keyAgreement(): KeyAgreement {
    const { agreement } = this.person;
    return {
      publicKey: agreement.publicKey,
      agree: (theirs) => this.#suite.agree(agreement, theirs),
    };
  }

  /** As `do`, but pretending to know no more than `after`. */
  async doAfter(after: readonly OperationId[], body: OperationBody): Promise<OperationId> {
    const bytes = await this.writeAfter(after, body);
    await this.take(bytes);
    return operationIdOf(this.#suite, bytes);
  }

  async writeAfter(
    after: readonly OperationId[],
    body: OperationBody,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.log.history().filter(({ id }) => after.includes(id));
    const lamport = 1 + Math.max(...known.map(({ operation }) => operation.lamport));
    const author = this.person.id;
    const operation = { author, lamport, at: 0, after: [...after].sort(), body };
    return await signOperation(this.#suite, this.log.space, this.person, operation);
  }

  async take(bytes: Uint8Array): Promise<Receipt> {
    return await this.log.receive(bytes);
  }

  async learnFrom(other: Copy): Promise<void> {
    for (const bytes of other.log.missingFrom(this.log.heads)) await this.take(bytes);
  }

  async meet(other: Copy): Promise<void> {
    await this.learnFrom(other);
    await other.learnFrom(this);
  }

  /** Another person's PC with the same log. */
  async copyFor(person: Someone): Promise<Copy> {
    const copy = new Copy(this.#suite, person, new MemberLog(this.#suite, this.log.space));
    await copy.learnFrom(this);
    return copy;
  }
}

export async function foundBy(
  suite: Suite,
  person: Someone,
  kind: SpaceKind = "project",
): Promise<Copy> {
  const body: BodyOf<"found"> = {
    kind: "found",
    space: kind,
    nonce: new Uint8Array(16),
    founder: recordOf(person, "founder"),
  };
  const bytes = await signed(suite, null, person, composeFounding(suite, body, 0));
  const copy = new Copy(suite, person, new MemberLog(suite, spaceFoundedBy(suite, bytes)));
  await copy.take(bytes);
  return copy;
}

/** A space with people in it, each with a copy that knows them all. */
export async function spaceOf<Names extends string>(
  suite: Suite,
  people: Readonly<Record<Names, Role | readonly [Role, SchoolId]>>,
  kind: SpaceKind = "project",
): Promise<Readonly<Record<Names | "founder", Copy>>> {
  const founder = await foundBy(suite, await someone(suite), kind);
  const copies: [string, Copy][] = [["founder", founder]];
  const names = Object.keys(people) as Names[];
  const all = await Promise.all(names.map(async () => await someone(suite)));
  for (const [index, name] of names.entries()) {
    const person = all[index];
    const wanted = people[name];
    if (person === undefined) continue;
    const [role, school] =
      typeof wanted === "string" ? [wanted, LISBON] : (wanted as [Role, SchoolId]);
    const first = role === "founder" ? "administrator" : role;
    await founder.do({ kind: "add", members: [recordOf(person, first, school)] });
    if (role === "founder") await founder.do(roleOf(person, "founder"));
  }
  for (const [index, name] of names.entries()) {
    const person = all[index];
    if (person !== undefined) copies.push([name, await founder.copyFor(person)]);
  }
  return Object.fromEntries(copies) as Record<Names | "founder", Copy>;
}

export const roleOf = (person: Someone, role: Role): OperationBody => ({
  kind: "role",
  member: person.id,
  role,
  mentor: null,
  cutOffs: [],
});

export const removalOf = (
  person: Someone,
  cutOffs: BodyOf<"remove">["cutOffs"] = [],
): OperationBody => ({ kind: "remove", member: person.id, cutOffs });

/** The whole of a membership as text, so that two can be compared and seen to differ. */
export function written(membership: Membership | null): string {
  return JSON.stringify(
    membership,
    (_name, value: unknown) => {
      if (value instanceof Map) return [...value];
      return value instanceof Uint8Array ? value.join() : value;
    },
    1,
  );
}
