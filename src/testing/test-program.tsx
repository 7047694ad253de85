import { cleanup } from "@testing-library/react";
import { speak } from "../i18n/index.ts";
import { TestClassrooms as Classrooms } from "./test-classrooms.ts";

export { show } from "./show.tsx";
export { ANA, GIULIA, PASSPHRASE, RIVERS, newDisk, until, workspaceOf } from "./test-classrooms.ts";
export type { ClosedPc, TestDisk, TestPc } from "./test-classrooms.ts";

/** As for tests without screens; screens are taken down before the computers. */
export class TestClassrooms extends Classrooms {
  override async close(): Promise<void> {
    cleanup();
    await super.close();
    await speak("en");
  }
}
