import type { Rendezvous, RoadLink, SignallingSockets } from "../../../roads/index.ts";
import { encodeFrame, PIECE_BYTES } from "../../../roads/live/frame.ts";
import type { CopyWindow } from "./copy.ts";
import type { Machine } from "./machine.ts";
import { type SignalMessage, Stranger, type StrangerHabits } from "./stranger.ts";

export interface OpenCopy {
  readonly link: RoadLink;
  readonly window: CopyWindow & typeof globalThis;
}

/** What a page can be put through on the live road alone; each throws when something does not hold. */
export function trialsOf(
  machine: Machine,
  openFrame: () => Promise<CopyWindow & typeof globalThis>,
): Readonly<Record<string, () => Promise<void>>> {
  const open = async (rendezvous: Rendezvous, sockets: SignallingSockets = machine) => {
    const window = await openFrame();
    return { window, link: window.joinLive(sockets, rendezvous) };
  };

  const visit = async (name: string, habits: StrangerHabits) => {
    const host = (await open(rendezvous(name))).link;
    const heard = collect(host);
    const stranger = new Stranger(machine, rendezvous(name), habits);
    await stranger.appear();
    // Later than the stranger, so that only the host has called it.
    const friend = (await open(rendezvous(name))).link;
    await until(() => friend.peers.get().length === 1, "the friend is there");
    return { host, friend, heard, stranger };
  };

  /** A member who misbehaves: its connection ends, and the friend's goes on. */
  const misbehaves = async (name: string, misbehave: (stranger: Stranger) => void) => {
    const { host, friend, heard, stranger } = await visit(name, { proof: "right" });
    await until(() => host.peers.get().length === 2, "the member is let in");
    misbehave(stranger);
    await until(() => stranger.isClosed && host.peers.get().length === 1, "it is shown out");
    await friend.send(onlyPeer(friend), 0, Uint8Array.of(1, 2, 3));
    await until(() => heard.length === 1, "the friend is heard");
    check(heard[0]?.message.join() === "1,2,3", "nothing but the friend's message was delivered");
  };

  return {
    "a stranger with a wrong proof never becomes a peer": async () => {
      const { host, stranger } = await visit("wrong proof", { proof: "wrong" });
      await until(() => stranger.isClosed, "it is shown out");
      check(host.peers.get().length === 1, "only the friend is a peer");
    },

    "a stranger without a proof never becomes a peer": async () => {
      const { host, stranger } = await visit("no proof", { proof: "none" });
      await until(() => stranger.isClosed, "it is shown out", 20_000);
      check(host.peers.get().length === 1, "only the friend is a peer");
    },

    "what comes before the proof is never delivered": async () => {
      const piece = { kind: "piece", lane: 0, isFirst: true, isLast: true } as const;
      const early = [{ ...piece, totalBytes: 3, bytes: Uint8Array.of(6, 6, 6) }];
      const { host, heard, stranger } = await visit("early", { proof: "right", early });
      await until(() => stranger.isClosed, "it is shown out");
      check(host.peers.get().length === 1 && heard.length === 0, "nothing was delivered");
    },

    "random bytes end only their own connection": () =>
      misbehaves("garbage", (stranger) => {
        stranger.sendBytes(crypto.getRandomValues(new Uint8Array(500)).fill(77, 0, 1));
      }),

    "a frame of another version ends only its own connection": () =>
      misbehaves("version", (stranger) => {
        const frame = encodeFrame({ kind: "ping", stamp: 1 });
        frame[0] = 2;
        stranger.sendBytes(frame);
      }),

    "a message that claims to be too long ends only its own connection": () =>
      misbehaves("too long", (stranger) => {
        const bytes = new Uint8Array(PIECE_BYTES);
        const totalBytes = 0xffff_ffff;
        stranger.send({ kind: "piece", lane: 1, isFirst: true, isLast: false, totalBytes, bytes });
      }),

    "crumbs in place of full pieces end only their own connection": () =>
      misbehaves("crumbs", (stranger) => {
        const bytes = new Uint8Array(1);
        stranger.send({
          kind: "piece",
          lane: 1,
          isFirst: true,
          isLast: false,
          totalBytes: 9,
          bytes,
        });
      }),

    "a claim to have taken what was never sent ends only its own connection": () =>
      misbehaves("taken", (stranger) => {
        stranger.send({ kind: "taken", lane: 2, pieces: 4_000_000 });
      }),

    "an answer to no offer, and words that are no messages, change nothing": async () => {
      const { host, stranger } = await visit("nonsense", { proof: "right" });
      await until(() => host.peers.get().length === 2, "the member is let in");
      const hostName = await nameOf(stranger);
      const signal = { type: "answer", sdp: "v=0", attempt: 1 };
      const base = { type: "signal", from: "nobody", to: hostName, token: 1 };
      const { topic } = rendezvous("nonsense");
      await stranger.publish({ ...base, signal });
      await stranger.publish({ ...base, signal: { type: "candidate", candidate: {} } });
      await stranger.publish({ ...base, signal: { type: "offer", sdp: "v=0", attempt: 1 } });
      await stranger.publish({ type: "announce" });
      stranger.tell({ type: "publish", topic, data: "bm90IHNlYWxlZA==" });
      stranger.tell({ type: "publish", topic, data: "%%%" });
      stranger.tell({ type: "publish", topic, data: { from: "nobody" } });
      await pause(1_000);
      check(host.peers.get().length === 2, "both are still there");
    },

    "a flood of announcements opens few connections and keeps nobody out": async () => {
      const where = rendezvous("flood");
      const host = await open(where);
      let made = 0;
      const { RTCPeerConnection: Original } = host.window;
      host.window.RTCPeerConnection = new Proxy(Original, {
        construct(target, given: [RTCConfiguration]) {
          made += 1;
          return new target(...given);
        },
      });
      const stranger = new Stranger(machine, where, { proof: "right" });
      await stranger.openSocket(() => undefined);
      for (let count = 0; count < 300; count += 1) {
        await stranger.publish({ type: "announce", from: `nobody ${count}` });
      }
      await pause(1_000);
      check(made <= 12, `${made} connections`);
      const friend = await open(where);
      await until(() => friend.link.peers.get().length === 1, "a friend gets in", 40_000);
    },

    "joining, leaving and joining again at once leaves one working link": async () => {
      const where = rendezvous("strict");
      const friend = (await open(where)).link;
      const { window } = await open(rendezvous("elsewhere"));
      let link = window.joinLive(machine, where);
      for (let count = 0; count < 10; count += 1) {
        link.close();
        link = window.joinLive(machine, where);
        if (count % 3 === 0) await pause(20 * count);
      }
      await until(() => link.peers.get().length === 1, "the last one works");
      await until(() => friend.peers.get().length === 1, "the friend sees one");
    },

    "two who call each other at the same moment end up with one connection": async () => {
      for (let round = 0; round < 5; round += 1) {
        const where = rendezvous(`glare ${round}`);
        const frames = [await openFrame(), await openFrame()];
        // Both announce to each other at once: each hears the other only after it has announced itself.
        const gate = heldBack(machine, 400);
        const links = frames.map((frame) => frame.joinLive(gate, where));
        await until(() => links.every((link) => link.peers.get().length === 1), "they meet", 8_000);
        await pause(500);
        check(
          links.every((link) => link.peers.get().length === 1),
          "one connection each",
        );
      }
    },

    "a lost offer or answer does not stand in the way": async () => {
      for (const lost of [1, 2, 3]) {
        const where = rendezvous(`lost ${lost}`);
        const host = (await open(where)).link;
        await pause(500);
        const guest = (await open(where, losing(machine, lost))).link;
        await until(() => guest.peers.get().length === 1, "they meet", 25_000);
        check(host.peers.get().length === 1, "both ways");
      }
    },

    "whoever does not listen holds the sender back": async () => {
      const where = rendezvous("deaf");
      const [sender, deaf] = [await open(where), await open(where)];
      let most = 0;
      const { send } = sender.window.RTCDataChannel.prototype;
      sender.window.RTCDataChannel.prototype.send = function measured(
        this: RTCDataChannel,
        data: string | Blob | ArrayBuffer | ArrayBufferView,
      ) {
        Reflect.apply(send, this, [data]);
        most = Math.max(most, this.bufferedAmount);
      };
      await until(() => sender.link.peers.get().length === 1, "they meet");
      const peer = sender.link.peers.get()[0]?.id ?? "";
      let sent = 0;
      const blob = new Uint8Array(256 * 1024);
      const sending = Array.from({ length: 100 }, () =>
        sender.link.send(peer, 2, blob).then(() => {
          sent += 1;
        }),
      );
      await pause(2_000);
      check(sent <= 2, `${sent} of 100 messages went to one who does not listen`);
      check(most < 300 * 1024, `${most} bytes lay in the channel`);
      await sender.link.send(peer, 0, Uint8Array.of(1));
      const heard = collect(deaf.link);
      await Promise.all(sending);
      await until(() => heard.length === 101, "then everything comes");
      check(most < 300 * 1024, `${most} bytes lay in the channel`);
    },
  };
}

