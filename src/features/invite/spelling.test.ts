import { afterEach, expect, test } from "vitest";
import { INTERFACE_LANGUAGES } from "../../domain/index.ts";
import { speak, translate } from "../../i18n/index.ts";
import { SPELLED_LETTERS, spellingOf } from "./spelling.ts";

afterEach(() => speak("en"));

test("each character of a code has a word by which it is read out", () => {
  expect(spellingOf("K")).toBe("Kilo");
  expect(spellingOf("7")).toBe("seven");
  expect(spellingOf("0")).toBe("zero");
  expect(spellingOf("Z")).toBe("Zulu");
});

test.each(INTERFACE_LANGUAGES)(
  "%s has one word for each letter and each digit",
  async (language) => {
    await speak(language);
    expect(translate("invite.spellingLetters").split(/\s+/u)).toHaveLength(SPELLED_LETTERS.length);
    expect(translate("invite.spellingDigits").split(/\s+/u)).toHaveLength(10);
  },
);
