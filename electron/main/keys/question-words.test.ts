import { expect, test } from "vitest";
import type { MemberId, SchoolId } from "../../../src/domain/index.ts";
import type { Question } from "../../../src/keychain/index.ts";
import { ROLES } from "../../../src/membership/index.ts";
import { wordsOf } from "./question-words.ts";
import { translatorOf } from "./spoken.ts";

const translate = translatorOf("en");
const person = { member: "9n6mtkadabcdefghjkmnpqrstv" as MemberId, name: "Giulia Rossi" };
const school = { school: "s" as SchoolId, name: "Scuola Po" };
const project = "Our rivers";
const newcomer = { ...person, role: "teacher", school } as const;

const QUESTIONS: readonly Question[] = [
  { kind: "add", project, people: [newcomer] },
  { kind: "invite", project, way: "file", role: "expert", school, uses: 1 },
  { kind: "invite", project, way: "code", role: "teacher", school, uses: 3 },
  { kind: "role", project, person, role: "administrator" },
  { kind: "remove", project, person },
  { kind: "leave", project },
  { kind: "withdraw", project, person, isOwn: false },
  { kind: "withdraw", project, person, isOwn: true },
  { kind: "erase", project, person, isOwn: false },
  { kind: "erase", project, person, isOwn: true },
  { kind: "replaceKeychain" },
  { kind: "showWords" },
  { kind: "changeWays" },
];

const plain = (text: string) => text.replace(/[\u2068\u2069]/gu, "");

test.each(QUESTIONS)("the question $kind is short, whole and in words", (question) => {
  const { message, detail, button } = wordsOf(question, translate);
  expect(message).toMatch(/\?$/u);
  expect(message.length).toBeLessThan(100);
  expect(detail.split("\n").length).toBeLessThan(10);
  expect(`${message} ${detail} ${button}`).not.toMatch(/[{}]|undefined|null|confirm\./u);
});

test("who is removed is named as the page does, and marked as their key says", () => {
  const { message, detail, button } = wordsOf({ kind: "remove", project, person }, translate);
  expect(plain(message)).toBe("Remove “Giulia Rossi” from “Our rivers”?");
  expect(detail).toContain("Key: 9N6M TKAD");
  expect(button).toBe("Remove");
});

test("an invitation says role, school and how many may use it", () => {
  const question = { kind: "invite", project, way: "code", role: "teacher", school } as const;
  const lines = plain(wordsOf({ ...question, uses: 3 }, translate).detail).split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "Role: Teacher",
    "School: “Scuola Po”",
    "3 people who know the code can ask to join.",
  ]);
});

test("people without a name are told apart by their keys all the same", () => {
  const nameless = { ...person, name: null };
  const words = wordsOf({ kind: "remove", project: null, person: nameless }, translate);
  expect(words.message).toBe("Remove someone without a name here from this project?");
  expect(words.detail).toContain("9N6M TKAD");
});

test("of a crowd, the first are named and the rest counted", () => {
  const people = Array.from({ length: 40 }, () => newcomer);
  const { message, detail } = wordsOf({ kind: "add", project, people }, translate);
  expect(message).toContain("40 people");
  expect(detail).toContain("And 34 others, whose roles are no higher.");
});

test("every role has a word; an unknown language is English; a message that nobody wrote is a fault", () => {
  for (const role of ROLES)
    expect(wordsOf({ kind: "role", project, person, role }, translate).detail).toMatch(
      /^Role: [A-Z]/u,
    );
  expect(translatorOf("../../x")("confirm.cancel")).toBe("Cancel");
  expect(translatorOf("pseudo")("confirm.cancel")).toBe("Cancel");
  expect(() => translate("confirm.nothing")).toThrow("confirm.nothing");
});
