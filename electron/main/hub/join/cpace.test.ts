import { expect, test } from "vitest";
import { cpaceGenerator, cpaceKey, cpaceShare } from "./cpace.ts";

/** Vectors of draft-irtf-cfrg-cpace-13, appendix B.1. */
const CODE = new TextEncoder().encode("Password");
const CHANNEL = hex("6f630b425f726573706f6e6465720b415f696e69746961746f72");
const SESSION = hex("7e4b4791d6a8ef019b936c79fb7f2c57");
const GENERATOR = "64e8099e3ea682cfdc5cb665c057ebb514d06bf23ebc9f743b51b82242327074";
const INITIATOR = hex("21b4f4bd9e64ed355c3eb676a28ebedaf6d8f17bdc365995b319097153044080");
const INITIATOR_SHARE = "1b02dad6dbd29a07b6d28c9e04cb2f184f0734350e32bb7e62ff9dbcfdb63d15";
const RESPONDER = hex("848b0779ff415f0af4ea14df9dd1d3c29ac41d836c7808896c4eba19c51ac40a");
const RESPONDER_SHARE = "20cda5955f82c4931545bcbf40758ce1010d7db4db2a907013d79c7a8fcf957f";

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "hex"));
}

function asHex(bytes: Uint8Array | null): string {
  return bytes === null ? "none" : Buffer.from(bytes).toString("hex");
}

test("the generator is that of the published vectors", () => {
  expect(asHex(cpaceGenerator(CODE, CHANNEL, SESSION))).toBe(GENERATOR);
});

test("the shares are those of the published vectors, and both sides reach one key", () => {
  const initiatorShare = cpaceShare(INITIATOR, hex(GENERATOR));
  const responderShare = cpaceShare(RESPONDER, hex(GENERATOR));
  expect(asHex(initiatorShare)).toBe(INITIATOR_SHARE);
  expect(asHex(responderShare)).toBe(RESPONDER_SHARE);
  const run = { session: SESSION, initiatorShare, responderShare };
  expect(asHex(cpaceKey(INITIATOR, responderShare, run))).toBe(
    asHex(cpaceKey(RESPONDER, initiatorShare, run)),
  );
});

test.each([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
])("a point of low order gives no key: %s", (point) => {
  const run = {
    session: SESSION,
    initiatorShare: hex(point),
    responderShare: hex(RESPONDER_SHARE),
  };
  expect(cpaceKey(RESPONDER, hex(point), run)).toBeNull();
});

test("a share of another length gives no key", () => {
  const run = { session: SESSION, initiatorShare: hex("00"), responderShare: hex(RESPONDER_SHARE) };
  expect(cpaceKey(RESPONDER, hex("00"), run)).toBeNull();
});
