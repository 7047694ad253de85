export type { Program } from "./program.ts";
export { Start } from "./start.tsx";
export type { StartFailure } from "./start-failure.tsx";
