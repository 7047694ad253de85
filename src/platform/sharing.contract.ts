import { afterEach, expect, test } from "vitest";
import type { SocketEvent } from "../../electron/bridge/contract.ts";
import type { Platform } from "./index.ts";

/** What two PCs on one LAN promise each other: signalling and join codes. */
export type SharingPlatform = Pick<
  Platform,
  | "hubStatus"
  | "offerInvitation"
  | "withdrawInvitation"
  | "redeemInvitation"
  | "openSocket"
  | "sendSocket"
  | "closeSocket"
  | "onSocketEvent"
>;

export interface SharingLan {
  readonly lisbon: SharingPlatform;
  readonly izmir: SharingPlatform;
  /** host:port of Lisbon's hub as Izmir reaches it. */
  readonly lisbonHub: string;
  end(): Promise<void>;
}

const OFFER = { code: "314159", invitation: "come in", lifetimeMs: 60_000 };

/** Every adapter that can share runs these. */
export function sharingPromises(startLan: () => Promise<SharingLan>): void {
  let lan: SharingLan | null = null;

  afterEach(async () => {
    await lan?.end();
    lan = null;
  });

  async function start(): Promise<SharingLan> {
    lan = await startLan();
    return lan;
  }

  async function heardBy(platform: SharingPlatform, hub: string) {
    const events: SocketEvent[] = [];
    platform.onSocketEvent((event) => events.push(event));
    const socket = await platform.openSocket(`ws://${hub}`);
    await expect.poll(() => events[0]).toEqual({ kind: "open", socket });
    platform.sendSocket(socket, JSON.stringify({ type: "subscribe", topics: ["storm"] }));
    const settle = async () => {
      const before = events.length;
      platform.sendSocket(socket, JSON.stringify({ type: "ping" }));
      await expect.poll(() => events.length).toBeGreaterThan(before);
    };
    await settle();
    const messages = () =>
      events.flatMap((event) =>
        event.kind === "message" ? [JSON.parse(event.text) as unknown] : [],
      );
    return { socket, events, messages, settle };
  }

  test("a code that one PC offers opens its invitation on another, which learns where it was", async () => {
    const { lisbon, izmir, lisbonHub } = await start();
    expect(await lisbon.offerInvitation(OFFER)).toEqual({ ok: true, value: null });
    expect(await izmir.redeemInvitation({ code: OFFER.code, address: lisbonHub })).toEqual({
      ok: true,
      value: { invitation: OFFER.invitation, hub: lisbonHub },
    });
  });

  test("a wrong code, a withdrawn one, a silent address and no address at all are told apart", async () => {
    const { lisbon, izmir, lisbonHub } = await start();
    await lisbon.offerInvitation(OFFER);
    const outcome = async (code: string, address: string) => {
      const result = await izmir.redeemInvitation({ code, address });
      return result.ok ? "ok" : result.failure.kind;
    };
    expect(await outcome("000000", lisbonHub)).toBe("wrongCode");
    await lisbon.withdrawInvitation(OFFER.code);
    expect(await outcome(OFFER.code, lisbonHub)).toBe("wrongCode");
    expect(await outcome(OFFER.code, "127.0.0.1:9")).toBe("unreachable");
    expect(await outcome(OFFER.code, "not an address")).toBe("badAddress");
  });

  test("twenty codes may be offered at once, and each renewed", async () => {
    const { lisbon } = await start();
    const offer = (code: number) =>
      lisbon.offerInvitation({ ...OFFER, code: String(100_000 + code) });
    for (let code = 0; code < 20; code += 1) expect((await offer(code)).ok).toBe(true);
    expect(await offer(20)).toEqual({ ok: false, failure: { kind: "tooManyOffers" } });
    expect((await offer(0)).ok).toBe(true);
  });

  test("what one publishes on a topic the other hears once, and the publisher does not", async () => {
    const { lisbon, izmir, lisbonHub } = await start();
    const { port } = await lisbon.hubStatus();
    const here = await heardBy(lisbon, `127.0.0.1:${port}`);
    const there = await heardBy(izmir, lisbonHub);
    lisbon.sendSocket(here.socket, JSON.stringify({ type: "publish", topic: "storm", data: "ü" }));
    await here.settle();
    await expect
      .poll(() => there.messages())
      .toContainEqual({ type: "publish", topic: "storm", data: "ü", clients: 2 });
    expect(here.messages()).toEqual([{ type: "pong" }, { type: "pong" }]);
  });

  test("a socket that is closed, or that nobody answers, is told to be closed", async () => {
    const { izmir, lisbonHub } = await start();
    const { socket, events } = await heardBy(izmir, lisbonHub);
    izmir.closeSocket(socket);
    await expect.poll(() => events.at(-1)).toEqual({ kind: "close", socket });
    const nobody = await izmir.openSocket("ws://127.0.0.1:9");
    await expect.poll(() => events.at(-1)).toEqual({ kind: "close", socket: nobody });
    await expect(izmir.openSocket("http://127.0.0.1:9")).rejects.toThrow("ws: and wss: only");
  });
}
