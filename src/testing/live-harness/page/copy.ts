import {
  LiveRoad,
  type RoadLink,
  type Rendezvous,
  type SignallingSockets,
} from "../../../roads/index.ts";

/** Each frame is a page of its own for y-webrtc, so that one window holds many copies of a space. */
export interface CopyWindow extends Window {
  joinLive(sockets: SignallingSockets, rendezvous: Rendezvous): RoadLink;
}

Object.assign(window, {
  joinLive: (sockets: SignallingSockets, rendezvous: Rendezvous) =>
    new LiveRoad(sockets).join(rendezvous),
} satisfies Pick<CopyWindow, "joinLive">);
