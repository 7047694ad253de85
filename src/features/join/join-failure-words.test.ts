import { expect, test } from "vitest";
import type { JoinFailure } from "../../workspace/index.ts";
import { joinFailureWords } from "./join-failure-words.ts";
import { digitsOf, groupDigits } from "./six-digits.tsx";

test("has words of its own for every way that joining can fail", () => {
  const kinds: Record<JoinFailure["kind"], true> = {
    notAnInvitation: true,
    newerVersion: true,
    nobodyFound: true,
    unreachable: true,
    wrongCode: true,
    tooManyAttempts: true,
    badAddress: true,
  };
  const words = (Object.keys(kinds) as JoinFailure["kind"][]).map((kind) =>
    joinFailureWords({ kind }),
  );
  expect(new Set(words).size).toBe(Object.keys(kinds).length);
});

test("reads digits of any script and drops the rest", () => {
  expect(digitsOf("12-34 56")).toBe("123456");
  expect(digitsOf("١٢٣٤٥٦")).toBe("123456");
  expect(digitsOf("code: 1234567")).toBe("123456");
  expect(digitsOf("abc")).toBe("");
});

test("shows a code in two groups", () => {
  expect(groupDigits("123456")).toBe("123 456");
  expect(groupDigits("123")).toBe("123");
});
