/**
 * Reads the few lines of a session description (SDP, RFC 8866) that matter here. A description that asks for anything
 * but one data channel is refused before a browser sees it.
 */
export interface Description {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

/** Longest description that is believed: about a hundred candidates. */
export const DESCRIPTION_LIMIT = 16 * 1024;

/** `sha-256` and 32 bytes in hexadecimal with colons; null when there is none, another hash, or more than one. */
export function fingerprintOf(sdp: string): string | null {
  const found = new Set(
    linesOf(sdp)
      .filter((line) => line.startsWith("a=fingerprint:"))
      .map((line) => line.slice("a=fingerprint:".length).trim().toUpperCase()),
  );
  const [fingerprint] = found;
  if (found.size !== 1 || fingerprint === undefined) return null;
  return /^SHA-256 [0-9A-F]{2}(:[0-9A-F]{2}){31}$/.test(fingerprint) ? fingerprint : null;
}

/** True for a description of nothing but data channels, from one certificate. */
export function isDataOnly(sdp: string): boolean {
  const media = linesOf(sdp).filter((line) => line.startsWith("m="));
  return (
    sdp.length <= DESCRIPTION_LIMIT &&
    media.length === 1 &&
    media[0]?.startsWith("m=application ") === true &&
    fingerprintOf(sdp) !== null
  );
}

/** The candidates of a later description that an earlier one did not have. */
export function newCandidates(earlier: string, later: string): readonly string[] {
  const known = new Set(candidatesOf(earlier));
  return candidatesOf(later).filter((candidate) => !known.has(candidate));
}

function candidatesOf(sdp: string): readonly string[] {
  return linesOf(sdp)
    .filter((line) => line.startsWith("a=candidate:"))
    .map((line) => line.slice("a=".length));
}

function linesOf(sdp: string): readonly string[] {
  return sdp.split(/\r?\n/);
}
