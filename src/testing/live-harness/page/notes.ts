import type { Lane, RoadLink } from "../../../roads/index.ts";

/** The least that an exchange does: everyone tells every new peer all notes, and later ones as they are written. */
export class Notes {
  readonly all = new Set<string>();
  readonly #link: RoadLink;
  readonly #told = new Set<string>();

  constructor(link: RoadLink) {
    this.#link = link;
    link.receive((_peer, _lane, message) => {
      for (const note of JSON.parse(new TextDecoder().decode(message)) as string[])
        this.all.add(note);
    });
    link.peers.subscribe(() => this.#greet());
    this.#greet();
  }

  write(note: string): void {
    this.all.add(note);
    for (const peer of this.#link.peers.get()) this.#tell(peer.id, 0, [note]);
  }

  #greet(): void {
    for (const { id } of this.#link.peers.get()) {
      if (this.#told.has(id)) continue;
      this.#told.add(id);
      this.#tell(id, 1, [...this.all]);
    }
  }

  #tell(peer: string, lane: Lane, notes: readonly string[]): void {
    const message = new TextEncoder().encode(JSON.stringify(notes));
    // Whoever is gone is told everything when they are back.
    this.#link.send(peer, lane, message).catch(() => this.#told.delete(peer));
  }
}
