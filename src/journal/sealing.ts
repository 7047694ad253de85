import { type Result, concatBytes, encodeHex, fail, succeed } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import { ByteReader, ByteWriter, MalformedBytes } from "./byte-codec.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { type EpochId, type FeedId, hexToBytes } from "./names.ts";
import { pack, unpack } from "./packing.ts";

const VERSION = 1;
const KINDS = ["header", "run", "compaction"] as const;
export type FrameKind = (typeof KINDS)[number];

/** What roads and stores may know of a frame: enough to tell who lacks it, and nothing of what it says. Rule J8. */
export interface FrameLabel {
  readonly kind: FrameKind;
  readonly epoch: EpochId;
  readonly feed: FeedId;
  /** The first sequence inside; for a compaction, the one after the last that it stands for; for a header, 0. */
  readonly sequence: number;
  readonly count: number;
}

export interface SealedFrame extends FrameLabel {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** `epochKey` is the 32 bytes of the epoch named in the label. */
export async function sealFrame(
  suite: Suite,
  epochKey: Uint8Array,
  label: FrameLabel,
  plain: Uint8Array,
): Promise<SealedFrame> {
  const outside = encodeLabel(label);
  const key = await contentKey(suite, epochKey, label.feed);
  const sealed = await suite.seal(key, pack(plain), outside);
  return { ...label, bytes: concatBytes([outside, sealed]) };
}

/** Null when the key is another one or a byte was changed, and for what was not packed as `pack` does, within the limits. */
export async function openFrame(
  suite: Suite,
  epochKey: Uint8Array,
  frame: SealedFrame,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const outside = encodeLabel(frame);
  const key = await contentKey(suite, epochKey, frame.feed);
  const packed = await suite.open(key, frame.bytes.subarray(outside.length), outside);
  return packed === null ? null : unpack(packed, mostBytesOf(frame.kind));
}

/** Reads the outside of a frame; needs no key. */
export function decodeFrame(bytes: Uint8Array): Result<SealedFrame, { kind: "malformed" }> {
  try {
    const reader = new ByteReader(bytes);
    if (reader.byte() !== VERSION) return fail({ kind: "malformed" });
    const kind = KINDS[reader.byte()];
    if (kind === undefined) return fail({ kind: "malformed" });
    if (bytes.length > mostBytesOf(kind)) return fail({ kind: "malformed" });
    const label: FrameLabel = {
      kind,
      epoch: encodeHex(reader.view(16)) as EpochId,
      feed: encodeHex(reader.view(16)) as FeedId,
      sequence: reader.number(JOURNAL_LIMITS.sequence),
      count: reader.number(JOURNAL_LIMITS.compactedDocuments),
    };
    return succeed({ ...label, bytes: bytes.slice() });
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ kind: "malformed" });
    throw error;
  }
}

function mostBytesOf(kind: FrameKind): number {
  return kind === "compaction" ? JOURNAL_LIMITS.compactionBytes : JOURNAL_LIMITS.frameBytes;
}

function encodeLabel(label: FrameLabel): Uint8Array<ArrayBuffer> {
  return new ByteWriter()
    .byte(VERSION)
    .byte(KINDS.indexOf(label.kind))
    .bytes(hexToBytes(label.epoch))
    .bytes(hexToBytes(label.feed))
    .number(label.sequence)
    .number(label.count)
    .finish();
}

/** Every feed has its own key under every epoch, so that random nonces never wear one out. */
async function contentKey(
  suite: Suite,
  epochKey: Uint8Array,
  feed: FeedId,
): Promise<Uint8Array<ArrayBuffer>> {
  return await suite.deriveKey(epochKey, `twinspan/content/1/${feed}`, 32);
}
