export { leanLeft } from "./leaning-place.ts";
export { YjsBinding } from "./yjs-binding.ts";
export { isFromYjs } from "./yjs-change.ts";
