export { sealedStorage } from "./sealed-storage.ts";
