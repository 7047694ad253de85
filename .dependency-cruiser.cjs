/**
 * Who may import whom. `folders` are folders of this house, entered by their index.ts; `packages` are npm packages, by
 * name or by name and a star. What a row does not name, it may not import. DESIGN.md says why.
 * @typedef {{ folders: readonly string[], packages: readonly string[], types?: readonly string[] }} Row
 * @type {Record<string, Row>}
 */
const TABLE = {
  "src/base": { folders: [], packages: [] },
  "src/domain": { folders: ["src/base"], packages: [] },
  "src/documents": {
    folders: ["src/base", "src/domain"],
    packages: ["yjs", "zod", "fractional-indexing"],
  },
  "src/cryptography": {
    folders: ["src/base"],
    packages: ["@noble/curves", "@noble/hashes", "hash-wasm", "libsodium-wrappers"],
  },
  "src/journal": {
    folders: ["src/base", "src/domain", "src/cryptography"],
    packages: ["yjs", "lib0", "fflate"],
  },
  "src/membership": {
    folders: ["src/base", "src/domain", "src/cryptography", "src/journal"],
    packages: ["yjs", "lib0"],
  },
  "src/storage": {
    folders: ["src/base", "src/domain", "src/cryptography", "src/journal"],
    packages: ["dexie"],
  },
  "src/roads": {
    folders: ["src/base", "src/domain", "src/journal"],
    packages: ["y-webrtc", "yjs", "y-protocols", "simple-peer", "lib0", "zod"],
  },
  // What the shell and the platform of the tests do with a person's keys: one code for both.
  "src/keychain": {
    folders: [
      "src/base",
      "src/domain",
      "src/cryptography",
      "src/journal",
      "src/membership",
      "electron/bridge",
    ],
    packages: ["hash-wasm", "@scure/bip39", "zod"],
  },
  "src/platform": {
    folders: ["src/base", "src/domain", "src/cryptography", "src/keychain", "electron/bridge"],
    packages: [],
  },
  "src/interchange": {
    folders: ["src/base", "src/domain"],
    packages: ["mammoth", "marked", "parse5", "fflate", "zod"],
  },
  "src/i18n": { folders: ["src/base", "src/domain"], packages: ["intl-messageformat"] },
  "src/workspace": {
    folders: [
      "src/base",
      "src/domain",
      "src/documents",
      "src/cryptography",
      "src/journal",
      "src/membership",
      "src/storage",
      "src/roads",
      "src/platform",
      "src/interchange",
    ],
    packages: ["yjs", "y-protocols", "lib0", "zod"],
  },
  "src/ui": {
    folders: ["src/base", "src/domain", "src/i18n"],
    packages: [
      "react",
      "react-dom",
      "@mantine/*",
      "@tabler/icons-react",
      "@fontsource-variable/*",
      "@scure/bip39",
      "qr",
    ],
  },
  "src/editor": {
    folders: ["src/base", "src/domain", "src/documents", "src/i18n", "src/ui"],
    types: ["src/workspace"],
    packages: ["react", "react-dom", "@tiptap/*", "yjs", "y-prosemirror", "y-protocols", "lib0"],
  },
  "src/features": {
    folders: [
      "src/base",
      "src/domain",
      "src/documents",
      "src/workspace",
      "src/platform",
      "src/i18n",
      "src/ui",
      "src/editor",
      "src/interchange",
    ],
    packages: ["react", "react-dom", "react-router"],
  },
  // The front door, which puts the program together.
  "src/app": {
    folders: [
      "src/base",
      "src/domain",
      "src/cryptography",
      "src/journal",
      "src/storage",
      "src/roads",
      "src/platform",
      "src/interchange",
      "src/workspace",
      "src/i18n",
      "src/ui",
      "src/editor",
      "src/interchange",
      "src/features",
    ],
    packages: ["react", "react-dom", "react-router"],
  },
  "electron/bridge": { folders: ["src/base"], packages: [] },
  "electron/preload": { folders: ["src/base", "electron/bridge"], packages: ["electron"] },
  "electron/main": {
    folders: [
      "src/base",
      "src/domain",
      "src/cryptography",
      "src/journal",
      "src/membership",
      "src/keychain",
      "electron/bridge",
      "relay",
    ],
    packages: ["electron", "zod", "ws", "bonjour-service", "intl-messageformat", "node:*"],
  },
};

