import { expect, test } from "vitest";
import { sharingPromises } from "../sharing.contract.ts";
import { MemoryNetwork, MemoryPlatform } from "./index.ts";

function twoPcs() {
  const network = new MemoryNetwork();
  const lisbon = new MemoryPlatform({ network, host: "10.0.0.1" });
  const izmir = new MemoryPlatform({ network, host: "10.0.0.2" });
  return { lisbon, izmir };
}

sharingPromises(async () => {
  const { lisbon, izmir } = twoPcs();
  const end = async () => {
    await Promise.all([lisbon.close(), izmir.close()]);
  };
  return { lisbon, izmir, lisbonHub: "10.0.0.1:41417", end };
});

test("PCs of one network find each other, until a cable is pulled", async () => {
  const { lisbon, izmir } = twoPcs();
  let changes = 0;
  izmir.onNetworkChange(() => {
    changes += 1;
  });
  await lisbon.offerInvitation({ code: "314159", invitation: "come in", lifetimeMs: 60_000 });
  expect((await izmir.hubStatus()).nearby).toEqual(["10.0.0.1:41417"]);
  expect((await izmir.redeemInvitation({ code: "314159", address: null })).ok).toBe(true);
  lisbon.setPlugged(false);
  expect(changes).toBe(1);
  expect((await izmir.hubStatus()).nearby).toEqual([]);
  expect(await izmir.redeemInvitation({ code: "314159", address: null })).toEqual({
    ok: false,
    failure: { kind: "nobodyFound" },
  });
  await lisbon.close();
});

test("what is saved is there by its name, and a failure comes once", async () => {
  const platform = new MemoryPlatform();
  const file = { suggestedName: "a.md", mime: "text/markdown", bytes: new Uint8Array([1, 2]) };
  platform.nextSaveFailure = { kind: "diskFull" };
  expect(await platform.saveFile(file)).toEqual({ ok: false, failure: { kind: "diskFull" } });
  expect(await platform.saveFile(file)).toEqual({
    ok: true,
    value: { name: "a.md", sizeBytes: 2 },
  });
  expect(platform.saved.get("a.md")).toEqual(file.bytes);
});

test("closing waits for what has to be put away", async () => {
  const platform = new MemoryPlatform();
  let isDone = false;
  platform.beforeClosing(async () => {
    await Promise.resolve();
    isDone = true;
  });
  await platform.close();
  expect(isDone).toBe(true);
});
