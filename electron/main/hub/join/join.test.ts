import { randomBytes } from "node:crypto";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type HubAddress } from "../hub-client.ts";
import { HubServer } from "../hub-server.ts";
import { Signalling } from "../signalling.ts";
import { cpaceShare, newScalar } from "./cpace.ts";
import { joinGenerator, joinKeys, openInvitation, sealInvitation } from "./join-keys.ts";
import { type BeginAnswer, fromText, toText } from "./join-messages.ts";
import { JoinOffers, WRONG_CODES_FROM_ONE_ADDRESS, WRONG_CODES_IN_ALL } from "./join-offers.ts";
import { redeemAt } from "./join-request.ts";

const CODE = "314159";
const INVITATION = "twinspan:invitation:ünïcode";
const LIFETIME_MS = 600_000;
let nowMs: number;
let offers: JoinOffers;
let server: HubServer;
let hub: HubAddress;
const others: Server[] = [];

beforeEach(async () => {
  nowMs = 0;
  offers = new JoinOffers(() => nowMs);
  server = new HubServer(
    { twinspan: 1, hub: "0123456789abcdefghjkmnpqrs" },
    new Signalling(),
    offers,
  );
  hub = { host: "127.0.0.1", port: (await server.listen(0)) ?? 0 };
});

afterEach(async () => {
  await server.close();
  for (const other of others.splice(0)) other.close();
});

function begin(code: string, from: string) {
  const session = randomBytes(16);
  const scalar = newScalar();
  const initiatorShare = cpaceShare(scalar, joinGenerator(code, session));
  const answer = offers.begin(from, { session: toText(session), share: toText(initiatorShare) });
  const keysFor = ({ share }: BeginAnswer["answers"][number]) => {
    const responderShare = fromText(share);
    return joinKeys(scalar, responderShare, { session, initiatorShare, responderShare });
  };
  return { answer, keysFor };
}

/** Begins a run with a wrong code and walks away, as one who guesses would. */
function guess(from: string) {
  nowMs += 2000;
  return begin("000000", from).answer;
}

/** Stands between an asker and the hub, and may change what passes. */
async function between(change: (path: string, body: string) => string): Promise<HubAddress> {
  const proxy = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      void fetch(`http://127.0.0.1:${hub.port}${request.url}`, {
        method: "POST",
        body: Buffer.concat(parts),
      }).then(async (answer) => {
        response.writeHead(answer.status);
        response.end(change(request.url ?? "", await answer.text()));
      });
    });
  });
  others.push(proxy);
  await new Promise<void>((resolve) => {
    proxy.listen(0, "127.0.0.1", resolve);
  });
  return { host: "127.0.0.1", port: (proxy.address() as AddressInfo).port };
}

test("J1: the right code opens the invitation, more than once, for it is shown to a whole staff room", async () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  expect(await redeemAt(hub, CODE)).toEqual({ ok: true, value: INVITATION });
  expect(await redeemAt(hub, CODE)).toEqual({ ok: true, value: INVITATION });
});

test("J1: among several offers the code finds its own", async () => {
  offers.offer({ code: "111111", invitation: "other", lifetimeMs: LIFETIME_MS });
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  expect(await redeemAt(hub, CODE)).toEqual({ ok: true, value: INVITATION });
});

test("J1: an invitation of 16,384 characters of three bytes each passes", async () => {
  const long = "中".repeat(16_384);
  offers.offer({ code: CODE, invitation: long, lifetimeMs: LIFETIME_MS });
  expect(await redeemAt(hub, CODE)).toEqual({ ok: true, value: long });
});

test("J2: a wrong code is told apart from a right one, and reveals nothing", async () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  expect(await redeemAt(hub, "314158")).toEqual({ ok: false, failure: { kind: "wrongCode" } });
});

test("J2: a hub that offers nothing answers as to a wrong code", async () => {
  expect(await redeemAt(hub, CODE)).toEqual({ ok: false, failure: { kind: "wrongCode" } });
});

