import { afterEach, expect, test } from "vitest";
import { INTERFACE_LANGUAGES } from "../domain/index.ts";
import { english } from "./english.ts";
import {
  closestLanguage,
  direction,
  language,
  localeTag,
  speak,
  translate,
  translateRich,
  translatorFor,
} from "./translate.ts";

afterEach(() => speak("en"));

test("translates a message and fills its values in", () => {
  expect(translate("app.name")).toBe("Twinspan");
  expect(translate("app.windowTitle", { screen: "Settings" })).toBe("Settings · Twinspan");
});

test("hands the parts between tags to functions", () => {
  const parts = translateRich<{ readonly strong: readonly unknown[] }>("project.writtenBy", {
    name: "Ana",
    b: (inside) => ({ strong: inside }),
    bdi: (inside) => ({ strong: inside }),
  });
  expect(parts).toContainEqual({ strong: [{ strong: ["Ana"] }] });
});

test("speaks every language of the list, and English where a translation is missing", async () => {
  for (const next of INTERFACE_LANGUAGES) {
    await speak(next);
    expect(language.get()).toBe(next);
    expect(translate("app.name")).toBe("Twinspan");
  }
});

test("tells those who watch when the language changes", async () => {
  const heard: string[] = [];
  const stop = language.subscribe(() => heard.push(language.get()));
  await speak("fr");
  stop();
  await speak("it");
  expect(heard).toEqual(["fr"]);
});

test("takes the direction and the tag for numbers from the language", async () => {
  expect(direction()).toBe("ltr");
  await speak("ar");
  expect(direction()).toBe("rtl");
  await speak("pseudo");
  expect(direction()).toBe("ltr");
  expect(localeTag()).toBe("en-GB");
  expect(translate("app.name")).toMatch(/^\[Twíñšpáñ[ ·]*\]$/u);
});

test("finds the closest language for what the operating system asked for", () => {
  expect(closestLanguage("de-AT")).toBe("de");
  expect(closestLanguage("el_GR")).toBe("el");
  expect(closestLanguage("EN-us")).toBe("en");
  expect(closestLanguage("pt-BR")).toBe("en");
});

test("knows every English file but that of the shell's own questions", () => {
  const files = Object.keys(import.meta.glob("./messages/en/*.json"));
  const areas = files.map((file) => file.replace("./messages/en/", "").replace(".json", ""));
  expect(areas.sort()).toEqual([...Object.keys(english), "confirm"].sort());
});

test("speaks another language for what is printed for someone else, and stays in its own", async () => {
  const say = await translatorFor("de");
  expect(say("app.settings")).toBe("Einstellungen");
  expect(translate("app.settings")).toBe("Settings");
});
