import type { MemberId } from "../../domain/index.ts";
import { randomId } from "../../base/index.ts";
import type { StoredVersion } from "./contract.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const VERSION_PAUSE_MS = 10 * 60_000;
const KEPT_ALL_MS = 2 * DAY_MS;
const KEPT_DAILY_MS = 30 * DAY_MS;
const LONGEST_LIST = 400;

/** An earlier state of a document; its content lies under `id`. */
export interface KeptVersion extends StoredVersion {
  /** By this PC's clock. */
  readonly keptAt: number;
  /** Frames before this order were in it. */
  readonly order: number;
}

/**
 * Of versions, the newest first, those that stay: all of two days, then the newest of each day for a month, then the newest of each week.
 */
export function versionsThatStay<Version extends Pick<KeptVersion, "keptAt">>(
  versions: readonly Version[],
  now: number,
): readonly Version[] {
  const taken = new Set<string>();
  const staying = versions.filter(({ keptAt }) => {
    const age = now - keptAt;
    if (age < KEPT_ALL_MS) return true;
    const isDaily = age < KEPT_DAILY_MS;
    const length = isDaily ? DAY_MS : 7 * DAY_MS;
    const slot = `${isDaily ? "day" : "week"} ${Math.floor(keptAt / length)}`;
    if (taken.has(slot)) return false;
    taken.add(slot);
    return true;
  });
  return staying.slice(0, LONGEST_LIST);
}

export function newVersion(
  writtenAt: number,
  authors: readonly MemberId[],
  keptAt: number,
  order: number,
): KeptVersion {
  return { id: randomId(), writtenAt, authors, keptAt, order };
}

export function encodeVersions(versions: readonly KeptVersion[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(versions));
}

/** It was written by `encodeVersions` and sealed since. */
export function decodeVersions(bytes: Uint8Array): readonly KeptVersion[] {
  return JSON.parse(new TextDecoder().decode(bytes)) as readonly KeptVersion[];
}
