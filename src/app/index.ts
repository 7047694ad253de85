export { openProgram } from "./open-program.ts";
export { Start } from "./start.tsx";
