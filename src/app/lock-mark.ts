const KEY = "twinspan.lockedByPerson";

type Shelf = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Whoever locks the door wants it locked: the operating system's store, which opens it at other starts, then stays aside until the
 * passphrase was typed. The mark outlives the end of the program, for a restart is no key.
 */
export function markLocked(shelf: Shelf): void {
  shelf.setItem(KEY, "yes");
}

export function isLockedByPerson(shelf: Shelf): boolean {
  return shelf.getItem(KEY) !== null;
}

export function forgetLock(shelf: Shelf): void {
  shelf.removeItem(KEY);
}
