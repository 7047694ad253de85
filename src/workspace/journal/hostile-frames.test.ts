import * as Y from "yjs";
import { expect, test } from "vitest";
import { concatBytes, randomBytes } from "../../base/index.ts";
import { loadSuite } from "../../cryptography/index.ts";
import {
  type DocumentName,
  type Entry,
  type EpochId,
  FeedWriter,
  type FramePart,
  type Run,
  type SignedFeedHeader,
  clientIdOf,
  encodePart,
  hashPayload,
  labelOf,
  sealFrame,
  signedBytesOfFeedHeader,
} from "../../journal/index.ts";
import { chainOf, signedBytesOfRun } from "../../journal/run.ts";
import { bytesOfId, headOfOperation } from "../../membership/index.ts";
import { VirtualClock } from "../../testing/virtual-clock.ts";
import { Desk, newParts } from "./fixtures/desk.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const suite = await loadSuite();
const clock = new VirtualClock();

/** A member who knows the key and every format, and keeps to none. */
class Attacker {
  readonly desk: Desk;
  readonly page: DocumentName;
  readonly #session;
  readonly header: SignedFeedHeader;

  private constructor(desk: Desk, page: DocumentName, header: SignedFeedHeader, session: Session) {
    this.desk = desk;
    this.page = page;
    this.header = header;
    this.#session = session;
  }

  static async begin(desk: Desk, page: DocumentName): Promise<Attacker> {
    const session = await suite.makeSigningKeys();
    const member = bytesOfId(desk.parts.person.id);
    const [head] = desk.journal.heads.get();
    const space = bytesOfId(desk.space);
    if (member === null || space === null || head === undefined) throw new Error("no member");
    const writer = await FeedWriter.begin(
      { ...suite, makeSigningKeys: () => Promise.resolve(session) },
      {
        space,
        member,
        device: new Uint8Array(16).fill(1),
        memberHead: headOfOperation(head as never),
        startedAt: clock.now(),
      },
      (header) => suite.sign(desk.parts.person.signing, signedBytesOfFeedHeader(header)),
    );
    return new Attacker(desk, page, writer.header, session);
  }

  async seal(part: FramePart, forge: (plain: Bytes) => Bytes = (plain) => plain): Promise<Bytes> {
    const [[operation, key] = []] = [...this.desk.journal.keys.get()];
    if (operation === undefined || key === undefined) throw new Error("no key");
    const label = labelOf(part, operation.slice(0, 32) as EpochId);
    return (await sealFrame(suite, key, label, forge(encodePart(part)))).bytes;
  }

  headerFrame(): Promise<Bytes> {
    return this.seal({ kind: "header", header: this.header });
  }

