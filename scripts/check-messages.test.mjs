import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkMessages } from "./check-messages.mjs";

/** @typedef {Record<string, Record<string, string | undefined>>} Files */

/** @type {Files} */
const ENGLISH = {
  "sync.json": {
    title: "Who has what",
    waiting: "{count, plural, one {# change waits} other {# changes wait}}",
    help: "Read <link>the <b>guide</b></link>, {name}",
  },
  "roles.json": { teacher: "Teacher" },
};
/** @type {Files} */
const POLISH = {
  "sync.json": {
    title: "Kto co ma",
    waiting: "{count, plural, one {# zmiana} few {# zmiany} many {# zmian} other {# zmiany}}",
    help: "Przeczytaj <link>ten <b>przewodnik</b></link>, {name}",
  },
  "roles.json": { teacher: "Nauczyciel" },
};
const SOURCE = `
  export const title = translate("sync.title");
  export const waiting = (count: number) => translate("sync.waiting", { count });
  export const help = translateRich("sync.help", {});
  export const role = (role: string) => translate(\`roles.\${role}\`);
`;
const dynamicPrefixes = { "roles.": "MEMBER_ROLES" };

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "messages-"));
  write("src/domain/language.ts", 'export const INTERFACE_LANGUAGES = ["en", "pl"] as const;');
  write("src/screen.ts", SOURCE);
  writeLanguage("en", ENGLISH);
  writeLanguage("pl", POLISH);
});
afterEach(() => rmSync(root, { recursive: true }));

/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** @param {string} language @param {Files} files */
function writeLanguage(language, files) {
  for (const [file, messages] of Object.entries(files)) {
    write(`src/i18n/messages/${language}/${file}`, JSON.stringify(messages));
  }
}

/** @param {string} language @param {Record<string, string | undefined>} change */
function changeSync(language, change) {
  const before = language === "en" ? ENGLISH : POLISH;
  writeLanguage(language, { "sync.json": { ...before["sync.json"], ...change } });
}

const check = (options = {}) => checkMessages(root, { dynamicPrefixes, ...options });

test("finds nothing where all is well", () => {
  expect(check()).toEqual([]);
});

test("finds a language that has not begun, as one line", () => {
  rmSync(join(root, "src/i18n/messages/pl"), { recursive: true });
  expect(check()).toEqual(["pl: not translated yet (4 messages)"]);
  expect(check({ sourceOnly: true })).toEqual([]);
});

test("finds a missing file and a file that English does not have", () => {
  rmSync(join(root, "src/i18n/messages/pl/roles.json"));
  write("src/i18n/messages/pl/extra.json", "{}");
  expect(check()).toEqual([
    "pl extra.json: English has no such file",
    "pl roles.json: missing (1 messages)",
  ]);
});

test("finds a missing message and a message that English does not have", () => {
  changeSync("pl", { title: undefined, titel: "Kto" });
  expect(check()).toEqual(["pl sync.titel: English has no such message", "pl sync.title: missing"]);
});

test("finds a placeholder that was lost, renamed or turned into another kind", () => {
  changeSync("pl", {
    waiting: "{count} zmian",
    help: "Przeczytaj <link>ten <b>przewodnik</b></link>, {nazwa}",
  });
  expect(check()).toEqual([
    "pl sync.waiting: placeholder {count, plural} is missing",
    "pl sync.waiting: placeholder {count} is not in English",
    "pl sync.help: placeholder {name} is missing",
    "pl sync.help: placeholder {nazwa} is not in English",
  ]);
});

test("finds a tag that was lost or moved out of another", () => {
  changeSync("pl", { help: "<b>Przeczytaj</b> <link>przewodnik</link>, {name}" });
  expect(check()).toEqual([
    "pl sync.help: tag link>b is missing",
    "pl sync.help: tag b is not in English",
  ]);
});

test("finds plural forms that the language needs, and those that it does not use", () => {
  changeSync("pl", {
    waiting: "{count, plural, =0 {brak} one {# zmiana} two {x} other {# zmian}}",
  });
  expect(check()).toEqual([
    "pl sync.waiting: plural of count lacks few, many",
    "pl sync.waiting: plural of count has two, which pl does not use",
  ]);
});

test("finds missing forms of order, and of English itself", () => {
  changeSync("en", { waiting: "{count, plural, other {# changes wait}}" });
  changeSync("pl", { waiting: "{count, plural, one {#} few {#} many {#} other {#}}" });
  expect(check()).toEqual(["en sync.waiting: plural of count lacks one"]);
  changeSync("en", { waiting: "{count, selectordinal, one {#st} other {#th}}" });
  changeSync("pl", { waiting: "{count, selectordinal, other {#.}}" });
  expect(check()).toEqual(["en sync.waiting: selectordinal of count lacks two, few"]);
});

test("finds a message that cannot be read, is empty or has spaces at its ends", () => {
  changeSync("pl", { title: "{", waiting: " ", help: `${POLISH["sync.json"]?.["help"]} ` });
  expect(check()).toEqual([
    expect.stringMatching(/^pl sync\.title: cannot be read: /u),
    "pl sync.waiting: empty",
    "pl sync.waiting: begins or ends with a space",
    "pl sync.waiting: placeholder {count, plural} is missing",
    "pl sync.help: begins or ends with a space",
  ]);
});

test("finds a file that is not JSON, a value that is not a text and a foreign file", () => {
  write("src/i18n/messages/pl/roles.json", '{ "teacher": 1 }');
  write("src/i18n/messages/pl/sync.json", "{");
  write("src/i18n/messages/pl/notes.txt", "");
  const faults = check();
  expect(faults).toContain("pl notes.txt: only .json files belong here");
  expect(faults).toContain("pl roles.json: teacher is not a text");
  expect(faults).toContainEqual(expect.stringMatching(/^pl sync\.json: .*JSON/u));
});

test("finds a message that no source uses, even when a comment or a test names it", () => {
  changeSync("en", { spare: "Spare" });
  changeSync("pl", { spare: "Zapas" });
  write("src/note.ts", "// sync.spare\nexport const nothing = 0;");
  write("src/note.test.ts", 'translate("sync.spare");');
  write("src/testing/note.ts", 'translate("sync.spare");');
  expect(check()).toEqual(["en sync.spare: no source uses it"]);
  write("src/note.ts", 'export const KEYS = { one: "sync.spare" };');
  expect(check()).toEqual([]);
});

test("finds a message that a source asks for and English does not have", () => {
  write(
    "src/other.tsx",
    '\nexport const x = (a: string) => translate(a === "sync.x" ? "sync.titel" : "sync.title");',
  );
  expect(check()).toEqual(["src/other.tsx:2: no message sync.titel in English"]);
});

test("finds names put together from values that nobody has written down", () => {
  write("src/other.ts", "export const x = (a: string) => translate(`sync.${a}`);");
  expect(check()).toEqual([
    'src/other.ts:1: "sync.…" is not among the dynamic prefixes of check-messages',
  ]);
  rmSync(join(root, "src/other.ts"));
  expect(check({ dynamicPrefixes: { ...dynamicPrefixes, "sync.t": "gone" } })).toEqual([
    'check-messages: no source uses the dynamic prefix "sync.t"',
  ]);
});

test("finds names that are not camelCase", () => {
  changeSync("en", { "Bad-name": "x" });
  expect(check({ sourceOnly: true })).toEqual([
    "en sync.Bad-name: the name is not camelCase",
    "en sync.Bad-name: no source uses it",
  ]);
});
