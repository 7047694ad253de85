import { expect, test } from "vitest";
import { loadSuite } from "../../cryptography/index.ts";
import { entitledMembers, makeRotation } from "../../membership/index.ts";
import { VirtualClock } from "../../testing/virtual-clock.ts";
import { Desk, newParts } from "./fixtures/desk.ts";

test("words sealed under a rotation that a removal made void still reach everyone", async () => {
  const suite = await loadSuite();
  const clock = new VirtualClock();
  const lisbon = await Desk.found(await newParts(suite, clock));
  const page = await lisbon.newPage();
  const izmir = await lisbon.letIn(await newParts(suite, clock));
  const krakow = await lisbon.letIn(await newParts(suite, clock));
  await lisbon.meet(izmir);
  await lisbon.meet(krakow);
  await izmir.meet(krakow);
  const rotate = async (by: Desk): Promise<void> => {
    const membership = by.journal.membership.get();
    if (membership === null) throw new Error("nothing is founded");
    const members = entitledMembers(membership, "project");
    await by.do((await makeRotation(suite, by.space, "project", members)).body);
  };
  await rotate(izmir);
  await izmir.meet(krakow);
  await krakow.type(page, "Krakow wrote this");
  await lisbon.do({ kind: "remove", member: izmir.parts.person.id, cutOffs: [] });
  await rotate(lisbon);
  await lisbon.meet(krakow);
  await lisbon.meet(krakow);
  expect(await krakow.storedText(page)).toBe("Krakow wrote this");
  expect(await lisbon.storedText(page)).toBe("Krakow wrote this");
});
