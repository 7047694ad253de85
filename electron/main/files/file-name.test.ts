import { expect, test } from "vitest";
import { safeFileName } from "./file-name.ts";

test.each([
  ["Storm story.pdf", "Storm story.pdf"],
  ["Ιστορία της θύελλας.html", "Ιστορία της θύελλας.html"],
  ["قصة العاصفة.md", "قصة العاصفة.md"],
  ["../../etc/passwd", "-..-etc-passwd"],
  ["..\\..\\windows\\x.ini", "-..-windows-x.ini"],
  ["C:\\a:b.txt", "C--a-b.txt"],
  ['a<b>c"d|e?f*.md', "a-b-c-d-e-f-.md"],
  ["con", "_con"],
  ["NUL.txt", "_NUL.txt"],
  ["com1.pdf", "_com1.pdf"],
  ["console.pdf", "console.pdf"],
  ["  name. . ", "name"],
  [".hidden", "hidden"],
  ["", "Twinspan"],
  ["...", "Twinspan"],
  ["a\u0000b\nc.txt", "abc.txt"],
  ["photo\u202Egpj.exe", "photogpj.exe.txt"],
  ["grades.exe", "grades.exe.txt"],
  ["x.desktop", "x.desktop.txt"],
  ["page.js", "page.js.txt"],
  ["a\u0065\u0301.txt", "aé.txt"],
])("%j becomes %j", (suggested, safe) => {
  expect(safeFileName(suggested)).toBe(safe);
});

test("a long name is cut to what every file system takes, keeping its extension and whole characters", () => {
  const name = safeFileName(`${"😀".repeat(200)}.pdf`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
  expect(name).toMatch(/^(?:😀)+\.pdf$/u);
});

test("what is safe stays as it is", () => {
  for (const name of ["Storm story.pdf", "_con", "aé.txt"])
    expect(safeFileName(safeFileName(name))).toBe(name);
});
