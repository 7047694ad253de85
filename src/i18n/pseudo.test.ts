import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import { pseudonymise } from "./pseudo.ts";

const speakPseudo = (message: string, values: Record<string, unknown> = {}) =>
  String(new IntlMessageFormat(pseudonymise(message), "en").format(values as never));

test("marks a message with accents, brackets and a third more length", () => {
  expect(pseudonymise("Send page")).toBe("[Šéñd págé · ·]");
});

test("leaves placeholders, plural rules and tags as they are", () => {
  expect(speakPseudo("Hello {name}", { name: "Ana" })).toMatch(/^\[Hélló Ana[ ·]*\]$/u);
  const plural = "{count, plural, one {# change of {name}} other {# changes of {name}}}";
  expect(speakPseudo(plural, { count: 1, name: "Ana" })).toMatch(/^\[1 çháñgé óf Ana[ ·]*\]$/u);
  expect(speakPseudo(plural, { count: 2, name: "Ana" })).toMatch(/^\[2 çháñgéš óf Ana[ ·]*\]$/u);
  const rich = speakPseudo("See <link>here</link>", {
    link: (parts: string[]) => `(${parts.join("")})`,
  });
  expect(rich).toMatch(/^\[Šéé \(héré\)[ ·]*\]$/u);
});
