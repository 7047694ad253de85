import { expect, test } from "vitest";
import type { JoinFailure } from "../../workspace/index.ts";
import { joinFailureWords } from "./join-failure-words.ts";

test("has words of its own for every way that joining can fail", () => {
  const kinds: Record<JoinFailure["kind"], true> = {
    notAnInvitation: true,
    damaged: true,
    newerVersion: true,
    revoked: true,
    usedUp: true,
    mistyped: true,
    tooShort: true,
    tooLong: true,
    unknownCharacter: true,
    notSaved: true,
    nobodyFound: true,
    unreachable: true,
    wrongCode: true,
    tooManyAttempts: true,
    badAddress: true,
  };
  const words = (Object.keys(kinds) as JoinFailure["kind"][]).map((kind) =>
    joinFailureWords(kind === "unknownCharacter" ? { kind, character: "U" } : { kind }),
  );
  expect(new Set(words).size).toBe(Object.keys(kinds).length);
  expect(words.join(" ")).toContain("“U” does not occur in codes");
});
