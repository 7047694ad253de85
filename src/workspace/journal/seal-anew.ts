import { decodeFrame } from "../../journal/index.ts";
import type { JournalCore } from "./core.ts";
import { openAndDecode, sealPart } from "./opened-frames.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A kept frame as it travels. One that was sealed under a rotation that counts no more, because whoever made it was removed without
 * having known, could be opened by nobody else: it is sealed under the epoch of now. What its author signed stays as it is (J8).
 */
export async function sealedForNow(core: JournalCore, bytes: Bytes): Promise<Bytes> {
  const { keyring, log, suite } = core;
  const { membership } = log;
  const frame = decodeFrame(bytes);
  if (!frame.ok || membership === null) return bytes;
  const { epoch } = frame.value;
  if (membership.epochs.some(({ id }) => id.startsWith(epoch))) return bytes;
  const key = keyring.keyOf(epoch);
  const now = keyring.current(membership);
  const opened = key === null ? null : await openAndDecode(suite, key, frame.value);
  if (opened === null || now === null) return bytes;
  return (await sealPart(suite, now, opened.part)).frame.bytes;
}
