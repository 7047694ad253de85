#!/usr/bin/env node
/**
 * Holds the words of the program together: every language has every message with the same placeholders, tags and
 * the plural forms that its grammar needs, and the sources and the English files name the same messages.
 *
 *   node scripts/check-messages.mjs                  everything; ends with 1 if anything is wrong
 *   node scripts/check-messages.mjs --source-only    English and the sources, while translations are being made
 */
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { TYPE, parse } from "@formatjs/icu-messageformat-parser";
import ts from "typescript";

/**
 * Messages by file, then by name.
 * @typedef {Map<string, Map<string, string>>} Areas
 * What a message asks for, and what is wrong with it.
 * @typedef {{ placeholders: Set<string>, tags: Set<string>, faults: string[] }} Shape
 * @typedef {import("@formatjs/icu-messageformat-parser").MessageFormatElement} Element
 * @typedef {import("@formatjs/icu-messageformat-parser").PluralElement} PluralElement
 * What one source file says that may name messages.
 * @typedef {{ literals: Set<string>, translated: { key: string, line: number }[], prefixes: { head: string, line: number }[] }} Uses
 */

const SOURCE_LANGUAGE = "en";
const MESSAGES = "src/i18n/messages";
/** @type {Intl.LDMLPluralRule[]} */
const PLURAL_CATEGORIES = ["zero", "one", "two", "few", "many", "other"];
const KEY_NAME = /^[a-z][A-Za-z0-9]*(\.[a-zA-Z][A-Za-z0-9]*)*$/u;

/**
 * Messages whose names are put together from a value, such as `subjects.${subject}`, with the place where the values
 * stand. The compiler checks that each exists; here they only count as used.
 */
export const DYNAMIC_PREFIXES = {
  "history.": "HistoryEntry in src/workspace/people-contract.ts",
  "menu.": "MENU_LABELS in electron/bridge/contract.ts",
  "roles.": "MEMBER_ROLES in src/domain/project.ts",
  "subjects.": "SUBJECTS in src/domain/subject.ts",
  "templates.": "PROJECT_TEMPLATES in src/domain/project-template.ts",
};

/**
 * @param {string} root the folder that holds `src`
 * @param {{ sourceOnly?: boolean, dynamicPrefixes?: Record<string, string> }} options
 * @returns {string[]} one line for each fault; none when all is well
 */
export function checkMessages(
  root,
  { sourceOnly = false, dynamicPrefixes = DYNAMIC_PREFIXES } = {},
) {
  /** @type {string[]} */
  const faults = [];
  const english = readLanguage(root, SOURCE_LANGUAGE, faults);
  for (const [area, messages] of english) {
    for (const [name, text] of messages) {
      const where = `${SOURCE_LANGUAGE} ${area}.${name}`;
      if (!KEY_NAME.test(name)) faults.push(`${where}: the name is not camelCase`);
      faults.push(...describe(text, SOURCE_LANGUAGE).faults.map((fault) => `${where}: ${fault}`));
    }
  }
  faults.push(...checkSources(root, english, dynamicPrefixes));
  if (sourceOnly) return faults;
  for (const language of interfaceLanguages(root)) {
    if (language !== SOURCE_LANGUAGE) faults.push(...checkLanguage(root, language, english));
  }
  return faults;
}

/** @param {string} root @param {string} language @param {Areas} english @returns {string[]} */
function checkLanguage(root, language, english) {
  /** @type {string[]} */
  const faults = [];
  const translated = readLanguage(root, language, faults);
  const total = [...english.values()].reduce((sum, messages) => sum + messages.size, 0);
  if (translated.size === 0 && total > 0)
    return [`${language}: not translated yet (${total} messages)`];
  for (const area of translated.keys()) {
    if (!english.has(area)) faults.push(`${language} ${area}.json: English has no such file`);
  }
  for (const [area, messages] of english) {
    const ours = translated.get(area);
    if (ours === undefined) {
      if (messages.size > 0)
        faults.push(`${language} ${area}.json: missing (${messages.size} messages)`);
      continue;
    }
    for (const name of ours.keys()) {
      if (!messages.has(name))
        faults.push(`${language} ${area}.${name}: English has no such message`);
    }
    for (const [name, source] of messages) {
      const text = ours.get(name);
      const found = text === undefined ? ["missing"] : compare(source, text, language);
      faults.push(...found.map((fault) => `${language} ${area}.${name}: ${fault}`));
    }
  }
  return faults;
}

