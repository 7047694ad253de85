import { expect, test } from "vitest";
import type { SpaceId } from "../domain/index.ts";
import { type Invitation, readInvitation, writeInvitation } from "./invitation.ts";

const invitation: Invitation = {
  space: "0123456789abcdefghjkmnpqrs" as SpaceId,
  topic: "topic6789abcdefghjkmnpqrst",
  secret: "secret789abcdefghjkmnpqrst",
  hubs: ["192.168.1.20:41417", "[fe80::1]:41417"],
  title: "Die Flüsse unserer Städte · أنهار",
};

test("an invitation comes back as it was written", async () => {
  expect(await readInvitation(await writeInvitation(invitation))).toEqual({
    ok: true,
    value: invitation,
  });
});

test("a mail program's quotes, line breaks and words around it do no harm", async () => {
  const text = await writeInvitation(invitation);
  const folded = text.replaceAll(/(.{40})/gu, "$1\n> ");
  expect((await readInvitation(`> Dear Ana, here it is:\n> “${folded}”\n`)).ok).toBe(true);
});

test("a part that was not copied is noticed", async () => {
  const text = await writeInvitation(invitation);
  for (const broken of [
    text.slice(0, -3),
    text.slice(5),
    text.replace(".", ""),
    text.replace(/e/u, "f"),
    "",
    "hello",
  ]) {
    expect(await readInvitation(broken)).toEqual({
      ok: false,
      failure: { kind: "notAnInvitation" },
    });
  }
});

test("an invitation of a newer version is named as such", async () => {
  const text = await writeInvitation(invitation);
  expect(await readInvitation(text.replace("TWINSPAN1", "TWINSPAN2"))).toEqual({
    ok: false,
    failure: { kind: "newerVersion" },
  });
});

test("hostile fields are refused whole: foreign keys, long lists, addresses that are none", async () => {
  const hostile = [
    { ...invitation, extra: 1 },
    { ...invitation, hubs: Array.from({ length: 9 }, () => "1.2.3.4:1") },
    { ...invitation, hubs: ["http://evil.example/<script>"] },
    { ...invitation, space: "../../etc/passwd" },
    { ...invitation, title: "x".repeat(500) },
  ];
  for (const fields of hostile) {
    const text = await writeInvitation(fields as Invitation);
    expect((await readInvitation(text)).ok).toBe(false);
  }
  expect((await readInvitation("TWINSPAN1.".padEnd(1_000_000, "a"))).ok).toBe(false);
});
