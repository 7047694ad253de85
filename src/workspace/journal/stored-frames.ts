import { reportFault } from "../../base/index.ts";
import { decodeFrame } from "../../journal/index.ts";
import { admitFrames } from "./admit-frames.ts";
import type { JournalCore } from "./core.ts";
import { nameOf } from "./ledger.ts";
import { openAndDecode } from "./opened-frames.ts";

const FRAMES_AT_ONCE = 256;

/**
 * Takes in the frames that were kept after the state of admission was: few of them, or all where the state was lost. Their content lies in
 * the rows already, which were written in the same step.
 */
export async function takeStoredFrames(core: JournalCore): Promise<void> {
  let from: number | null = core.ledger.nextOrder;
  let damaged = 0;
  while (from !== null) {
    const found = await core.store.framesFrom(core.space, from, FRAMES_AT_ONCE);
    damaged += found.damaged.length;
    const orders = new Map(found.frames.map((frame) => [nameOf(frame), frame.order]));
    const opened = await Promise.all(
      found.frames.map(async ({ bytes }) => {
        const frame = decodeFrame(bytes);
        const key = frame.ok ? core.keyring.keyOf(frame.value.epoch) : null;
        if (!frame.ok || key === null) return null;
        return await openAndDecode(core.suite, key, frame.value);
      }),
    );
    damaged += opened.filter((one) => one === null).length;
    const whole = opened.flatMap((one) => one ?? []);
    const { forgottenFrames } = await admitFrames(core, whole, orders);
    if (forgottenFrames.length > 0) core.rounds.owe({ forgottenFrames });
    from = found.next;
  }
  if (damaged > 0) reportFault("frames of a journal are damaged; partners are asked again", null);
}
