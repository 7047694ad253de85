export { electronPlatform } from "./electron-platform.ts";