test("J3: what passes on the wire holds neither code nor invitation", async () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  const heard: string[] = [];
  const listener = await between((_path, body) => {
    heard.push(body, Buffer.from(body, "base64url").toString("latin1"));
    return body;
  });
  expect(await redeemAt(listener, CODE)).toEqual({ ok: true, value: INVITATION });
  expect(heard.join(" ")).not.toContain(CODE);
  expect(heard.join(" ")).not.toContain("invitation:");
});

test("J3: one who has the whole answer cannot try other codes on it", () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  const session = randomBytes(16);
  const scalar = newScalar();
  const initiatorShare = cpaceShare(scalar, joinGenerator("000000", session));
  const answer = offers.begin("a", { session: toText(session), share: toText(initiatorShare) });
  const only = answer.ok ? answer.value.answers[0] : undefined;
  const responderShare = fromText(only?.share ?? "");
  // The run was begun with another code: even with the right one at hand, the proof does not come out.
  const relabelled = cpaceShare(scalar, joinGenerator(CODE, session));
  const keys = joinKeys(scalar, responderShare, {
    session,
    initiatorShare: relabelled,
    responderShare,
  });
  expect(toText(keys?.hubProof ?? new Uint8Array())).not.toBe(only?.proof);
});

test("J4: an offer ends with its lifetime, or when it is withdrawn", async () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  nowMs = LIFETIME_MS;
  expect(await redeemAt(hub, CODE)).toEqual({ ok: false, failure: { kind: "wrongCode" } });
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  offers.withdraw(CODE);
  expect(await redeemAt(hub, CODE)).toEqual({ ok: false, failure: { kind: "wrongCode" } });
});

test("J4: the 21st offer is refused; renewing one of the twenty is not", () => {
  for (let code = 0; code < 20; code += 1) {
    expect(offers.offer({ code: String(code), invitation: "x", lifetimeMs: 1 }).ok).toBe(true);
  }
  const more = offers.offer({ code: "20", invitation: "x", lifetimeMs: 1 });
  expect(more).toEqual({ ok: false, failure: { kind: "tooManyOffers" } });
  expect(offers.offer({ code: "0", invitation: "y", lifetimeMs: 1 }).ok).toBe(true);
});

test("J5: after five wrong codes an address gets no further answers, even to the right one", async () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  for (let count = 0; count < WRONG_CODES_FROM_ONE_ADDRESS; count += 1) {
    expect(await redeemAt(hub, "000000")).toEqual({ ok: false, failure: { kind: "wrongCode" } });
  }
  expect(await redeemAt(hub, CODE)).toEqual({ ok: false, failure: { kind: "tooManyAttempts" } });
});

test("J5: after thirty wrong codes from anywhere an offer answers nobody", () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  for (let count = 0; count < WRONG_CODES_IN_ALL; count += 1) guess(`10.0.0.${count}`);
  const answer = begin(CODE, "10.0.1.1").answer;
  expect(answer.ok && answer.value).toMatchObject({ answers: [], isExhausted: true });
});

test("J5: a run that is begun and left counts as a wrong code", () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  for (let count = 0; count < WRONG_CODES_FROM_ONE_ADDRESS; count += 1) {
    nowMs += 2000;
    begin(CODE, "a");
  }
  expect(guess("a")).toMatchObject({ ok: true, value: { answers: [], isExhausted: true } });
});

test("J5: right codes cost nothing, neither their own offer nor the others", async () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  offers.offer({ code: "271828", invitation: "other", lifetimeMs: LIFETIME_MS });
  for (let count = 0; count < WRONG_CODES_IN_ALL + 1; count += 1) {
    nowMs += 2000;
    expect(await redeemAt(hub, CODE)).toEqual({ ok: true, value: INVITATION });
  }
  expect(await redeemAt(hub, "271828")).toEqual({ ok: true, value: "other" });
});

