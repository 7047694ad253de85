import { expect, test } from "vitest";
import { typedHubs } from "./typed-address.ts";

test.each([
  ["192.168.1.5:41418", { host: "192.168.1.5", port: 41418 }],
  [" ws://school-pc.local:5000/ ", { host: "school-pc.local", port: 5000 }],
  ["[fe80::1]:41417", { host: "fe80::1", port: 41417 }],
])("%s is one place", (text, place) => {
  expect(typedHubs(text)).toEqual([place]);
});

test("an address without a port means every port that a hub may have", () => {
  const hubs = typedHubs("192.168.1.5");
  expect(hubs).toHaveLength(10);
  expect(hubs?.[0]).toEqual({ host: "192.168.1.5", port: 41417 });
});

test.each([
  "",
  "not an address",
  "host:0",
  "host:65536",
  "host:port",
  "user@host",
  "host/path",
  "-host",
  "a:b:c",
  "https://example.org",
])("%s is no address", (text) => {
  expect(typedHubs(text)).toBeNull();
});
