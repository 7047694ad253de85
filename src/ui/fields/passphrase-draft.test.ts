import { expect, test } from "vitest";
import { adviceOn, passphraseFault } from "./passphrase-draft.ts";

const LIMITS = { shortest: 8, longest: 200 };
const ANA = ["Ana Martins", "Escola do Rio", "Lisboa"];

test.each([
  ["", "none"],
  ["green", "tooShort"],
  ["ключик", "tooShort"],
  ["aaaaaaaaaa", "easyToGuess"],
  ["1234567890123", "easyToGuess"],
  ["Password123", "easyToGuess"],
  ["qwertz2026", "easyToGuess"],
  ["Martins Lisboa", "easyToGuess"],
  ["escola2026!", "easyToGuess"],
  ["green otter", "fair"],
  ["Tr0ub4dor&3", "fair"],
  ["green otter kettle", "strong"],
  ["зелена видра чайник", "strong"],
  ["alongsentencewithoutanyspace", "strong"],
])("the passphrase “%s” is %s", (passphrase, advice) => {
  expect(adviceOn(passphrase, LIMITS, ANA)).toBe(advice);
});

test("a passphrase counts by characters and not by bytes, and is typed twice", () => {
  expect(passphraseFault({ first: "🦦🦦🦦🦦🦦🦦🦦", second: "🦦🦦🦦🦦🦦🦦🦦" }, LIMITS)).toBe(
    "tooShort",
  );
  expect(passphraseFault({ first: "green otter", second: "green oter" }, LIMITS)).toBe("different");
  expect(passphraseFault({ first: "green otter", second: "green otter" }, LIMITS)).toBeNull();
});
