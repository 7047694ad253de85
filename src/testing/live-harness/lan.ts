import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

const HUB_PORT = 47_110;

/** Why PCs with cables of their own cannot be made here, in words that say what to do; null when they can. */
export function whyNoLan(): string | null {
  if (process.platform !== "linux") return "network namespaces exist on Linux only";
  if (process.getuid?.() !== 0)
    return "making network namespaces needs root: run the test with sudo";
  try {
    const probe = `twinspan-probe-${process.pid}`;
    ip(["netns", "add", probe]);
    ip(["netns", "del", probe]);
    return null;
  } catch (error) {
    return `\`ip netns add\` does not work (Debian: apt-get install iproute2): ${String(error)}`;
  }
}

/** Where a PC can live: start its program with `ip netns exec <space>`. */
export interface LanPlace extends Cabled {
  /** The network namespace. */
  readonly space: string;
  /** Of the PC in the LAN. */
  readonly address: string;
}

interface Cabled {
  readonly cable: string;
}

/**
 * A switch and PCs, each in a network namespace, with cables between them. A default route is part of it, because
 * Chromium offers no address without one.
 */
export class Lan {
  readonly #prefix = `tw${process.pid % 100_000}`;
  readonly #pcs: LanPc[] = [];
  #places = 0;

  constructor() {
    this.#make("switch");
    this.#inSwitch(["link", "add", "bridge", "type", "bridge"]);
    this.#inSwitch(["address", "add", "10.77.0.254/24", "dev", "bridge"]);
    this.#inSwitch(["link", "set", "bridge", "up"]);
  }

  /** A namespace for one more PC, with a cable to the switch. */
  connect(): LanPlace {
    this.#places += 1;
    const number = this.#places;
    const name = `pc${number}`;
    const space = this.#space(name);
    const cable = `${this.#prefix}c${number}`;
    this.#make(name);
    const atSwitch = ["link", "add", cable, "netns", this.#space("switch")];
    ip([...atSwitch, "type", "veth", "peer", "name", "eth0", "netns", space]);
    this.#inSwitch(["link", "set", cable, "master", "bridge", "up"]);
    const inPc = (given: readonly string[]) => ip(["-n", space, ...given]);
    inPc(["address", "add", `${addressOf(number)}/24`, "dev", "eth0"]);
    inPc(["link", "set", "eth0", "up"]);
    inPc(["route", "add", "default", "via", "10.77.0.254"]);
    return { space, cable, address: addressOf(number) };
  }

  /** Starts a PC that knows the hubs of `neighbours` PCs, whether they are there yet or not. */
  async start(
    folder: string,
    profileFolder: string,
    neighbours: readonly number[],
  ): Promise<LanPc> {
    const { space, cable } = this.connect();
    const hubs = neighbours.map((neighbour) => `${addressOf(neighbour)}:${HUB_PORT}`);
    const driver = spawn(
      "ip",
      [
        "netns",
        "exec",
        space,
        process.execPath,
        path.join(folder, "pc-driver.cjs"),
        folder,
        profileFolder,
        String(HUB_PORT),
        ...hubs,
      ],
      { stdio: ["pipe", "pipe", "inherit"] },
    );
    const pc = new LanPc(driver, cable);
    this.#pcs.push(pc);
    await pc.ready;
    return pc;
  }

  /** Both ends of the cable notice. */
  pull(pc: Cabled): void {
    this.#inSwitch(["link", "set", pc.cable, "down"]);
  }

  plug(pc: Cabled): void {
    this.#inSwitch(["link", "set", pc.cable, "up"]);
  }

  /** The switch swallows everything and no card notices, as when a cable further off is pulled. */
  mute(pc: Cabled): void {
    this.#portState(pc, "0");
  }

  unmute(pc: Cabled): void {
    this.#portState(pc, "3");
  }

  async close(): Promise<void> {
    await Promise.all(this.#pcs.map((pc) => pc.close()));
    for (const name of [
      "switch",
      ...Array.from({ length: this.#places }, (_, at) => `pc${at + 1}`),
    ]) {
      ip(["netns", "del", this.#space(name)]);
    }
  }

  #make(name: string): void {
    ip(["netns", "add", this.#space(name)]);
    ip(["-n", this.#space(name), "link", "set", "lo", "up"]);
  }

  #space(name: string): string {
    return `${this.#prefix}-${name}`;
  }

  #inSwitch(given: readonly string[]): void {
    ip(["-n", this.#space("switch"), ...given]);
  }

  #portState(pc: Cabled, state: string): void {
    const bridge = ["bridge", "link", "set", "dev", pc.cable, "state", state];
    ip(["netns", "exec", this.#space("switch"), ...bridge]);
  }
}

/** The far end of pc-driver.ts. */
export class LanPc {
  readonly cable: string;
  readonly ready: Promise<void>;
  readonly problems: string[] = [];
  readonly #driver: ChildProcess;
  readonly #answers = new Map<number, (answer: Answer) => void>();
  #count = 0;

  constructor(driver: ChildProcess, cable: string) {
    this.cable = cable;
    this.#driver = driver;
    if (driver.stdout === null) throw new Error("the driver has no output");
    const lines = createInterface({ input: driver.stdout });
    this.ready = new Promise((resolve, reject) => {
      driver.once("exit", (code) => reject(new Error(`the driver ended with ${code}`)));
      lines.on("line", (line) => {
        const said = JSON.parse(line) as Said;
        if (said.ready !== undefined) resolve();
        if (said.failure !== undefined) reject(new Error(said.failure));
        if (said.problem !== undefined) this.problems.push(said.problem);
        if (said.id !== undefined) this.#answers.get(said.id)?.(said);
      });
    });
  }

  /** The value of an expression in the PC's page. */
  async evaluate<Value>(expression: string): Promise<Value> {
    this.#count += 1;
    const id = this.#count;
    const answered = new Promise<Answer>((resolve) => this.#answers.set(id, resolve));
    this.#driver.stdin?.write(`${JSON.stringify({ id, evaluate: expression })}\n`);
    const { value, error } = await answered;
    this.#answers.delete(id);
    if (error !== undefined) throw new Error(error);
    return value as Value;
  }

  async close(): Promise<void> {
    if (this.#driver.exitCode !== null) return;
    const ended = once(this.#driver, "exit");
    this.#driver.stdin?.end();
    await ended;
  }
}

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

interface Said extends Answer {
  readonly ready?: number;
  readonly failure?: string;
  readonly problem?: string;
  readonly id?: number;
}

function addressOf(pc: number): string {
  return `10.77.0.${pc}`;
}

function ip(given: readonly string[]): void {
  execFileSync("ip", given, { stdio: ["ignore", "ignore", "pipe"] });
}
