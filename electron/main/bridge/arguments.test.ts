import { expect, test } from "vitest";
import { BRIDGE_FUNCTIONS, isEventName } from "../../bridge/contract.ts";
import { BRIDGE_ARGUMENTS } from "./arguments.ts";

const FILE = { suggestedName: "a.pdf", mime: "application/pdf", bytes: new Uint8Array(3) };
const OFFER = { code: "314159", invitation: "x", lifetimeMs: 1000 };
const WISH = { passphrase: "storm over the bridge", useSystemStore: false, words: null };
const CHANGE = { current: "storm", next: "calm", useSystemStore: false };
const bytes = (length: number) => new Uint8Array(length);
const HEADER = { space: bytes(16), sessionKey: bytes(32), memberHead: bytes(32), startedAt: 0 };
const OPERATION = { space: bytes(16), unsigned: bytes(100), names: { "": "Our rivers" } };

/** For each function: what fits, and what does not. */
const CASES: {
  readonly [Name in keyof typeof BRIDGE_ARGUMENTS]: readonly [good: unknown[][], bad: unknown[][]];
} = {
  appInfo: [[[]], [[1]]],
  setAppearance: [[["dark"]], [["pink"], [], ["dark", "light"]]],
  setMenuLabels: [
    [
      [{ file: "Datei" }, "de"],
      [{}, "pseudo"],
    ],
    [
      [{ file: 1 }, "de"],
      [null, "de"],
      [{ file: "Datei" }],
      [{ file: "Datei" }, "x".repeat(36)],
      [{ file: "x".repeat(401) }, "de"],
      [Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`k${i}`, ""])), "de"],
    ],
  ],
  setWindowTitle: [[["Storm"]], [["x".repeat(301)], [{}]]],
  saveFile: [
    [[FILE]],
    [
      [{ ...FILE, suggestedName: "" }],
      [{ ...FILE, bytes: [1] }],
      [{ ...FILE, bytes: "x" }],
      [{ ...FILE, path: "/" }],
      [],
    ],
  ],
  savePdf: [[["page"]], [[""], ["x".repeat(256)], [1]]],
  print: [[[]], [[{}]]],
  openExternal: [[["https://example.org"]], [[1], ["x".repeat(4097)]]],
  copyText: [[["text"]], [["x".repeat(1_000_001)], [null]]],
  hubStatus: [[[]], [[0]]],
  offerInvitation: [
    [[OFFER]],
    [
      [{ ...OFFER, code: "31415" }],
      [{ ...OFFER, code: "31415a" }],
      [{ ...OFFER, code: "٣١٤١٥٩" }],
      [{ ...OFFER, invitation: "x".repeat(16_385) }],
      [{ ...OFFER, lifetimeMs: 0 }],
      [{ ...OFFER, lifetimeMs: Number.POSITIVE_INFINITY }],
      [{ ...OFFER, lifetimeMs: Number.NaN }],
      [{ ...OFFER, more: 1 }],
    ],
  ],
  withdrawInvitation: [[["314159"]], [["1"], [314159]]],
  redeemInvitation: [
    [[{ code: "314159", address: null }], [{ code: "314159", address: "10.0.0.1" }]],
    [
      [{ code: "314159" }],
      [{ code: "314159", address: "x".repeat(301) }],
      [{ code: " 314159", address: null }],
    ],
  ],
  openSocket: [[["ws://127.0.0.1:1"]], [["x".repeat(2049)], [1]]],
  sendSocket: [
    [[1, "x"]],
    [
      [0, "x"],
      [1.5, "x"],
      ["1", "x"],
      [1, new Uint8Array(1)],
      [1, "x".repeat(262_145)],
    ],
  ],
  closeSocket: [[[1]], [[-1], []]],
  keychainStatus: [[[]], [[1]]],
  createKeychain: [
    [[WISH], [{ ...WISH, passphrase: null }], [{ ...WISH, words: ["abandon", "about"] }]],
    [
      [],
      [{ ...WISH, passphrase: 1 }],
      [{ ...WISH, passphrase: "x".repeat(2001) }],
      [{ ...WISH, useSystemStore: "yes" }],
      [{ ...WISH, words: "abandon" }],
      [{ ...WISH, words: Array.from({ length: 49 }, () => "abandon") }],
      [{ ...WISH, words: ["x".repeat(41)] }],
      [{ ...WISH, cost: { memoryKib: 8, passes: 1 } }],
    ],
  ],
  unlockKeychain: [
    [["storm"], [null]],
    [[], [1], ["x".repeat(2001)]],
  ],
  lockKeychain: [[[]], [[null]]],
  changePassphrase: [
    [[CHANGE], [{ ...CHANGE, current: null }]],
    [
      [{ ...CHANGE, next: undefined }],
      [{ ...CHANGE, words: [] }],
      [{ ...CHANGE, current: ["storm"] }],
    ],
  ],
  recoveryWords: [
    [["storm"], [null]],
    [[], [{}]],
  ],
  signFeedHeader: [
    [[HEADER]],
    [
      [{ ...HEADER, space: bytes(15) }],
      [{ ...HEADER, sessionKey: bytes(33) }],
      [{ ...HEADER, memberHead: "x".repeat(32) }],
      [{ ...HEADER, memberHead: Array.from(bytes(32)) }],
      [{ ...HEADER, startedAt: -1 }],
      [{ ...HEADER, startedAt: 1.5 }],
      [{ ...HEADER, startedAt: Number.POSITIVE_INFINITY }],
      [{ ...HEADER, device: bytes(16) }],
      [{ ...HEADER, member: bytes(16) }],
    ],
  ],
  signOperation: [
    [[OPERATION], [{ ...OPERATION, space: null }]],
    [
      [{ ...OPERATION, space: bytes(32) }],
      [{ ...OPERATION, space: "space" }],
      [{ ...OPERATION, unsigned: [1, 2] }],
      [{ ...OPERATION, unsigned: bytes(262_145) }],
      [{ ...OPERATION, names: { ana: 1 } }],
      [{ ...OPERATION, names: { ana: "x".repeat(401) } }],
      [{ ...OPERATION, names: { ["x".repeat(65)]: "Ana" } }],
      [
        {
          ...OPERATION,
          names: Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`k${i}`, ""])),
        },
      ],
      [{ ...OPERATION, confirmed: true }],
    ],
  ],
  agree: [[[bytes(32)]], [[bytes(31)], ["x".repeat(32)], [new ArrayBuffer(32)]]],
  answerClosing: [[[]], [[1]]],
};

test("every function that the page calls has its arguments parsed", () => {
  expect(Object.keys(BRIDGE_ARGUMENTS).sort()).toEqual(
    BRIDGE_FUNCTIONS.filter((name) => !isEventName(name)).sort(),
  );
});

test.each(Object.entries(CASES))(
  "%s takes what it promises and nothing else",
  (name, [good, bad]) => {
    const shape = BRIDGE_ARGUMENTS[name as keyof typeof BRIDGE_ARGUMENTS];
    for (const values of good) expect(shape.safeParse(values).success).toBe(true);
    for (const values of bad) expect(shape.safeParse(values).success).toBe(false);
  },
);
