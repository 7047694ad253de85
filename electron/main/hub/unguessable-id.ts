import { randomBytes } from "node:crypto";
import { encodeBase32 } from "../../../src/base/index.ts";

/** 128 random bits as 26 characters. (The page's `randomId` needs a global that Node 18 lacks.) */
export function unguessableId(): string {
  return encodeBase32(randomBytes(16));
}
