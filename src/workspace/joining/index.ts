export { Entrance } from "./entrance.ts";
export { Joinings } from "./joinings.ts";
export type { NewSpace } from "./lookout.ts";
