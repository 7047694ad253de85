import { Buffer } from "node:buffer";
import { type FileHandle, mkdir, rm, truncate } from "node:fs/promises";
import path from "node:path";
import { type Result, fail, succeed } from "../../../src/base/index.ts";
import { report } from "../report.ts";
import {
  type Checkpoint,
  checkpointsOf,
  sequenceOfCheckpoint,
  writeCheckpoint,
} from "./checkpoint.ts";
import { type OpenReport, examine, newestCheckpoint, segmentsOf } from "./examine.ts";
import { PAYLOAD_BYTES_MAX, type SafeRecord, encodeRecord } from "./record.ts";
import {
  SEGMENT_HEAD_BYTES,
  createSegment,
  firstSequenceOf,
  readSegment,
  segmentName,
} from "./segment.ts";

/** A segment that is full is closed, and the next begun. */
const SEGMENT_BYTES = 8 * 1024 * 1024;

export type SafeFileFailure =
  | { readonly kind: "diskFull" | "notAllowed" | "tooLarge" | "closed" }
  | { readonly kind: "newerVersion" }
  | { readonly kind: "unknown"; readonly detail: string };

interface OpenSegment {
  readonly handle: FileHandle;
  readonly name: string;
  /** On the disk and answered for. */
  bytes: number;
}

interface Waiting {
  readonly payload: Uint8Array;
  readonly settle: (result: Result<number, SafeFileFailure>) => void;
}

export interface SafeFileOptions {
  readonly segmentBytes?: number;
  /** For tests and for the control of the durability figures; the product always syncs. */
  readonly sync?: (handle: FileHandle) => Promise<void>;
}

/**
 * An append-only chain of files that keeps what a browser database would lose: a payload is safe once `append` has answered.
 * Format and promises: docs/spec/safe-file.md.
 */
export class SafeFile {
  readonly report: OpenReport;
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #sync: (handle: FileHandle) => Promise<void>;
  #next: number;
  #segment: OpenSegment | null = null;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #isClosed = false;

  private constructor(folder: string, report: OpenReport, options: SafeFileOptions) {
    this.#folder = folder;
    this.report = report;
    this.#next = report.lastSequence + 1;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.#sync = options.sync ?? ((handle) => handle.datasync());
  }

  /** Reads what is there, cuts a torn tail, sets damaged files aside. Every start writes a segment of its own. */
  static async open(
    folder: string,
    options: SafeFileOptions = {},
  ): Promise<Result<SafeFile, SafeFileFailure>> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const report = await examine(folder);
      return report.ok ? succeed(new SafeFile(folder, report.value, options)) : report;
    } catch (error) {
      return fail(safeFileFailure(error));
    }
  }

  get lastSequence(): number {
    return this.#next - 1;
  }

  /** Resolves to the payload's sequence once it would survive a power cut. Those that come while the disk works share its next answer. */
  append(payload: Uint8Array): Promise<Result<number, SafeFileFailure>> {
    if (this.#isClosed) return Promise.resolve(fail({ kind: "closed" }));
    if (payload.length > PAYLOAD_BYTES_MAX) return Promise.resolve(fail({ kind: "tooLarge" }));
    return new Promise((settle) => {
      this.#waiting.push({ payload, settle });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Every record from `from` on, in order: those of the checkpoint as one, then those after it. */
  async *read(from = 0): AsyncGenerator<SafeRecord | Checkpoint> {
    const checkpoint = await newestCheckpoint(this.#folder);
    let next = from;
    if (checkpoint !== null && checkpoint.sequence >= from) {
      yield checkpoint;
      next = checkpoint.sequence + 1;
    }
    for (const name of await segmentsOf(this.#folder)) {
      const content = await readSegment(path.join(this.#folder, name));
      if (content.kind !== "read") continue;
      for (const record of [...content.records, ...content.behind]) {
        if (record.sequence < next) continue;
        next = record.sequence + 1;
        yield record;
      }
    }
  }

  /**
   * Puts `payloads` in the place of every record up to `sequence`. The former checkpoint and what lies between stay until the next one:
   * a checkpoint that turns out to be damaged costs nothing.
   */
  async checkpoint(
    sequence: number,
    payloads: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<Result<null, SafeFileFailure>> {
    try {
      const before = await newestCheckpoint(this.#folder);
      await writeCheckpoint(this.#folder, sequence, payloads);
      if (before !== null) await this.#forgetUpTo(before.sequence);
      return succeed(null);
    } catch (error) {
      return fail(safeFileFailure(error));
    }
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
    await this.#segment?.handle.close();
    this.#segment = null;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const first = this.#next;
      try {
        await this.#writeBatch(batch.map(({ payload }, at) => ({ sequence: first + at, payload })));
        this.#next = first + batch.length;
        batch.forEach(({ settle }, at) => settle(succeed(first + at)));
      } catch (error) {
        await this.#abandonSegment();
        for (const { settle } of batch) settle(fail(safeFileFailure(error)));
      }
    }
    this.#writing = null;
  }

  async #writeBatch(records: readonly SafeRecord[]): Promise<void> {
    const bytes = Buffer.concat(records.map(encodeRecord));
    const segment = await this.#segmentFor(bytes.length);
    await segment.handle.write(bytes, 0, bytes.length, segment.bytes);
    await this.#sync(segment.handle);
    segment.bytes += bytes.length;
  }

  async #segmentFor(bytes: number): Promise<OpenSegment> {
    const current = this.#segment;
    if (current !== null) {
      if (current.bytes + bytes <= this.#segmentBytes || current.bytes === SEGMENT_HEAD_BYTES) {
        return current;
      }
      this.#segment = null;
      await current.handle.close();
    }
    const handle = await createSegment(this.#folder, this.#next);
    this.#segment = { handle, name: segmentName(this.#next), bytes: SEGMENT_HEAD_BYTES };
    return this.#segment;
  }

  /**
   * After a failed write nobody knows what the disk holds: the segment is cut back to what was answered for and never written again.
   * The next append begins another.
   */
  async #abandonSegment(): Promise<void> {
    const segment = this.#segment;
    this.#segment = null;
    const file = path.join(this.#folder, segment?.name ?? segmentName(this.#next));
    try {
      await segment?.handle.close();
      if (segment !== null && segment.bytes > SEGMENT_HEAD_BYTES)
        await truncate(file, segment.bytes);
      // An unfinished file would be in the way of the next try.
      else await rm(file, { force: true });
    } catch (error) {
      // The next start cuts it: what was not answered for is a torn tail.
      report("a segment of the safe file could not be cut back", error);
    }
  }

  async #forgetUpTo(sequence: number): Promise<void> {
    const segments = await segmentsOf(this.#folder);
    for (const [at, name] of segments.entries()) {
      const next = segments[at + 1];
      const isWritten = name === this.#segment?.name;
      const endsBefore = next !== undefined && (firstSequenceOf(next) ?? 0) <= sequence + 1;
      if (!isWritten && endsBefore) await rm(path.join(this.#folder, name), { force: true });
    }
    for (const name of await checkpointsOf(this.#folder)) {
      if ((sequenceOfCheckpoint(name) ?? 0) < sequence)
        await rm(path.join(this.#folder, name), { force: true });
    }
  }
}

function safeFileFailure(error: unknown): SafeFileFailure {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? "";
  if (["ENOSPC", "EDQUOT"].includes(code)) return { kind: "diskFull" };
  if (["EACCES", "EPERM", "EROFS", "EBUSY"].includes(code)) return { kind: "notAllowed" };
  // The code, not the message, which would carry the person's folders into reports.
  return { kind: "unknown", detail: code === "" ? "no error code" : code };
}
