import { expect, test } from "vitest";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { UpdatePart } from "./message.ts";
import { Assemblies, partsOf } from "./transfers.ts";

const update = new Uint8Array(LIMITS.partBytes * 2 + 5).map((_, index) => index % 251);

function parts(transfer: number): readonly UpdatePart[] {
  const head = { transfer, request: 0, document: "project", hash: "", version: 0 };
  return [...partsOf(update, head)];
}

const add = (assemblies: Assemblies, all: readonly UpdatePart[]): Uint8Array | null =>
  all.map((part) => assemblies.add(part)).at(-1) ?? null;

test("E7: parts are put together again, those of several updates at once", () => {
  const assemblies = new Assemblies();
  const [one, other] = [parts(1), parts(2)];
  const mixed = one.flatMap((part, index) => [part, other[index] ?? part]);
  const whole = mixed.map((part) => assemblies.add(part)).filter((result) => result !== null);
  expect(one).toHaveLength(3);
  expect(whole).toEqual([update, update]);
});

test("E7: an update that lost a part, or has one twice, is given up", () => {
  const assemblies = new Assemblies();
  const [first, second, third] = parts(1);
  if (first === undefined || second === undefined || third === undefined) throw new Error("three");
  expect(add(assemblies, [first, third, second])).toBeNull();
  expect(add(assemblies, [first, second, second, third])).toBeNull();
  expect(add(assemblies, [second, third])).toBeNull();
  expect(add(assemblies, parts(1))).toEqual(update);
});

test("E20: updates that are begun and never ended make room for others", () => {
  const assemblies = new Assemblies();
  for (let transfer = 1; transfer <= LIMITS.openTransfers + 1; transfer += 1) {
    add(assemblies, parts(transfer).slice(0, 1));
  }
  expect(add(assemblies, parts(1).slice(1))).toBeNull();
  expect(add(assemblies, parts(2).slice(1))).toEqual(update);
});
