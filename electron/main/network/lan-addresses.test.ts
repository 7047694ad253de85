import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import { lanAddresses } from "./lan-addresses.ts";

function card(address: string, internal = false): NetworkInterfaceInfo {
  return {
    address,
    internal,
    family: "IPv4",
    netmask: "255.255.255.0",
    mac: "00:00:00:00:00:00",
    cidr: null,
  };
}

test("the address of the classroom network comes before virtual and self-given ones", () => {
  const interfaces = {
    lo: [card("127.0.0.1", true)],
    docker0: [card("172.17.0.1")],
    eth1: [card("169.254.7.7")],
    eth0: [card("10.77.0.1")],
    wlan0: [card("192.168.1.20")],
  };
  expect(lanAddresses(interfaces)).toEqual([
    "192.168.1.20",
    "10.77.0.1",
    "169.254.7.7",
    "172.17.0.1",
  ]);
});

test("a PC without a network has no addresses", () => {
  expect(lanAddresses({ lo: [card("127.0.0.1", true)] })).toEqual([]);
});
