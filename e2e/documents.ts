export {
  makeClaimingPng,
  makeDocx,
  makePng,
  makeSchoolDocx,
  withCameraData,
} from "../src/testing/documents/index.ts";
export type { SchoolDocx } from "../src/testing/documents/index.ts";
