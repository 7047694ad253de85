import { expect, test } from "vitest";
import type { MemberId, PartnerSync } from "../domain/index.ts";
import { summaryOf } from "./contacts.ts";

function partner(fields: Partial<PartnerSync>): PartnerSync {
  return {
    member: "member01" as MemberId,
    school: null,
    name: "Giulia",
    lastMetAt: 1000,
    here: false,
    road: null,
    has: { state: "everything" },
    missingHere: 0,
    ...fields,
  };
}

test("without partners the project is alone, and partners who never came were never met", () => {
  expect(summaryOf([])).toEqual({ state: "alone" });
  expect(summaryOf([partner({ lastMetAt: null, has: { state: "unknown" } })])).toEqual({
    state: "neverMet",
  });
});

test("everyone has everything only when every single partner has said so", () => {
  expect(summaryOf([partner({}), partner({})])).toEqual({ state: "everyoneHasEverything" });
  expect(summaryOf([partner({}), partner({ has: { state: "unknown" } })])).toEqual({
    state: "lastMet",
    at: 1000,
  });
});

test("who is away and behind is waited for; who is here and behind is being served", () => {
  const behind = { has: { state: "behind", documents: 2 } } as const;
  expect(summaryOf([partner(behind), partner({})])).toEqual({ state: "waiting", partners: 1 });
  expect(summaryOf([partner({ ...behind, here: true }), partner({})])).toEqual({
    state: "exchanging",
    partners: 1,
  });
});
