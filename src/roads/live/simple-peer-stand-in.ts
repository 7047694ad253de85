// y-webrtc imports the default export of "simple-peer/simplepeer.min.js"; aliases.ts leads it here.
// oxlint-disable-next-line import/no-default-export -- the name is y-webrtc's choice
export { FramedPeer as default } from "./framed-peer.ts";
