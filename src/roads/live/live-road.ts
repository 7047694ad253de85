import type { Rendezvous, Road, RoadLink } from "../road.ts";
import { LiveLink } from "./live-link.ts";
import { Signalling } from "./signalling.ts";
import type { SignallingSockets } from "./signalling-sockets.ts";

/**
 * Direct connections between PCs that can see each other, by WebRTC. Hubs only introduce them; what travels goes from
 * PC to PC, encrypted, and starts when both have proved that they know the rendezvous secret. docs/spec/live.md.
 */
export class LiveRoad implements Road {
  readonly name = "live";
  readonly #signalling: Signalling;
  readonly #links = new Set<LiveLink>();
  readonly #stop: () => void;

  constructor(sockets: SignallingSockets) {
    this.#signalling = new Signalling(sockets);
    this.#stop = sockets.onNetworkChange(() => {
      this.#signalling.refresh();
      for (const link of this.#links) link.lookAgain();
    });
  }

  join(rendezvous: Rendezvous): RoadLink {
    const link: LiveLink = new LiveLink(rendezvous, this.#signalling, () => {
      this.#links.delete(link);
    });
    this.#links.add(link);
    return link;
  }

  close(): void {
    this.#stop();
    for (const link of [...this.#links]) link.close();
    this.#signalling.close();
  }
}
