/** Files as schools have them, and as attackers build them, for tests of the whole program. */
export {
  makeClaimingPng,
  makeDocx,
  makePng,
  makeSchoolDocx,
  withCameraData,
} from "../../interchange/fixtures/index.ts";
export type { SchoolDocx } from "../../interchange/fixtures/index.ts";
