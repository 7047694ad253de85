import { afterEach, expect, test } from "vitest";
import { NetworkWatch } from "../network/network-watch.ts";
import { Hub } from "./hub.ts";

const OFFER = { code: "314159", invitation: "come in", lifetimeMs: 60_000 };
const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function startHub(addresses: readonly string[] = ["192.168.1.20"]): Promise<Hub> {
  const card = (address: string) =>
    ({ address, family: "IPv4", internal: false, netmask: "", mac: "", cidr: null }) as const;
  const network = new NetworkWatch(() => ({ eth0: addresses.map(card) }));
  const errors: Error[] = [];
  const hub = new Hub({
    port: 0,
    isDiscoverable: false,
    network,
    onError: (error) => errors.push(error),
  });
  open.push(network, hub);
  await hub.start();
  expect(errors).toEqual([]);
  return hub;
}

test("H2: a running hub says its port and the addresses that a colleague can type", async () => {
  const status = (await startHub()).status.get();
  expect(status).toMatchObject({
    state: "running",
    addresses: ["192.168.1.20"],
    nearby: [],
    problem: null,
  });
  expect(status.port).toBeGreaterThan(0);
});

test("H2: without a network the hub runs and says so", async () => {
  expect((await startHub([])).status.get()).toMatchObject({
    state: "running",
    problem: "noNetwork",
  });
});

test("J1: a code is redeemed at a typed address, which is told as a place for signalling", async () => {
  const host = await startHub();
  const guest = await startHub();
  host.offer(OFFER);
  const address = `127.0.0.1:${host.status.get().port}`;
  expect(await guest.redeem({ code: OFFER.code, address })).toEqual({
    ok: true,
    value: { invitation: "come in", hub: address },
  });
  expect(await guest.redeem({ code: "000000", address })).toEqual({
    ok: false,
    failure: { kind: "wrongCode" },
  });
});

test("J1: a hub does not redeem its own codes", async () => {
  const host = await startHub();
  host.offer(OFFER);
  const address = `127.0.0.1:${host.status.get().port}`;
  expect(await host.redeem({ code: OFFER.code, address })).toEqual({
    ok: false,
    failure: { kind: "unreachable" },
  });
});

test("J1: nobody nearby, an address that answers nothing, and a text that is no address are told apart", async () => {
  const guest = await startHub();
  const kinds = await Promise.all(
    [null, "127.0.0.1:9", "not an address"].map((address) =>
      guest.redeem({ code: "000000", address }),
    ),
  );
  expect(kinds.map((result) => (result.ok ? "ok" : result.failure.kind))).toEqual([
    "nobodyFound",
    "unreachable",
    "badAddress",
  ]);
});

test("J4: a hub that does not run takes no offers", async () => {
  const hub = await startHub();
  await hub.close();
  expect(hub.status.get()).toMatchObject({ state: "stopped", port: null });
  expect(hub.offer(OFFER)).toEqual({ ok: false, failure: { kind: "hubStopped" } });
});
