import { useNow } from "../../ui/index.ts";

const EVERY_MS = 250;

/** Whole seconds until `endsAt`, in milliseconds since 1970; 0 when it is over or null. */
export function useSecondsLeft(endsAt: number | null): number {
  const now = useNow(EVERY_MS);
  return endsAt === null ? 0 : Math.max(0, Math.ceil((endsAt - now) / 1000));
}