/** Tests and benches may put anything together; nothing that ships may import them. */
const TESTS = "(\\.(test|contract)\\.(ts|tsx)$|/fixtures/|^src/testing/|^bench/)";

/** Where the program is put together. */
const FRONT = "^src/(app/|[^/]+$)";

const folderNames = Object.keys(TABLE);
const anyFolder = `^(${[...folderNames, "relay"].join("|")})/`;

module.exports = {
  forbidden: [
    ...Object.entries(TABLE).flatMap(([folder, row]) => rulesOfRow(folder, row)),
    {
      name: "features-do-not-know-each-other",
      comment:
        "A feature is one thing that a person does; what two of them share belongs below them.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/", pathNot: TESTS },
      to: { path: "^src/features/([^/]+)/", pathNot: "^src/features/$1/" },
    },
    ...folderNames.flatMap(entryRules),
    {
      name: "the-page-knows-the-shell-only-by-the-bridge-contract",
      severity: "error",
      from: { path: "^src/", pathNot: TESTS },
      to: { path: "^electron/", pathNot: "^electron/bridge/contract\\.ts$" },
    },
    {
      name: "nothing-that-ships-imports-tests",
      severity: "error",
      from: { path: "^(src|electron)/", pathNot: TESTS },
      to: { path: TESTS },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "every-import-is-found",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\?" },
    },
    {
      name: "every-folder-has-a-row",
      comment: "A new folder below src or electron needs a row in the table.",
      severity: "error",
      from: { path: "^(src|electron)/[^/]+/", pathNot: [anyFolder, "^src/testing/"] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.tests.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".css"],
    },
  },
};

/** @param {string} folder @param {Row} row */
function rulesOfRow(folder, row) {
  const allowed = [folder, ...row.folders];
  const typesToo = [...allowed, ...(row.types ?? [])];
  const from = { path: `^${folder}/`, pathNot: TESTS };
  return [
    {
      name: `${folder}-folders`,
      severity: "error",
      from,
      to: { path: "^(src|electron|relay)/", pathNot: `^(${typesToo.join("|")})/` },
    },
    ...(row.types === undefined
      ? []
      : [
          {
            name: `${folder}-knows-only-types-of`,
            severity: "error",
            from,
            to: { path: `^(${row.types.join("|")})/`, dependencyTypesNot: ["type-only"] },
          },
        ]),
    {
      name: `${folder}-packages`,
      severity: "error",
      from,
      to: {
        dependencyTypes: [
          "npm",
          "npm-dev",
          "npm-peer",
          "npm-optional",
          "npm-no-pkg",
          "npm-unknown",
        ],
        pathNot: packagePattern(row.packages),
      },
    },
    ...(row.packages.includes("node:*")
      ? []
      : [
          {
            name: `${folder}-knows-no-node`,
            severity: "error",
            from,
            to: { dependencyTypes: ["core"] },
          },
        ]),
  ];
}

/**
 * From outside, a folder is its index.ts, and a feature is a folder of its own. The front door chooses among the adapters
 * of a port, so it may also enter by an adapter's index.ts.
 * @param {string} folder
 */
function entryRules(folder) {
  const inner = folder === "src/features" ? `${folder}/[^/]+` : folder;
  const entry = folder === "electron/bridge" ? "contract" : "index";
  const rule = { name: `${folder}-is-entered-by-its-${entry}`, severity: "error" };
  const doors = `^${inner}/${entry}\\.tsx?$`;
  return [
    {
      ...rule,
      from: { path: "^(src|electron|relay|bench|e2e)/", pathNot: [TESTS, FRONT, `^${folder}/`] },
      to: { path: `^${inner}/.+`, pathNot: doors },
    },
    {
      ...rule,
      from: { path: FRONT, pathNot: [TESTS, `^${folder}/`] },
      to: { path: `^${inner}/.+`, pathNot: [doors, `^${inner}/[^/]+/index\\.tsx?$`] },
    },
  ];
}

/** @param {readonly string[]} names */
function packagePattern(names) {
  const patterns = names
    .filter((name) => name !== "node:*")
    .map((name) => (name.endsWith("/*") ? `${name.slice(0, -1)}[^/]+` : name));
  return patterns.length === 0 ? "^$" : `(^|node_modules/)(@types/)?(${patterns.join("|")})(/|$)`;
}
