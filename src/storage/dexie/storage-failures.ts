import type { SaveFailure } from "../../domain/index.ts";
import { StorageError } from "../storage-error.ts";

const REASONS: Readonly<Record<string, SaveFailure>> = {
  QuotaExceededError: "diskFull",
  DatabaseClosedError: "databaseClosed",
  InvalidStateError: "databaseClosed",
  OpenFailedError: "databaseClosed",
  NoSuchDatabaseError: "databaseClosed",
  MissingAPIError: "databaseClosed",
  TimeoutError: "databaseClosed",
  VersionError: "databaseClosed",
  UpgradeError: "databaseClosed",
};

/** Why a database call failed. Dexie wraps the browser's error, sometimes twice, so that the cause lies below. */
export function failureReason(error: unknown): SaveFailure {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth += 1) {
    const { name, inner, cause, failures } = current as {
      name?: unknown;
      inner?: unknown;
      cause?: unknown;
      failures?: readonly unknown[];
    };
    const reason = typeof name === "string" ? REASONS[name] : undefined;
    if (reason !== undefined) return reason;
    current = inner ?? cause ?? failures?.[0];
  }
  return "unknown";
}

/** Runs a database call; its failures come out as `StorageError`. */
export async function asStorageError<Value>(call: () => PromiseLike<Value>): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    throw new StorageError(failureReason(error), error);
  }
}