/** @param {string} source @param {string} text @param {string} language @returns {string[]} */
function compare(source, text, language) {
  const english = describe(source, SOURCE_LANGUAGE);
  const translated = describe(text, language);
  return [
    ...translated.faults,
    ...difference("placeholder", english.placeholders, translated.placeholders),
    ...difference("tag", english.tags, translated.tags),
  ];
}

/** @param {string} what @param {Set<string>} expected @param {Set<string>} found @returns {string[]} */
function difference(what, expected, found) {
  return [
    ...[...expected].filter((one) => !found.has(one)).map((one) => `${what} ${one} is missing`),
    ...[...found]
      .filter((one) => !expected.has(one))
      .map((one) => `${what} ${one} is not in English`),
  ];
}

/**
 * Placeholders with their kinds, tags with those around them ("link>b"), and what is wrong with the message itself.
 * @param {string} text @param {string} language @returns {Shape}
 */
function describe(text, language) {
  /** @type {Shape} */
  const found = { placeholders: new Set(), tags: new Set(), faults: [] };
  if (text.trim() === "") found.faults.push("empty");
  if (text !== text.trim()) found.faults.push("begins or ends with a space");
  try {
    walk(parse(text), language, [], found);
  } catch (error) {
    found.faults.push(`cannot be read: ${reason(error)}`);
  }
  return found;
}

