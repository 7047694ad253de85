// Stands for lib0/broadcastchannel under y-webrtc (aliases.ts): windows of one PC do not exchange documents behind the road.
export function subscribe(): void {}

export function unsubscribe(): void {}

export function publish(): void {}
