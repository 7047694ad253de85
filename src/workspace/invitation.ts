import { z } from "zod";
import { type Result, fail, succeed } from "../base/index.ts";
import { ID_PATTERN, PROJECT_LIMITS, type SpaceId } from "../domain/index.ts";

/** What a partner needs to meet a project: where, and the secret that only members know. */
export interface Invitation {
  readonly space: SpaceId;
  readonly topic: string;
  readonly secret: string;
  /** host:port of hubs worth asking. */
  readonly hubs: readonly string[];
  /** Shown until the project itself has arrived. */
  readonly title: string;
}

export type InvitationFailure =
  | { readonly kind: "notAnInvitation" }
  | { readonly kind: "newerVersion" };

const VERSION = 1;
const PREFIX = "TWINSPAN";
const LIMITS = { text: 8192, hubs: 8 } as const;

const secretField = z.string().regex(/^[0-9a-z]{20,120}$/u);
const invitationFields = z.strictObject({
  space: z.string().regex(ID_PATTERN) as unknown as z.ZodType<SpaceId>,
  topic: secretField,
  secret: secretField,
  hubs: z.array(z.string().regex(/^[0-9A-Za-z.:[\]-]{3,120}$/u)).max(LIMITS.hubs),
  title: z.string().max(PROJECT_LIMITS.title),
}) satisfies z.ZodType<Invitation>;

/**
 * `TWINSPAN1.<base64url of UTF-8 JSON>.<first 4 bytes of its SHA-256 in base64url>`: survives mail programs, which
 * break lines and put quotes around, and says so when a part was not copied.
 */
export async function writeInvitation(invitation: Invitation): Promise<string> {
  const body = encodeText(new TextEncoder().encode(JSON.stringify(invitation)));
  return `${PREFIX}${VERSION}.${body}.${await checksum(body)}`;
}

export async function readInvitation(text: string): Promise<Result<Invitation, InvitationFailure>> {
  const notOne = fail({ kind: "notAnInvitation" } as const);
  if (text.length > LIMITS.text) return notOne;
  const compact = text.replaceAll(/[\s>"'“”«»<]/gu, "");
  const match = /TWINSPAN(\d{1,4})\.([0-9A-Za-z_-]+)\.([0-9A-Za-z_-]{6})/u.exec(compact);
  if (match === null) return notOne;
  const [, version, body, sum] = match;
  if (Number(version) > VERSION) return fail({ kind: "newerVersion" });
  if (body === undefined || (await checksum(body)) !== sum) return notOne;
  const fields = invitationFields.safeParse(parseJson(decodeText(body)));
  return fields.success ? succeed(fields.data) : notOne;
}

async function checksum(body: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return encodeText(new Uint8Array(digest).subarray(0, 4));
}

function encodeText(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decodeText(text: string): string {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)));
  } catch {
    // Not base64: the caller finds no JSON and refuses the text.
    return "";
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON: the schema refuses what is undefined.
    return undefined;
  }
}