/** @param {unknown} error */
function reason(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @param {readonly Element[]} elements @param {string} language @param {readonly string[]} tags @param {Shape} found */
function walk(elements, language, tags, found) {
  for (const element of elements) {
    switch (element.type) {
      case TYPE.argument:
        found.placeholders.add(`{${element.value}}`);
        break;
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        found.placeholders.add(`{${element.value}, ${TYPE[element.type]}}`);
        break;
      case TYPE.select:
        found.placeholders.add(
          `{${element.value}, select: ${Object.keys(element.options).sort().join(" ")}}`,
        );
        for (const option of Object.values(element.options))
          walk(option.value, language, tags, found);
        break;
      case TYPE.plural:
        walkPlural(element, language, tags, found);
        break;
      case TYPE.tag:
        found.tags.add([...tags, element.value].join(">"));
        walk(element.children, language, [...tags, element.value], found);
        break;
      case TYPE.literal:
      case TYPE.pound:
        break;
    }
  }
}

/** @param {PluralElement} element @param {string} language @param {readonly string[]} tags @param {Shape} found */
function walkPlural(element, language, tags, found) {
  const type = element.pluralType ?? "cardinal";
  const kind = element.pluralType === "ordinal" ? "selectordinal" : "plural";
  found.placeholders.add(`{${element.value}, ${kind}}`);
  const rules = new Intl.PluralRules(language, { type }).resolvedOptions();
  const needed = PLURAL_CATEGORIES.filter((category) => rules.pluralCategories.includes(category));
  const given = Object.keys(element.options);
  const missing = needed.filter((category) => !given.includes(category));
  const allowed = new Set(["=0", "=1", ...needed]);
  const extra = given.filter((option) => !allowed.has(option));
  if (missing.length > 0)
    found.faults.push(`${kind} of ${element.value} lacks ${missing.join(", ")}`);
  if (extra.length > 0)
    found.faults.push(
      `${kind} of ${element.value} has ${extra.join(", ")}, which ${language} does not use`,
    );
  for (const option of Object.values(element.options)) walk(option.value, language, tags, found);
}

/** What cannot be read becomes a fault. @param {string} root @param {string} language @param {string[]} faults @returns {Areas} */
function readLanguage(root, language, faults) {
  /** @type {Areas} */
  const areas = new Map();
  const folder = join(root, MESSAGES, language);
  if (!existsSync(folder)) return areas;
  for (const file of readdirSync(folder).sort()) {
    if (extname(file) !== ".json") {
      faults.push(`${language} ${file}: only .json files belong here`);
      continue;
    }
    /** @type {Map<string, string>} */
    const messages = new Map();
    areas.set(file.slice(0, -".json".length), messages);
    try {
      const entries = Object.entries(JSON.parse(readFileSync(join(folder, file), "utf8")));
      for (const [name, text] of entries) {
        if (typeof text === "string") messages.set(name, text);
        else faults.push(`${language} ${file}: ${name} is not a text`);
      }
    } catch (error) {
      faults.push(`${language} ${file}: ${reason(error)}`);
    }
  }
  return areas;
}

/** @param {string} root @param {Areas} english @param {Record<string, string>} dynamicPrefixes @returns {string[]} */
function checkSources(root, english, dynamicPrefixes) {
  /** @type {string[]} */
  const faults = [];
  const keys = new Set(
    [...english].flatMap(([area, messages]) =>
      [...messages.keys()].map((name) => `${area}.${name}`),
    ),
  );
  /** @type {Set<string>} */
  const used = new Set();
  /** @type {Set<string>} */
  const usedPrefixes = new Set();
  for (const path of sourceFiles(root)) {
    const file = readUses(path, [...english.keys()]);
    for (const literal of file.literals) if (keys.has(literal)) used.add(literal);
    for (const { key, line } of file.translated) {
      if (!keys.has(key))
        faults.push(`${relative(root, path)}:${line}: no message ${key} in English`);
    }
    for (const { head, line } of file.prefixes) {
      const documented = Object.keys(dynamicPrefixes).find((prefix) => head.startsWith(prefix));
      if (documented !== undefined) usedPrefixes.add(documented);
      else
        faults.push(
          `${relative(root, path)}:${line}: "${head}…" is not among the dynamic prefixes of check-messages`,
        );
    }
  }
  for (const prefix of Object.keys(dynamicPrefixes)) {
    if (!usedPrefixes.has(prefix))
      faults.push(`check-messages: no source uses the dynamic prefix "${prefix}"`);
  }
  /** @param {string} key */
  const isUsed = (key) =>
    used.has(key) || [...usedPrefixes].some((prefix) => key.startsWith(prefix));
  for (const key of keys)
    if (!isUsed(key)) faults.push(`${SOURCE_LANGUAGE} ${key}: no source uses it`);
  return faults;
}

/** Comments do not count. @param {string} path @param {readonly string[]} areas @returns {Uses} */
function readUses(path, areas) {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  /** @type {Uses} */
  const uses = { literals: new Set(), translated: [], prefixes: [] };
  /** @param {ts.Node} node */
  const line = (node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  /** @param {string} text */
  const inArea = (text) => areas.some((area) => text.startsWith(`${area}.`));
  /** @param {ts.Node} node @param {boolean} translating */
  const visit = (node, translating) => {
    if (ts.isStringLiteralLike(node)) {
      uses.literals.add(node.text);
      if (translating) uses.translated.push({ key: node.text, line: line(node) });
    } else if (ts.isTemplateExpression(node) && inArea(node.head.text)) {
      uses.prefixes.push({ head: node.head.text, line: line(node) });
    } else if (
      ts.isCallExpression(node) &&
      /^translate(Rich)?$/u.test(node.expression.getText(source))
    ) {
      visitKey(node.arguments[0]);
      for (const argument of node.arguments.slice(1)) visit(argument, false);
      return;
    }
    ts.forEachChild(node, (child) => visit(child, false));
  };
  /** The key itself, or the two ends of a choice between keys; not what the choice asks. @param {ts.Node | undefined} node */
  const visitKey = (node) => {
    if (node === undefined) return;
    if (ts.isConditionalExpression(node)) {
      visit(node.condition, false);
      visitKey(node.whenTrue);
      visitKey(node.whenFalse);
    } else if (ts.isParenthesizedExpression(node)) {
      visitKey(node.expression);
    } else {
      visit(node, true);
    }
  };
  visit(source, false);
  return uses;
}

/** @param {string} root */
function sourceFiles(root) {
  return ["src", "electron"].flatMap((folder) => walkFolder(join(root, folder))).filter(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  if (!/\.tsx?$/u.test(path) || /\.(test|contract)\.tsx?$/u.test(path)) return false;
  return !path.includes(`${sep}testing${sep}`);
}

/** @param {string} folder @returns {string[]} */
function walkFolder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walkFolder(path) : [path];
  });
}

/** @param {string} root @returns {string[]} */
function interfaceLanguages(root) {
  const source = readFileSync(join(root, "src/domain/language.ts"), "utf8");
  const list = /INTERFACE_LANGUAGES = \[([^\]]*)\]/u.exec(source)?.[1];
  if (list === undefined)
    throw new Error("src/domain/language.ts no longer lists INTERFACE_LANGUAGES");
  return [...list.matchAll(/"([^"]+)"/gu)].map((match) => match[1] ?? "");
}

function main() {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
  const faults = checkMessages(root, { sourceOnly: process.argv.includes("--source-only") });
  for (const fault of faults) console.error(fault);
  console.log(faults.length === 0 ? "messages: all is well" : `messages: ${faults.length} to mend`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  main();