test("J6: more than ten runs at once from one address must wait", () => {
  for (let count = 0; count < 10; count += 1) expect(begin(CODE, "a").answer.ok).toBe(true);
  expect(begin(CODE, "a").answer).toEqual({ ok: false, failure: { kind: "slowDown" } });
  expect(begin(CODE, "b").answer.ok).toBe(true);
  nowMs += 2000;
  expect(begin(CODE, "a").answer.ok).toBe(true);
});

test("J6: more than sixty runs at once from everywhere must wait", () => {
  for (let count = 0; count < 60; count += 1) expect(begin(CODE, `a${count}`).answer.ok).toBe(true);
  expect(begin(CODE, "b").answer).toEqual({ ok: false, failure: { kind: "slowDown" } });
});

test("J7: a run can be finished once, by who began it, with the proof, within half a minute", () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  const finishAs = (from: string, afterMs: number, spoil: boolean, twice: boolean) => {
    nowMs += 10_000;
    const { answer, keysFor } = begin(CODE, "a");
    const first = answer.ok ? answer.value.answers[0] : undefined;
    if (!answer.ok || first === undefined) throw new Error("the offer did not answer");
    const proof = keysFor(first)?.guestProof ?? new Uint8Array(32);
    if (spoil) proof[0] = (proof[0] ?? 0) ^ 1;
    const request = { attempt: answer.value.attempt, index: 0, proof: toText(proof) };
    nowMs += afterMs;
    if (twice) offers.finish(from, request);
    return offers.finish(from, request).ok;
  };
  expect(finishAs("a", 29_999, false, false)).toBe(true);
  expect(finishAs("a", 30_000, false, false)).toBe(false);
  expect(finishAs("b", 0, false, false)).toBe(false);
  expect(finishAs("a", 0, true, false)).toBe(false);
  expect(finishAs("a", 0, false, true)).toBe(false);
});

test("J7: a point that makes keys foreseeable is refused", () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  const request = { session: toText(randomBytes(16)), share: toText(new Uint8Array(32)) };
  expect(offers.begin("a", request)).toEqual({ ok: false, failure: { kind: "refused" } });
});

test("J8: an invitation changed on the way is not opened", async () => {
  offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
  const tamperer = await between((path, body) => {
    if (path !== "/join/finish") return body;
    const { box } = JSON.parse(body) as { box: string };
    const bytes = fromText(box);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    return JSON.stringify({ box: toText(bytes) });
  });
  expect(await redeemAt(tamperer, CODE)).toEqual({ ok: false, failure: { kind: "unreachable" } });
});

test("J8: every single flipped bit of a sealed invitation is noticed", () => {
  const key = randomBytes(32);
  const box = sealInvitation("ab", key);
  expect(openInvitation(box, key)).toBe("ab");
  for (let bit = 0; bit < box.length * 8; bit += 1) {
    const changed = Uint8Array.from(box);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(openInvitation(changed, key)).toBeNull();
  }
  expect(openInvitation(box.subarray(0, 20), key)).toBeNull();
});

test("J8: whatever answers otherwise than a hub is unreachable, not an accident", async () => {
  for (const nonsense of ["", "null", "[]", '{"attempt":1}', "x".repeat(300_000)]) {
    const stranger = await between(() => nonsense);
    expect(await redeemAt(stranger, CODE)).toEqual({ ok: false, failure: { kind: "unreachable" } });
  }
  expect(await redeemAt({ host: "127.0.0.1", port: 9 }, CODE)).toEqual({
    ok: false,
    failure: { kind: "unreachable" },
  });
});

test.each(["", "null", "{}", '{"session":"a","share":"b"}', "x".repeat(5000)])(
  "J8: a malformed request is refused and nothing more happens: %s",
  async (body) => {
    const answer = await fetch(`http://127.0.0.1:${hub.port}/join/begin`, {
      method: "POST",
      body,
    }).then(
      (response) => response.status,
      () => "cut off",
    );
    expect([400, "cut off"]).toContain(answer);
    offers.offer({ code: CODE, invitation: INVITATION, lifetimeMs: LIFETIME_MS });
    expect(await redeemAt(hub, CODE)).toEqual({ ok: true, value: INVITATION });
  },
);
