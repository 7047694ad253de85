import { describe, expect, test } from "vitest";
import { fingerprintOf, isDataOnly, newCandidates } from "./description.ts";

const PRINT = Array.from({ length: 32 }, () => "AB").join(":");
const DATA = [
  "v=0",
  "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
  "a=candidate:1 1 udp 1 10.0.0.1 5000 typ host",
  `a=fingerprint:sha-256 ${PRINT}`,
  "",
].join("\r\n");

describe("session descriptions", () => {
  test("L20: one data channel from one certificate is welcome", () => {
    expect(isDataOnly(DATA)).toBe(true);
    expect(fingerprintOf(DATA)).toBe(`SHA-256 ${PRINT}`);
  });

  test("L20: sound, pictures, a second certificate, a weaker hash or endless text are not", () => {
    expect(isDataOnly(DATA.replace("m=application", "m=audio"))).toBe(false);
    expect(isDataOnly(`${DATA}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n`)).toBe(false);
    expect(isDataOnly(`${DATA}a=fingerprint:sha-256 ${PRINT.replace("AB", "CD")}\r\n`)).toBe(false);
    expect(isDataOnly(DATA.replace("sha-256", "sha-1"))).toBe(false);
    expect(isDataOnly(`${DATA}${"a=x\r\n".repeat(5_000)}`)).toBe(false);
    expect(isDataOnly("")).toBe(false);
  });

  test("L24: a repeated description brings only the candidates that are new", () => {
    const later = `${DATA}a=candidate:2 1 udp 1 10.0.0.2 5000 typ host\r\n`;
    expect(newCandidates(DATA, later)).toEqual(["candidate:2 1 udp 1 10.0.0.2 5000 typ host"]);
    expect(newCandidates(later, DATA)).toEqual([]);
  });
});
