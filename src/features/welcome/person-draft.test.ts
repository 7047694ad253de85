import { expect, test } from "vitest";
import { PERSON_LIMITS } from "../../domain/index.ts";
import { type PersonDraft, draftFor, fieldsOf, missingIn } from "./person-draft.ts";

const FULL: PersonDraft = {
  name: "Ana Pop",
  role: "teacher",
  school: "School 5",
  town: "Cluj",
  country: "RO",
  languages: ["ro"],
};

test.each([
  ["ro-RO", "RO", ["ro"]],
  ["de_AT", "AT", ["de"]],
  ["sr-Latn-RS", "RS", ["sr"]],
  ["el", null, ["el"]],
  ["zh-CN", null, []],
  ["", null, []],
])("the language tag %s suggests country %s and languages %o", (locale, country, languages) => {
  expect(draftFor(locale)).toMatchObject({ country, languages, role: "teacher", name: "" });
});

test("what is missing is named in the order of the form", () => {
  expect(missingIn(draftFor(""))).toEqual(["name", "school", "town", "country", "languages"]);
  expect(missingIn({ ...FULL, school: "   " })).toEqual(["school"]);
  expect(missingIn(FULL)).toEqual([]);
});

test("nothing is handed on while something is missing", () => {
  expect(fieldsOf({ ...FULL, country: null })).toBeNull();
  expect(fieldsOf({ ...FULL, languages: [] })).toBeNull();
});

test("stray spaces go, and nothing is longer than its limit", () => {
  const fields = fieldsOf({
    ...FULL,
    name: "  Ana \n Pop ",
    school: "x".repeat(PERSON_LIMITS.school + 50),
  });
  expect(fields?.name).toBe("Ana Pop");
  expect(fields?.school.name).toHaveLength(PERSON_LIMITS.school);
  expect(fields?.school).toMatchObject({ town: "Cluj", country: "RO" });
});
