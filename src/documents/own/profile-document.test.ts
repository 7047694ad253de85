import { expect, test } from "vitest";
import * as Y from "yjs";
import type { Profile } from "../../domain/index.ts";
import { ProfileDocument } from "./profile-document.ts";

const HERE = {};
const ANA: Profile = {
  name: "Ana Pop",
  school: { name: "Școala Mureș", town: "Deva", country: "RO" },
  languages: ["ro", "en"],
};

test("what a member says of themselves is read again, and writing it again adds nothing", () => {
  const doc = new Y.Doc();
  const profile = new ProfileDocument(doc);
  expect(profile.profile.get()).toBeNull();
  profile.change(ANA, HERE);
  expect(profile.profile.get()).toEqual(ANA);
  const before = Y.encodeStateAsUpdate(doc).length;
  profile.change(ANA, HERE);
  expect(Y.encodeStateAsUpdate(doc).length).toBe(before);
});

test("a profile that is nonsense is one without a name, and harms nobody", () => {
  const doc = new Y.Doc();
  const fields = doc.getMap<unknown>("profile");
  fields.set("name", { a: 1 });
  fields.set("schoolName", "x".repeat(5000));
  fields.set("schoolCountry", "<b>");
  fields.set("languages", ["ro", 7]);
  expect(new ProfileDocument(doc).profile.get()).toEqual({
    name: "",
    school: { name: "x".repeat(120), town: "", country: "EU" },
    languages: ["ro"],
  });
});
