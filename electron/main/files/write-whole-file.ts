import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type Result, fail, succeed } from "../../../src/base/index.ts";
import type { SaveFileFailure } from "../../bridge/contract.ts";

/** The whole file or nothing: written beside, flushed to the disk, then put in place. What was there before stays until then. */
export async function writeWholeFile(
  file: string,
  bytes: Uint8Array,
): Promise<Result<null, SaveFileFailure>> {
  const beside = path.join(path.dirname(file), `.${randomBytes(6).toString("hex")}.part`);
  try {
    await writeFlushed(beside, bytes);
    await rename(beside, file);
    return succeed(null);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    return fail(saveFailure(error));
  }
}

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", 0o644);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function saveFailure(error: unknown): SaveFileFailure {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? "";
  if (["ENOSPC", "EDQUOT"].includes(code)) return { kind: "diskFull" };
  if (["EACCES", "EPERM", "EROFS", "EBUSY", "EISDIR"].includes(code)) return { kind: "notAllowed" };
  if (code === "EFBIG") return { kind: "tooLarge" };
  // The code, not the message, which would carry the person's folders into reports.
  return { kind: "unknown", detail: code === "" ? "no error code" : code };
}
