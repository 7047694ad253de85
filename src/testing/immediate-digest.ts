import { createHash } from "node:crypto";
import { vi } from "vitest";

/** SHA-256 answers at once instead of from another thread, so that the same seed gives the same run. */
export function digestImmediately(): void {
  vi.spyOn(crypto.subtle, "digest").mockImplementation((algorithm, bytes) => {
    if (algorithm !== "SHA-256") throw new Error("only SHA-256 is used");
    const view = ArrayBuffer.isView(bytes)
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : new Uint8Array(bytes);
    const digest = createHash("sha256").update(view).digest();
    return Promise.resolve(new Uint8Array(digest).buffer);
  });
}
