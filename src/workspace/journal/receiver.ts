import { type AdmittedFrames, admitFrames } from "./admit-frames.ts";
import { type DocumentName, type SealedFrame, decodeFrame } from "../../journal/index.ts";
import type { JournalCore } from "./core.ts";
import { nameOf } from "./ledger.ts";
import { type OpenedFrame, type ScreenFrames, nextOf, openScreened } from "./opened-frames.ts";

/** Frames that cannot be opened or judged yet; the oldest makes way. */
const ASIDE = { frames: 2048, bytes: 16_000_000 } as const;

export interface Received {
  readonly admitted: AdmittedFrames;
  readonly verdict: "taken" | "early" | "refused";
}

/** Takes frames from partners: opens what there is a key for, has it decoded elsewhere, and gives it to admission. */
export class Receiver {
  readonly #core: JournalCore;
  readonly #screen: ScreenFrames;
  readonly #beforeChange: (documents: Iterable<DocumentName>) => Promise<void>;
  readonly #aside = new Map<string, SealedFrame>();
  #asideBytes = 0;

  /** `beforeChange` is told of documents before what was received changes them. */
  constructor(
    core: JournalCore,
    screen: ScreenFrames,
    beforeChange: (documents: Iterable<DocumentName>) => Promise<void>,
  ) {
    this.#core = core;
    this.#beforeChange = beforeChange;
    this.#screen = screen;
  }

  async receive(frames: readonly Uint8Array[]): Promise<Received> {
    let isRefused = false;
    const sealed: SealedFrame[] = [];
    for (const bytes of frames) {
      const frame = decodeFrame(bytes);
      if (!frame.ok) isRefused = true;
      else if (!this.#isKnown(frame.value)) sealed.push(frame.value);
    }
    const taken = await this.#take(sealed);
    return isRefused ? { ...taken, verdict: "refused" } : taken;
  }

  /** What was laid aside, since there are new keys or members. */
  async retry(): Promise<Received> {
    const frames = [...this.#aside.values()];
    this.#aside.clear();
    this.#asideBytes = 0;
    return await this.#take(frames.filter((frame) => !this.#isKnown(frame)));
  }

  async #take(frames: readonly SealedFrame[]): Promise<Received> {
    const { keyring, suite } = this.#core;
    let isEarly = false;
    const openable: { readonly key: Uint8Array; readonly frame: SealedFrame }[] = [];
    for (const frame of frames) {
      const key = keyring.keyOf(frame.epoch);
      if (key !== null) {
        openable.push({ key, frame });
        continue;
      }
      this.#layAside(frame);
      isEarly = true;
    }
    const results = await openScreened(suite, openable, this.#screen);
    const opened = results.flatMap((one): OpenedFrame[] => (one === null ? [] : [one]));
    let isRefused = opened.length < openable.length;
    await this.#beforeChange(new Set(opened.flatMap(documentsIn)));
    const admitted = await admitFrames(this.#core, opened);
    for (const { feed, reason } of admitted.refused) {
      switch (reason) {
        case "signature":
        case "other-space":
          isRefused = true;
          break;
        case "unknown-member":
        case "unknown-feed":
        case "erasure":
          // The log may say more later, of the member, of the feed that comes before, or of what was erased.
          isEarly = true;
          for (const one of opened) if (one.frame.feed === feed) this.#layAside(one.frame);
          break;
        case "full":
          isEarly = true;
          break;
        case "frozen":
          break;
      }
    }
    if (opened.some(({ frame }) => this.#core.waiting.has(nameOf(frame)))) isEarly = true;
    return { admitted, verdict: isRefused ? "refused" : isEarly ? "early" : "taken" };
  }

  #isKnown(frame: SealedFrame): boolean {
    const feed = this.#core.state.feeds.get(frame.feed);
    if (feed === undefined) return false;
    return frame.kind === "header" || nextOf(frame) <= feed.next;
  }

  #layAside(frame: SealedFrame): void {
    const name = nameOf(frame);
    const before = this.#aside.get(name);
    if (before !== undefined) this.#asideBytes -= before.bytes.length;
    this.#aside.delete(name);
    this.#aside.set(name, frame);
    this.#asideBytes += frame.bytes.length;
    for (const [oldest, { bytes }] of this.#aside) {
      if (this.#aside.size <= ASIDE.frames && this.#asideBytes <= ASIDE.bytes) return;
      this.#aside.delete(oldest);
      this.#asideBytes -= bytes.length;
    }
  }
}

function documentsIn({ part }: OpenedFrame): readonly DocumentName[] {
  if (part.kind === "header") return [];
  const pieces = part.kind === "run" ? part.run.entries : part.compaction.documents;
  return pieces.map(({ document }) => document);
}
