/**
 * Where a change comes from. Every transaction names one, and nothing else decides whether it is kept, sent or undone.
 * Local changes carry an object of the window or screen that made them.
 */
export const STORED = Object.freeze({ origin: "stored" });
export const REMOTE = Object.freeze({ origin: "remote" });

/** Whether the change was made on this PC, and so has to be kept and sent. */
export function isLocal(origin: unknown): boolean {
  return origin !== STORED && origin !== REMOTE;
}
