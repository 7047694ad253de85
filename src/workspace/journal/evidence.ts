import type { Suite } from "../../cryptography/index.ts";
import {
  type AdmissionState,
  ByteReader,
  ByteWriter,
  type FeedId,
  type Freeze,
  MalformedBytes,
  decodeCompaction,
  decodeRun,
  encodeCompaction,
  encodeRun,
} from "../../journal/index.ts";

/** What froze feeds, so that they stay frozen however the rest is read. */
export function encodeEvidence(state: AdmissionState): Uint8Array<ArrayBuffer> {
  const frozen = [...state.feeds.values()].flatMap((feed) => feed.frozen ?? []);
  const writer = new ByteWriter().number(frozen.length);
  for (const { feed, sequence, reason, evidence } of frozen) {
    writer.text(feed).number(sequence).text(reason);
    if ("entries" in evidence) writer.byte(0).block(encodeRun(evidence));
    else writer.byte(1).block(encodeCompaction(evidence));
  }
  return writer.finish();
}

export function decodeEvidence(suite: Suite, bytes: Uint8Array): readonly Freeze[] {
  const frozen: Freeze[] = [];
  try {
    const reader = new ByteReader(bytes);
    for (let left = reader.number(); left > 0; left -= 1) {
      const feed = reader.text(64) as FeedId;
      const sequence = reader.number();
      const reason = reader.text(64) as Freeze["reason"];
      const isRun = reader.byte() === 0;
      const encoded = reader.view(reader.number());
      const evidence = isRun ? decodeRun(suite, encoded) : decodeCompaction(encoded);
      if (evidence.ok) frozen.push({ feed, sequence, reason, evidence: evidence.value });
    }
  } catch (error) {
    if (!(error instanceof MalformedBytes)) throw error;
  }
  return frozen;
}