  async run(
    update: Bytes,
    change: Partial<Entry> & { readonly first?: number } = {},
  ): Promise<Run> {
    const { first = 0, ...fields } = change;
    const entry: Entry = {
      document: this.page,
      memberHead: this.header.memberHead,
      lamport: 100 + first,
      secondsIn: 0,
      payloadHash: hashPayload(suite, update),
      update,
      isErased: false,
      ...fields,
    };
    const unsigned = {
      feed: this.header.id,
      firstSequence: first,
      previousHash: this.header.hash,
      entries: [entry],
    };
    const head = chainOf(suite, unsigned).at(-1) ?? new Uint8Array(32);
    const message = signedBytesOfRun(this.header, first + 1, head);
    return { ...unsigned, signature: await suite.sign(this.#session, message) };
  }

  /** An update as this feed may write it, or under any other clientID. */
  typed(text: string, client = clientIdOf(suite, this.header.id, this.page)): Bytes {
    const doc = new Y.Doc();
    doc.clientID = client;
    doc.getText("text").insert(0, text);
    return new Uint8Array(Y.encodeStateAsUpdate(doc));
  }
}

type Session = Awaited<ReturnType<typeof suite.makeSigningKeys>>;

async function scene() {
  const lisbon = await Desk.found(await newParts(suite, clock));
  const page = await lisbon.newPage();
  const honest = await lisbon.letIn(await newParts(suite, clock));
  const hostile = await lisbon.letIn(await newParts(suite, clock));
  await lisbon.type(page, "stands ");
  await lisbon.meet(honest);
  await honest.type(page, "honest");
  const { frames } = await honest.journal.framesFor(lisbon.journal.have.get(), 100_000, null);
  return { lisbon, page, honest: frames, attacker: await Attacker.begin(hostile, page) };
}

const run = async (attacker: Attacker, of: Promise<Run>): Promise<readonly Bytes[]> => [
  await attacker.headerFrame(),
  await attacker.seal({ kind: "run", run: await of }),
];

const ATTACKS: readonly (readonly [
  string,
  (attacker: Attacker, victim: Desk) => Promise<readonly Bytes[]>,
  "refused" | "taken" | "early",
])[] = [
  ["garbage", async () => [randomBytes(300), new Uint8Array()], "refused"],
  [
    "a frame with a changed byte",
    async (attacker) => {
      const frame = await attacker.headerFrame();
      frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 1;
      return [frame];
    },
    "refused",
  ],
  [
    "garbage sealed with the right key",
    async (attacker) => [
      await attacker.seal({ kind: "header", header: attacker.header }, () => randomBytes(500)),
    ],
    "refused",
  ],
  [
    "a header that another member is to have signed",
    async (attacker, victim) => {
      const member = bytesOfId(victim.parts.person.id) ?? new Uint8Array(16);
      const header = { ...attacker.header, member };
      return [await attacker.seal({ kind: "header", header }).catch(() => randomBytes(10))];
    },
    "refused",
  ],
  [
    "a run whose signature is another's",
    async (attacker) => {
      const signed = await attacker.run(attacker.typed("x"));
      const forged = { ...signed, signature: new Uint8Array(signed.signature).fill(3) };
      return [await attacker.headerFrame(), await attacker.seal({ kind: "run", run: forged })];
    },
    "refused",
  ],
  [
    "words under the clientID of someone else",
    (attacker, victim) =>
      run(
        attacker,
        attacker.run(attacker.typed("squat", victim.journal.clientIdOf(attacker.page))),
      ),
    "taken",
  ],
  [
    "an update that is none",
    (attacker) =>
      run(attacker, attacker.run(concatBytes([Uint8Array.of(255, 255), randomBytes(40)]))),
    "taken",
  ],
  [
    "a lamport of the far future",
    (attacker) => run(attacker, attacker.run(attacker.typed("x"), { lamport: 2 ** 47 })),
    "early",
  ],
  [
    "a document that nobody created",
    (attacker) =>
      run(
        attacker,
        attacker.run(attacker.typed("x"), {
          document: "page:0000000000000000000000000g" as DocumentName,
        }),
      ),
    "taken",
  ],
  [
    "a log that nobody has",
    (attacker) => run(attacker, attacker.run(attacker.typed("x"), { memberHead: randomBytes(32) })),
    "early",
  ],
  [
    "a run from the middle of nowhere",
    (attacker) => run(attacker, attacker.run(attacker.typed("x"), { first: 7, lamport: 107 })),
    "early",
  ],
  [
    "an erasure that no log knows",
    (attacker) => run(attacker, attacker.run(attacker.typed("x"), { isErased: true })),
    "early",
  ],
];

test.each(ATTACKS)(
  "%s costs the victim nothing, and what came with it is taken",
  async (_, make, verdict) => {
    const { lisbon, page, honest, attacker } = await scene();
    const hostile = await make(attacker, lisbon);
    const from = attacker.desk.parts.person.id;
    expect(await lisbon.journal.receiveFrames([...hostile, ...honest], from)).toBe(verdict);
    expect(await lisbon.text(page)).toBe("stands honest");
    await lisbon.type(page, "!");
    expect(await lisbon.storedText(page)).toBe("stands honest!");
    const again = await lisbon.restarted();
    expect(await again.text(page)).toBe("stands honest!");
  },
);

test("a fork freezes its feed with evidence, also after a restart", async () => {
  const { lisbon, page, attacker } = await scene();
  const from = attacker.desk.parts.person.id;
  const one = await run(attacker, attacker.run(attacker.typed("one")));
  await lisbon.journal.receiveFrames(one, from);
  const other = await run(attacker, attacker.run(attacker.typed("two")));
  expect(await lisbon.journal.receiveFrames(other, from)).toBe("taken");
  const again = await lisbon.restarted();
  const more = await attacker.run(attacker.typed("three"), { first: 1, lamport: 200 });
  await again.journal.receiveFrames([await attacker.seal({ kind: "run", run: more })], from);
  expect(again.journal.have.get().get(attacker.header.id)).toBe(1);
  expect(await again.text(page)).toContain("one");
  expect(await again.text(page)).not.toContain("two");
});
