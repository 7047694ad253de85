import { spawnSync } from "node:child_process";
import { isInstalled, run } from "./processes.mjs";

/** Debian and Ubuntu packages that an Electron needs, each with the name it has on newer systems. */
const DEBIAN_PACKAGES = [
  ["libgtk-3-0", "libgtk-3-0t64"],
  ["libnss3"],
  ["libasound2", "libasound2t64"],
  ["libgbm1"],
  ["libatk-bridge2.0-0", "libatk-bridge2.0-0t64"],
  ["libatspi2.0-0", "libatspi2.0-0t64"],
  ["libcups2", "libcups2t64"],
  ["libdrm2"],
  ["libxkbcommon0"],
  ["libxss1"],
];
const DISPLAY_PACKAGES = [["xvfb"]];

/**
 * Installs, on Linux, the libraries that `binary` does not find, and Xvfb where there is no display. Only root with
 * apt-get can; for everyone else this fails with the command to type.
 * @param {string} binary
 */
export async function installSystemLibraries(binary) {
  if (process.platform !== "linux") return;
  const libraries = missingLibraries(binary);
  const lacksXvfb = !hasDisplay() && !isInstalled("Xvfb");
  const wanted = [
    ...(libraries.length > 0 ? DEBIAN_PACKAGES : []),
    ...(lacksXvfb ? DISPLAY_PACKAGES : []),
  ];
  if (wanted.length === 0) return;

  const what = [...libraries, ...(lacksXvfb ? ["Xvfb (there is no display)"] : [])].join(", ");
  if (process.getuid?.() !== 0 || !isInstalled("apt-get")) {
    throw new Error(`The system lacks ${what}.\n${installCommand(wanted)}`);
  }
  process.stderr.write(`Installing what the system lacks: ${what} ...\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=300", "-qq"];
  await run("apt-get", [...wait, "update"], { env, stdout: "stderr" });
  const names = wanted.map(nameHere);
  const code = await run(
    "apt-get",
    [...wait, "install", "-y", "--no-install-recommends", ...names],
    { env, stdout: "stderr" },
  );
  const left = missingLibraries(binary);
  if (code !== 0 || left.length > 0 || (!hasDisplay() && !isInstalled("Xvfb"))) {
    throw new Error(
      `The system still lacks ${left.join(", ") || what}.\n${installCommand(wanted)}`,
    );
  }
}

export function hasDisplay() {
  return (process.env["DISPLAY"] ?? "") !== "" || (process.env["WAYLAND_DISPLAY"] ?? "") !== "";
}

/** Names of shared libraries that `binary` asks for and the system does not have. @param {string} binary @returns {string[]} */
export function missingLibraries(binary) {
  if (process.platform !== "linux" || !isInstalled("ldd")) return [];
  const listed = spawnSync("ldd", [binary], { encoding: "utf8" });
  return [...listed.stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? "");
}

/** The first of a package's names that this system knows. @param {readonly string[]} names */
function nameHere(names) {
  const known = names.find((name) => {
    const shown = spawnSync("apt-cache", ["policy", name], { encoding: "utf8" });
    return /Candidate: (?!\(none\))/.test(shown.stdout ?? "");
  });
  return known ?? names[0] ?? "";
}

/** @param {readonly (readonly string[])[]} wanted */
function installCommand(wanted) {
  const names = wanted.map((all) => (isInstalled("apt-cache") ? nameHere(all) : (all[0] ?? "")));
  return `On Debian or Ubuntu, this command installs it; elsewhere, packages of similar names:\n  sudo apt-get install ${names.join(" ")}`;
}
