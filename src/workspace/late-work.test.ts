import { afterEach, expect, test, vi } from "vitest";
import { paragraph } from "../domain/index.ts";
import { TestClassrooms } from "../testing/test-classrooms.ts";

vi.setConfig({ testTimeout: 60_000 });
const SOON = { timeout: 20_000 };

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

test("what was written after one's rights had ended elsewhere reaches nobody, and is kept to be copied", async () => {
  const { ana, giulia } = await classrooms.partners();
  const here = await classrooms.project(ana);
  const there = await classrooms.project(giulia);
  const [start] = there.pages.get();
  if (start === undefined) throw new Error("no page");
  const page = await there.openPage(start.id);
  if (!page.ok) throw new Error(page.failure.kind);
  const textOf = (blocks: ReturnType<typeof page.value.blocks>): string =>
    blocks
      .flatMap((block) => (block.type === "paragraph" ? block.text.map(({ text }) => text) : []))
      .join("|");
  page.value.append([paragraph("While I might")]);
  await giulia.workspace.flush();
  const seen = await here.openPage(start.id);
  if (!seen.ok) throw new Error(seen.failure.kind);
  await expect.poll(() => textOf(seen.value.blocks()), SOON).toContain("While I might");
  classrooms.network.partition(["cluj"], ["ferrara"]);
  expect((await here.people.changeRole(there.me, "observer", null)).ok).toBe(true);
  page.value.append([paragraph("Without knowing that I might not")]);
  await giulia.workspace.flush();
  classrooms.network.heal();
  await expect.poll(() => there.rights.get().role, SOON).toBe("observer");
  await expect.poll(() => there.lateWork.get().length, SOON).toBe(1);
  const [late] = there.lateWork.get();
  expect(late?.page).toBe(start.id);
  expect(late?.text).toContain("Without knowing that I might not");
  expect(page.value.mayEdit.get()).toBe(false);
  // The page is read anew without those words, and so has to be opened again.
  await expect.poll(() => page.value.isReplaced.get(), SOON).toBe(true);
  const again = await there.openPage(start.id);
  if (!again.ok) throw new Error(again.failure.kind);
  expect(textOf(again.value.blocks())).toContain("While I might");
  expect(textOf(again.value.blocks())).not.toContain("Without knowing");
  expect(textOf(seen.value.blocks())).not.toContain("Without knowing");
  await there.forgetLateWork(late?.id ?? "");
  expect(there.lateWork.get()).toEqual([]);
});