function rendezvous(name: string): Rendezvous {
  return { topic: `trial: ${name}`, secret: `secret of ${name}`, hubs: [] };
}

/** Delivers what the hubs say some milliseconds late. */
function heldBack(machine: Machine, delayMs: number): SignallingSockets {
  return {
    ...machine,
    onSocketEvent: (listener) =>
      machine.onSocketEvent((event) => {
        setTimeout(() => listener(event), event.kind === "message" ? delayMs : 0);
      }),
  };
}

/** Loses the first publications of this copy, its announcement left out. */
function losing(machine: Machine, count: number): SignallingSockets {
  let published = 0;
  return {
    ...machine,
    sendSocket(socket, text) {
      if (text.includes('"publish"')) published += 1;
      const isLost = text.includes('"publish"') && published > 1 && published <= 1 + count;
      if (!isLost) machine.sendSocket(socket, text);
    },
  };
}

/** The name under which one of the others speaks on the topic. */
async function nameOf(stranger: Stranger): Promise<string> {
  const heard: SignalMessage[] = [];
  await stranger.openSocket((message) => heard.push(message));
  await stranger.publish({ type: "announce", from: "one who only asks" });
  await until(() => heard.some(({ to }) => to === "one who only asks"), "somebody calls");
  return heard.find(({ to }) => to === "one who only asks")?.from ?? "";
}

function collect(link: RoadLink) {
  const heard: { readonly lane: number; readonly message: Uint8Array }[] = [];
  link.receive((_peer, lane, message) => heard.push({ lane, message }));
  return heard;
}

function onlyPeer(of: RoadLink): string {
  const [peer] = of.peers.get();
  if (peer === undefined) throw new Error("no peer");
  return peer.id;
}

async function until(holds: () => boolean, what: string, timeoutMs = 15_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await pause(20);
  }
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`does not hold: ${what}`);
}
