import { type Result, fail } from "../../base/index.ts";
import type { JoinFailure, JoinOutcome, Workspace } from "../../workspace/index.ts";
import type { FileFailure } from "./join-failure-words.ts";

const LARGEST_BYTES = 64 * 1024 * 1024;
/** A mail program may have made a text file of an invitation that was a text. */
const LARGEST_TEXT_BYTES = 16 * 1024;

/** Joins by the file, or by the text that is in it. */
export async function joinByChosenFile(
  workspace: Pick<Workspace, "joinByFile" | "joinByText">,
  file: Blob,
): Promise<Result<JoinOutcome, JoinFailure | FileFailure>> {
  if (file.size > LARGEST_BYTES) return fail({ kind: "tooLarge" });
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (bytes === null) return fail({ kind: "notReadable" });
  if (bytes.length <= LARGEST_TEXT_BYTES) {
    const text = new TextDecoder().decode(bytes);
    if (/TWINSPAN\d\./iu.test(text)) return workspace.joinByText(text);
  }
  return workspace.joinByFile(bytes);
}
