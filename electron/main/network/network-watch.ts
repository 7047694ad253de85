import { networkInterfaces } from "node:os";
import { type Interfaces, lanAddresses } from "./lan-addresses.ts";

const POLL_MS = 5000;

/** Tells when a network card came, went or changed its address: no operating system offers one event for it. */
export class NetworkWatch {
  readonly #listeners = new Set<() => void>();
  readonly #interfaces: () => Interfaces;
  readonly #timer: NodeJS.Timeout;
  #seen: string;

  constructor(interfaces: () => Interfaces = networkInterfaces, pollMs = POLL_MS) {
    this.#interfaces = interfaces;
    this.#seen = this.addresses().join(" ");
    this.#timer = setInterval(() => this.#look(), pollMs);
    this.#timer.unref();
  }

  addresses(): readonly string[] {
    return lanAddresses(this.#interfaces());
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** After sleep the cards may look the same while every connection is dead. */
  wakeUp(): void {
    this.#seen = this.addresses().join(" ");
    for (const listener of [...this.#listeners]) listener();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#listeners.clear();
  }

  #look(): void {
    if (this.addresses().join(" ") !== this.#seen) this.wakeUp();
  }
}
