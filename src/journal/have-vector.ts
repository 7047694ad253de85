import { type Result, encodeHex, fail, succeed } from "../base/index.ts";
import { ByteReader, ByteWriter, MalformedBytes } from "./byte-codec.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { type FeedId, hexToBytes } from "./names.ts";

/** For each feed, the next entry that is missing. Rule J9. */
export type HaveVector = ReadonlyMap<FeedId, number>;

export function encodeHaveVector(have: HaveVector): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter().byte(1).number(have.size);
  const sorted = [...have].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [feed, next] of sorted) writer.bytes(hexToBytes(feed)).number(next);
  return writer.finish();
}

export function decodeHaveVector(bytes: Uint8Array): Result<HaveVector, { kind: "malformed" }> {
  try {
    const reader = new ByteReader(bytes);
    if (reader.byte() !== 1) return fail({ kind: "malformed" });
    const have = new Map<FeedId, number>();
    const count = reader.number(JOURNAL_LIMITS.haveFeeds);
    let previous = "";
    for (let index = 0; index < count; index += 1) {
      const feed = encodeHex(reader.view(16)) as FeedId;
      if (feed <= previous) throw new MalformedBytes("feeds out of order");
      previous = feed;
      have.set(feed, reader.number(JOURNAL_LIMITS.sequence));
    }
    reader.end();
    return succeed(have);
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ kind: "malformed" });
    throw error;
  }
}
