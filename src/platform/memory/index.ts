export { MemoryKeychainFiles } from "./memory-keychain.ts";
export { MemoryNetwork } from "./memory-network.ts";
export { MemoryPlatform } from "./memory-platform.ts";
export type { MemoryPlatformOptions } from "./memory-platform.ts";
