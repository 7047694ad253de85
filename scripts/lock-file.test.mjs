import { expect, test } from "vitest";
import { gapsIn, withoutGaps } from "./lock-file.mjs";

const lock = {
  packages: {
    "": {},
    "node_modules/a": {
      version: "1.0.0",
      optionalDependencies: { "@a/binding-linux-x64-musl": "1.0.0", "@a/win32-x64": "1.0.0" },
    },
    "node_modules/a/node_modules/@a/win32-x64": { version: "1.0.0" },
    "node_modules/b": { version: "1.0.0" },
  },
};

test("an optional package that is locked nowhere is a gap, and one in its own folder is not", () => {
  expect([...gapsIn(lock)]).toEqual([["@a/binding-linux-x64-musl", "1.0.0"]]);
});

test("a closed gap says for which system the package is, so that others do not fetch it", () => {
  const closed = withoutGaps(lock);
  expect(gapsIn(closed).size).toBe(0);
  expect(closed.packages["node_modules/@a/binding-linux-x64-musl"]).toEqual({
    version: "1.0.0",
    cpu: ["x64"],
    dev: true,
    libc: ["musl"],
    optional: true,
    os: ["linux"],
  });
});

test("a package of an unknown system is left to a person", () => {
  const strange = {
    packages: { "": {}, "node_modules/a": { optionalDependencies: { "@a/toaster": "1.0.0" } } },
  };
  expect(() => withoutGaps(strange)).toThrow("For which system");
});
