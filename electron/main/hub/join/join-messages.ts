import { z } from "zod";

/** What goes over the wire when a code is redeemed; docs/spec/hub.md, J1 to J8. Bytes are base64url. */

export const INVITATION_CHARS_MAX = 16_384;
export const OFFERS_MAX = 20;

const SHARE_CHARS = 43;
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/u);
const bytes32 = base64url.length(SHARE_CHARS);
const attemptId = z.string().regex(/^[0-9a-z]{26}$/u);

export interface BeginRequest {
  readonly session: string;
  readonly share: string;
}

export interface BeginAnswer {
  readonly attempt: string;
  readonly answers: readonly { readonly share: string; readonly proof: string }[];
  /** Some offer was not answered for, because too many wrong codes were tried. */
  readonly isExhausted: boolean;
}

export interface FinishRequest {
  readonly attempt: string;
  readonly index: number;
  readonly proof: string;
}

/** The invitation, sealed: nonce, ciphertext, tag. */
export interface FinishAnswer {
  readonly box: string;
}

export const beginRequest = z.strictObject({
  session: base64url.length(22),
  share: bytes32,
}) satisfies z.ZodType<BeginRequest>;

export const beginAnswer = z.strictObject({
  attempt: attemptId,
  answers: z.array(z.strictObject({ share: bytes32, proof: bytes32 })).max(OFFERS_MAX),
  isExhausted: z.boolean(),
}) satisfies z.ZodType<BeginAnswer>;

export const finishRequest = z.strictObject({
  attempt: attemptId,
  index: z
    .int()
    .min(0)
    .max(OFFERS_MAX - 1),
  proof: bytes32,
}) satisfies z.ZodType<FinishRequest>;

export const finishAnswer = z.strictObject({
  box: base64url.max(INVITATION_CHARS_MAX * 8),
}) satisfies z.ZodType<FinishAnswer>;

export function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

export function fromText(text: string): Uint8Array {
  return Buffer.from(text, "base64url");
}
