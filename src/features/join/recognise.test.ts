import { expect, test } from "vitest";
import { recognise } from "./recognise.ts";

test("six digits are digits, however they are written", () => {
  for (const typed of ["123456", " 12-34 56 ", "١٢٣٤٥٦", "１２３４５６"]) {
    expect(recognise(typed)).toEqual({ kind: "digits", digits: "123456" });
  }
});

test("twelve characters are a code, with or without hyphens, in any letters", () => {
  for (const typed of ["K7QF-2MXD-9RTH", "k7qf 2mxd 9rth", "k7qf2mxd9rth", "K7QF–٢MXD–9RTH"]) {
    const seen = recognise(typed);
    expect(seen.kind === "code" && seen.code.toUpperCase()).toBe("K7QF2MXD9RTH");
  }
});

test("what is longer than any code is a text, and so is what names the program", () => {
  const ticket = "> TWINSPAN2.ABCDEFGH\n> JKLMN";
  expect(recognise(`  ${ticket}\n`)).toEqual({ kind: "text", text: ticket });
  expect(recognise("twinspan2.ab")).toEqual({ kind: "text", text: "twinspan2.ab" });
  expect(recognise("Dear Ana, here is the invitation")).toMatchObject({ kind: "text" });
});

test("what is not whole yet is said to be on its way", () => {
  expect(recognise("  ")).toEqual({ kind: "nothing" });
  expect(recognise("123")).toEqual({ kind: "digitsSoFar", count: 3 });
  expect(recognise("1234567")).toEqual({ kind: "codeSoFar", count: 7 });
  expect(recognise("K7QF-2")).toEqual({ kind: "codeSoFar", count: 5 });
});

test("a code that is too long stays a code, so that it is said to be too long", () => {
  expect(recognise("K7QF-2MXD-9RTH-A")).toMatchObject({ kind: "code" });
});
