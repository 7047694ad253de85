/**
 * For faults that cost a person nothing now but that someone should be able to read later: one place, so that where they go can
 * change. `what` names no person and no content.
 */
export function reportFault(what: string, error: unknown): void {
  // oxlint-disable-next-line no-console -- the one place that writes there
  console.error(what, error);
}
