import { type Result, fail, succeed } from "../base/index.ts";
import { type Block, PAGE_CONTENT_LIMITS, paragraph } from "../domain/index.ts";
import { pageTitle } from "./import-file.ts";
import type {
  ImportFailure,
  ImportNotice,
  ImportProgress,
  ImportedPage,
  PictureBasket,
} from "./import-outcome.ts";
import { captionOf, compareNaturally } from "./pictures/picture-names.ts";

/**
 * Several pictures, or a folder of them, as one page: in the order that people count, each with the words of its name as caption
 * and description where the name has words. Stopping in the middle keeps what is there by then.
 */
export async function importPictures(
  files: readonly File[],
  title: string,
  tools: {
    readonly shelf: PictureBasket;
    readonly onProgress: (progress: ImportProgress) => void;
    readonly signal: AbortSignal;
  },
): Promise<Result<ImportedPage, ImportFailure>> {
  const sorted = [...files].sort((a, b) =>
    compareNaturally(a.webkitRelativePath || a.name, b.webkitRelativePath || b.name),
  );
  const chosen = sorted.slice(0, PAGE_CONTENT_LIMITS.picturesPerImport);
  const blocks: Block[] = [];
  const report: ImportNotice[] = [];
  if (sorted.length > chosen.length)
    report.push({ kind: "tooManyPictures", count: sorted.length - chosen.length });
  let added = 0;
  for (const [done, file] of chosen.entries()) {
    if (tools.signal.aborted) {
      report.unshift({ kind: "stoppedEarly", added, left: chosen.length - done });
      break;
    }
    tools.onProgress({ stage: "pictures", done, total: chosen.length });
    const kept = await addPicture(tools.shelf, file);
    if (kept.ok) {
      const caption = captionOf(file.name);
      blocks.push({ type: "picture", ...kept.value, alt: caption });
      if (caption !== "") blocks.push(paragraph(caption));
      added += 1;
    } else if (kept.failure.kind === "notSaved") return fail({ kind: "notSaved" });
    else report.push({ kind: "pictureRefused", name: file.name, refusal: kept.failure });
  }
  if (added === 0 && tools.signal.aborted) return fail({ kind: "canceled" });
  const only = report[0];
  if (added === 0 && report.length === 1 && only?.kind === "pictureRefused")
    return fail({ kind: "picture", refusal: only.refusal });
  return succeed({ title: pageTitle(title, title), blocks, report });
}

async function addPicture(shelf: PictureBasket, file: File): ReturnType<PictureBasket["add"]> {
  try {
    return await shelf.add(file, file.name);
  } catch (error) {
    // The browser's word for a file that was moved or locked since it was chosen.
    if (error instanceof DOMException && error.name === "NotReadableError")
      return fail({ kind: "notAPicture" });
    throw error;
  }
}
