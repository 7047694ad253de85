export { DexieStorage } from "./dexie-storage.ts";
