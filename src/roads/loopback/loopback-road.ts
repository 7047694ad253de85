import type { Rendezvous, Road, RoadLink } from "../road.ts";
import { LoopbackLink, type LoopbackMeeting } from "./loopback-link.ts";

/** What one copy of a simulation sees of the network. */
export class LoopbackRoad implements Road {
  readonly name = "loopback";
  readonly #meeting: LoopbackMeeting;
  readonly #place: string;
  readonly #links = new Set<LoopbackLink>();

  constructor(meeting: LoopbackMeeting, place: string) {
    this.#meeting = meeting;
    this.#place = place;
  }

  join(rendezvous: Rendezvous): RoadLink {
    const link = new LoopbackLink(this.#meeting, this.#place, rendezvous);
    this.#links.add(link);
    return link;
  }

  close(): void {
    for (const link of this.#links) link.close();
    this.#links.clear();
  }
}
