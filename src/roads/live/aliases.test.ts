import { expect, test } from "vitest";
import { liveRoadAliases } from "./aliases.ts";

const WEBRTC = "/x/node_modules/y-webrtc/src/y-webrtc.js";

test("L1: under y-webrtc stand our own peer and sockets, and no channel between windows", () => {
  const { resolveId } = liveRoadAliases("/house/live/");
  expect(resolveId("simple-peer/simplepeer.min.js", WEBRTC)).toBe(
    "/house/live/simple-peer-stand-in.ts",
  );
  expect(resolveId("lib0/websocket", WEBRTC)).toBe("/house/live/websocket-stand-in.ts");
  expect(resolveId("lib0/broadcastchannel", WEBRTC.replaceAll("/", "\\"))).toBe(
    "/house/live/broadcastchannel-stand-in.ts",
  );
});

test("L1: everything else is what it says, for y-webrtc and for everyone", () => {
  const { resolveId } = liveRoadAliases("/house/live");
  expect(resolveId("lib0/map", WEBRTC)).toBeNull();
  expect(resolveId("lib0/websocket", "/x/src/main.ts")).toBeNull();
  expect(resolveId("lib0/websocket", undefined)).toBeNull();
});
