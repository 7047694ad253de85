import { type Result, fail, succeed } from "../base/index.ts";
import { type Block, PAGE_LIMITS } from "../domain/index.ts";
import { START_BYTES, detectFormat } from "./detect-format.ts";
import type { Draft, DraftSource } from "./draft.ts";
import type {
  ImportFailure,
  ImportNotice,
  ImportProgress,
  ImportedPage,
  PictureBasket,
} from "./import-outcome.ts";
import { NoticeTally } from "./notice-tally.ts";
import { checkPicture } from "./pictures/prepare-picture.ts";
import { captionOf } from "./pictures/picture-names.ts";
import type { OpenConverter } from "./worker/converter.ts";
import { WorkerConverter } from "./worker/worker-converter.ts";

export interface ImportTools {
  readonly shelf: PictureBasket;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
  readonly openConverter?: OpenConverter;
}

/** A document of more bytes is refused before it is read. */
const MAX_FILE_BYTES = 150_000_000;

/**
 * Reads a .docx, .html, .md or .txt file, a picture, or a ZIP of one text and its pictures, as the content of one new page.
 * The file is judged by its bytes, converted in a worker that cancel ends at once, and its pictures go to the shelf.
 */
export async function importFile(
  file: Blob,
  name: string,
  tools: ImportTools,
): Promise<Result<ImportedPage, ImportFailure>> {
  const { signal, onProgress } = tools;
  onProgress({ stage: "reading", done: 0, total: 1 });
  const refusal = await refuseEarly(file, name);
  if (refusal !== null) return fail(refusal);
  if (signal.aborted) return fail({ kind: "canceled" });
  onProgress({ stage: "converting", done: 0, total: 1 });
  const converter = (tools.openConverter ?? openWorkerConverter)();
  const stop = () => converter.close();
  signal.addEventListener("abort", stop);
  const converted = await converter.convert(file, name);
  signal.removeEventListener("abort", stop);
  converter.close();
  if (signal.aborted) return fail({ kind: "canceled" });
  if (!converted.ok) return converted;
  return settlePictures(converted.value, name, tools);
}

function openWorkerConverter(): WorkerConverter {
  return new WorkerConverter();
}

/** What a glance at the first bytes can say, whatever the size. */
async function refuseEarly(file: Blob, name: string): Promise<ImportFailure | null> {
  if (file.size === 0) return { kind: "empty" };
  try {
    const start = new Uint8Array(await file.slice(0, START_BYTES).arrayBuffer());
    if (detectFormat(start, name, null).kind === "picture") {
      const checked = await checkPicture(file);
      return checked.ok ? null : { kind: "picture", refusal: checked.failure };
    }
  } catch {
    // Moved, renamed or locked since it was chosen.
    return { kind: "notReadable" };
  }
  return file.size > MAX_FILE_BYTES ? { kind: "tooLarge", limitBytes: MAX_FILE_BYTES } : null;
}

/** Puts each source on the shelf once, in order, and turns the draft's pictures into blocks. */
async function settlePictures(
  draft: Draft,
  name: string,
  { shelf, onProgress, signal }: ImportTools,
): Promise<Result<ImportedPage, ImportFailure>> {
  const notices = new NoticeTally();
  const kept = new Map<number, Awaited<ReturnType<PictureBasket["add"]>>>();
  const wanted = [
    ...new Set(draft.blocks.flatMap((block) => (block.type === "picture" ? [block.source] : []))),
  ];
  for (const [done, index] of wanted.entries()) {
    if (signal.aborted) return fail({ kind: "canceled" });
    onProgress({ stage: "pictures", done, total: wanted.length });
    const source = draft.sources[index];
    if (source === undefined) continue;
    const added = await addToShelf(shelf, source);
    if (!added.ok && added.failure.kind === "notSaved") return fail({ kind: "notSaved" });
    kept.set(index, added);
  }
  const onlyFailure = draft.blocks.length === 1 ? kept.get(wanted[0] ?? -1) : undefined;
  if (
    onlyFailure?.ok === false &&
    onlyFailure.failure.kind !== "notSaved" &&
    draft.blocks[0]?.type === "picture"
  )
    return fail({ kind: "picture", refusal: onlyFailure.failure });
  const blocks = draft.blocks.flatMap((block): readonly Block[] => {
    if (block.type !== "picture") return [block];
    const added = kept.get(block.source);
    if (added?.ok !== true) {
      notices.count(
        added?.failure.kind === "tooLarge" || added?.failure.kind === "tooManyPixels"
          ? "largePictures"
          : "unsupportedPictures",
      );
      return [];
    }
    return [{ type: "picture", ...added.value, alt: block.alt }];
  });
  return succeed({
    title: pageTitle(draft.title, name),
    blocks,
    report: mergeNotices(draft.notices, notices.list()),
  });
}

/** The copy frees the draft's bytes as soon as the shelf has them. */
function addToShelf(
  shelf: PictureBasket,
  { bytes, name }: DraftSource,
): ReturnType<PictureBasket["add"]> {
  return shelf.add(new Blob([bytes]), name);
}

export function pageTitle(title: string | null, fileName: string): string {
  const stem = fileName.replace(/^.*[/\\]/u, "").replace(/\.[a-z0-9]{1,8}$/iu, "");
  const words = (title ?? stem).replace(/[\s_]+/gu, " ").trim();
  return Array.from(words === "" ? captionOf(fileName) || stem : words)
    .slice(0, PAGE_LIMITS.title)
    .join("");
}

function mergeNotices(
  first: readonly ImportNotice[],
  second: readonly ImportNotice[],
): readonly ImportNotice[] {
  const tally = new NoticeTally();
  for (const notice of [...first, ...second])
    if ("count" in notice) tally.count(notice.kind, notice.count);
  return tally.list();
}
