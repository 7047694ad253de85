import { concatBytes, equalBytes } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { MemberId } from "../../domain/index.ts";
import {
  type SignedFeedHeader,
  decodeFeedHeader,
  encodeFeedHeader,
  signedBytesOfFeedHeader,
} from "../../journal/index.ts";
import { type MemberLog, textOfId } from "../../membership/index.ts";
import type { Challenges, Recognition } from "../../roads/index.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const SIGNATURE_BYTES = 64;

/** A feed's header, and the session's signature over both challenges: whoever replays it faces another challenge. */
export async function writeIntroduction(
  header: SignedFeedHeader,
  sign: (message: Uint8Array) => Promise<Bytes>,
  challenges: Challenges,
): Promise<Bytes> {
  const signature = await sign(signedBytesOf(header, challenges));
  return concatBytes([encodeFeedHeader(header), signature]);
}

/** By the log as it is now. */
export async function recogniseIntroduction(
  suite: Suite,
  log: MemberLog,
  space: Uint8Array,
  introduction: Uint8Array,
  challenges: Challenges,
): Promise<Recognition> {
  const split = introduction.length - SIGNATURE_BYTES;
  const decoded = split > 0 ? decodeFeedHeader(suite, introduction.subarray(0, split)) : null;
  if (decoded === null || !decoded.ok) return { kind: "false" };
  const header = decoded.value;
  if (!equalBytes(header.space, space)) return { kind: "false" };
  const message = signedBytesOf(header, challenges);
  const isSession = await suite.verify(header.sessionKey, message, introduction.subarray(split));
  if (!isSession) return { kind: "false" };
  const member = textOfId<MemberId>(header.member);
  const identityKey = log.signingKeyOf(member);
  // Nobody here knows the key, so nobody can tell: they may be let in by operations that are still to come.
  if (identityKey === null) return { kind: "stranger" };
  const isTheirs = await suite.verify(
    identityKey,
    signedBytesOfFeedHeader(header),
    header.signature,
  );
  if (!isTheirs) return { kind: "false" };
  return standingOf(log, member, header);
}

function standingOf(log: MemberLog, member: MemberId, header: SignedFeedHeader): Recognition {
  const membership = log.membership;
  const logged = membership?.members.get(member);
  if (membership === null || logged === undefined) return { kind: "stranger" };
  const device = textOfId(header.device);
  const isWithdrawn = membership.limits.some(
    (limit) => limit.member === member && limit.device === device,
  );
  if (isWithdrawn || logged.status === "left" || logged.status === "removed") {
    return { kind: "gone", member };
  }
  return { kind: logged.status === "active" ? "member" : "pending", member, session: header.id };
}

function signedBytesOf(header: SignedFeedHeader, { own, theirs }: Challenges): Bytes {
  const label = new TextEncoder().encode("twinspan/introduction/1\0");
  return concatBytes([label, header.hash, header.space, own, theirs]);
}
