import { readFileSync, readdirSync } from "node:fs";

/** Linux counts a process's time in ticks of 1/100 s (USER_HZ), whatever the kernel's own clock is. */
const TICK_MS = 10;

/** The process and all that it started, directly or not, as far as they still run. @param {number} root */
function processTree(root) {
  const parents = new Map(runningProcesses().map((pid) => [pid, statOf(pid)?.parent]));
  const tree = [root];
  for (const pid of tree)
    for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

/**
 * CPU time of a tree of processes in ms, user and system; of those that ended, as far as their parent has taken note.
 * @param {number} root
 */
export function cpuTimeMs(root) {
  return processTree(root).reduce((sum, pid) => sum + (statOf(pid)?.cpuTicks ?? 0) * TICK_MS, 0);
}

/**
 * Memory of a tree of processes in MB (10^6 bytes): the proportional set size, in which a page that several processes
 * share counts once over all of them.
 * @param {number} root
 */
export function memoryMb(root) {
  return processTree(root).reduce((sum, pid) => sum + pssKib(pid) * 1024, 0) / 1e6;
}

/** Time that the process's main thread has been running, in ms. @param {number} pid */
export function mainThreadMs(pid) {
  const [runNs] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ");
  return Number(runNs) / 1e6;
}

/** The one process of the tree that draws the page. @param {number} root */
export function pageProcess(root) {
  const found = processTree(root).filter((pid) =>
    textOf(`/proc/${pid}/cmdline`).includes("--type=renderer"),
  );
  const [pid] = found;
  if (pid === undefined || found.length > 1)
    throw new Error(`${found.length} processes draw pages, one was expected`);
  return pid;
}

/**
 * The fields of /proc/<pid>/stat that count here. A process's name may hold anything, so the fields begin behind the last
 * bracket.
 * @param {string} text
 */
export function parseStat(text) {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [, parent, ...rest] = fields.map(Number);
  const [own, system, childrenOwn, childrenSystem] = rest.slice(9, 13);
  return {
    parent: parent ?? 0,
    cpuTicks: (own ?? 0) + (system ?? 0) + (childrenOwn ?? 0) + (childrenSystem ?? 0),
  };
}

/** @param {string} text of /proc/<pid>/smaps_rollup */
export function parsePssKib(text) {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
}

/** @param {number} pid */
function statOf(pid) {
  const text = textOf(`/proc/${pid}/stat`);
  return text === "" ? null : parseStat(text);
}

/** @param {number} pid */
function pssKib(pid) {
  return parsePssKib(textOf(`/proc/${pid}/smaps_rollup`));
}

function runningProcesses() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Empty for a process that has just ended. @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
