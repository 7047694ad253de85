export { MemoryDisk } from "./memory-disk.ts";
export type { CrashPoint } from "./memory-disk.ts";
export { MemoryStorage } from "./memory-storage.ts";
export type { Pause } from "./memory-storage.ts";
