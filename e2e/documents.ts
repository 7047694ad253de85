export { makeDocx, makeSchoolDocx } from "../src/interchange/fixtures/school-docx.ts";
export type { SchoolDocx } from "../src/interchange/fixtures/school-docx.ts";
export { makeClaimingPng, makePng, withCameraData } from "../src/interchange/fixtures/pictures.ts";
