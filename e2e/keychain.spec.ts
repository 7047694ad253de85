import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "vite";
import { loadSuite } from "../src/cryptography/index.ts";
import type { MemberId } from "../src/domain/index.ts";
import { type OperationBody, textOfId } from "../src/membership/index.ts";
import {
  DEVICE,
  FoundedProject,
  PASSPHRASE,
  SCHOOL,
  WISH,
  call,
  must,
  shownDialogs,
  stubDialogs,
} from "./keychain-desk.ts";
import { type Pc, expect, test } from "./fixture.ts";
import type { SuiteProbe } from "./probes/suite-probe.ts";

const GIULIA = textOfId<MemberId>(new Uint8Array(16).fill(3));
const NAMES = { [GIULIA]: "Giulia Rossi", "": "Our rivers" };
const REMOVAL: OperationBody = { kind: "remove", member: GIULIA, cutOffs: [] };
const KEY = new Uint8Array(32).fill(9);
const declined = { ok: false, failure: { kind: "declined" } };

test("a page that locks, reloads or crashes leaves no keys behind", async ({ pc }) => {
  pc.expectProblem(/the page stopped|page: crashed/u);
  const { agreementKey } = await must(call(pc, "createKeychain", WISH));
  const isOpen = async () => (await call(pc, "agree", agreementKey)).ok;
  expect(await isOpen()).toBe(true);
  await call(pc, "lockKeychain");
  expect(await isOpen()).toBe(false);
  await must(call(pc, "unlockKeychain", PASSPHRASE));
  await pc.page.reload();
  expect(await isOpen()).toBe(false);
  await must(call(pc, "unlockKeychain", PASSPHRASE));
  expect(await isOpen()).toBe(true);
  await stubDialogs(pc, "cancel");
  await pc.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const page = BrowserWindow.getAllWindows()[0]?.webContents;
        page?.once("render-process-gone", () => resolve());
        page?.forcefullyCrashRenderer();
      }),
  );
  await expect.poll(() => stateAfterCrash(pc)).toBe("locked");
});

test("what changes who belongs is signed only after a dialog that the page cannot press", async ({
  pc,
}) => {
  await stubDialogs(pc, "cancel");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  expect(await project.act(DEVICE)).toMatchObject({
    ok: true,
  });
  expect(await shownDialogs(pc)).toEqual([]);

  expect(await project.act(REMOVAL, NAMES)).toEqual(declined);
  const [shown] = await shownDialogs(pc);
  expect(shown).toMatchObject({ buttons: ["Cancel", "Remove"], defaultId: 0, cancelId: 0 });
  expect(plain(shown?.message)).toBe("Remove “Giulia Rossi” from “Our rivers”?");
  expect(shown?.detail).toContain(`Key: ${GIULIA.slice(0, 4).toUpperCase()}`);

  await stubDialogs(pc, "yes");
  expect(await project.act(invitation("administrator"), NAMES)).toMatchObject({ ok: true });
  const asked = (await shownDialogs(pc))[1];
  expect(asked?.buttons).toEqual(["Cancel", "Invite"]);
  expect(asked?.detail).toContain("Role: Administrator");
});

test("names are claims: they cannot rewrite the question", async ({ pc }) => {
  await stubDialogs(pc, "cancel");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  const trick = `Ana”?\n\nAll is well.\u202e\u0000 ${"x".repeat(300)}`;
  await project.act(REMOVAL, { [GIULIA]: trick, "": "" });
  const [shown] = await shownDialogs(pc);
  expect(shown?.message).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(plain(shown?.message)).toMatch(/^Remove “Ana”\? All is well\. x+…” from this project\?$/u);
  expect(shown?.message.length).toBeLessThan(120);
});

test("the words of the question are the shell's own, in the language of the page", async ({
  pc,
}) => {
  await stubDialogs(pc, "cancel");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  await pc.page.evaluate(async () => {
    const lies = { cancel: "Later", removeTitle: "Save?", "confirm.removeTitle": "Save?" };
    await window.twinspan?.setMenuLabels(lies, "../../../../tmp");
  });
  await project.act(REMOVAL, NAMES);
  expect((await shownDialogs(pc))[0]?.message).toContain("Remove ");
});

test("another's operation, other keys as one's own, and calls in another shape are not signed", async ({
  pc,
}) => {
  pc.expectProblem(/Error occurred in handler|do not fit/u);
  await stubDialogs(pc, "yes");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  const space = new Uint8Array(16);
  const sign = (unsigned: Uint8Array) => call(pc, "signOperation", { space, unsigned, names: {} });
  const refused = { ok: false, failure: { kind: "refused" } };
  expect(await sign(project.log.compose(GIULIA, REMOVAL, 0))).toEqual(refused);
  expect(await sign(new Uint8Array(0))).toEqual(refused);
  expect(await sign(new Uint8Array(200).fill(1))).toEqual(refused);
  const own = project.log.compose(project.me, REMOVAL, 0);
  expect(await sign(own.subarray(0, own.length - 1))).toEqual(refused);
  const foreign = {
    kind: "join",
    invitation: "11".repeat(32),
    signingKey: KEY,
    agreementKey: KEY,
    proof: new Uint8Array(64),
  } as OperationBody;
  expect(await sign(project.log.compose(project.me, foreign, 0))).toEqual(refused);
  expect(await call(pc, "signOperation", { space: null, unsigned: own, names: {} })).toEqual(
    refused,
  );
  expect(await shownDialogs(pc)).toEqual([]);

  const outcomes = await pc.page.evaluate(async () => {
    const { signOperation, signFeedHeader } = window.twinspan as unknown as Record<
      string,
      (value: unknown) => Promise<unknown>
    >;
    const outcome = (answer: Promise<unknown> | undefined) =>
      answer?.then(
        () => "answered",
        () => "refused",
      );
    const unsigned = new Uint8Array(10);
    const names = {};
    const header = {
      space: new Uint8Array(16),
      sessionKey: new Uint8Array(32),
      memberHead: new Uint8Array(32),
      startedAt: 0,
    };
    return await Promise.all([
      outcome(signOperation?.({ space: null, unsigned, names, isConfirmed: true })),
      outcome(signOperation?.({ space: null, message: unsigned, names })),
      outcome(signOperation?.({ space: null, unsigned: new Uint8Array(300_000), names })),
      outcome(signFeedHeader?.({ ...header, message: unsigned })),
      outcome(signFeedHeader?.({ ...header, member: new Uint8Array(16) })),
      outcome(signFeedHeader?.({ ...header, sessionKey: unsigned })),
      outcome(signFeedHeader?.(header)),
    ]);
  });
  expect(outcomes).toEqual([...Array.from({ length: 6 }, () => "refused"), "answered"]);
});

test("who asks without end is answered with no, and the person is told once", async ({ pc }) => {
  await stubDialogs(pc, "never");
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  const answers = Array.from({ length: 8 }, () => project.act(REMOVAL, NAMES));
  const atOnce = await Promise.all(answers.slice(4));
  expect(atOnce).toEqual([declined, declined, declined, declined]);
  const shown = await shownDialogs(pc);
  expect(shown.map(({ message }) => plain(message))).toEqual([
    "Remove “Giulia Rossi” from “Our rivers”?",
    "Too many questions at once",
  ]);
  await call(pc, "lockKeychain");
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 8 }, () => declined));
});

test("a question of the operating system is withdrawn when the page reloads, and counts as no", async ({
  pc,
}) => {
  const project = await FoundedProject.found(pc, await must(call(pc, "createKeychain", WISH)));
  const unsigned = Array.from(project.log.compose(project.me, REMOVAL, 0));
  await pc.page.evaluate((bytes) => {
    const request = { space: new Uint8Array(16), unsigned: new Uint8Array(bytes), names: {} };
    void window.twinspan?.signOperation(request);
  }, unsigned);
  await pc.page.waitForTimeout(500);
  await pc.page.reload();
  await must(call(pc, "unlockKeychain", PASSPHRASE));
  // It can only be put when the one before is gone.
  await stubDialogs(pc, "yes");
  expect(await project.act(invitation("teacher"), NAMES)).toMatchObject({ ok: true });
  expect(await shownDialogs(pc)).toHaveLength(1);
});

test("the page has Curve25519 in WebCrypto, and stretches passphrases under its policy", async ({
  pc,
}) => {
  const name = `probe-${process.pid}.js`;
  const file = path.join(import.meta.dirname, "..", "dist", "page", name);
  const output = await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
      write: false,
      target: "chrome114",
      lib: {
        entry: path.join(import.meta.dirname, "probes", "suite-probe.ts"),
        formats: ["es"],
        fileName: "probe",
      },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const bundles = Array.isArray(output) ? output : [output];
  const code = bundles.flatMap((bundle) => ("output" in bundle ? bundle.output : []))[0];
  if (code?.type !== "chunk") throw new Error("the probe was not built");
  await writeFile(file, code.code);
  try {
    const probe = await pc.page.evaluate<SuiteProbe>(`new Promise((resolve, reject) => {
      setTimeout(() => import("./${name}").then((probe) => probe.tryOut()).then(resolve, reject), 0);
    })`);
    expect(probe).toMatchObject({ engine: "webcrypto", isVerified: true });
    const suite = await loadSuite();
    const stretched = await suite.stretch(PASSPHRASE, new Uint8Array(16).fill(7));
    expect(probe.stretched).toBe(Buffer.from(stretched).toString("hex"));
  } finally {
    await rm(file, { force: true });
  }
});

function invitation(role: "administrator" | "teacher"): OperationBody {
  return {
    kind: "invite",
    key: KEY,
    way: "file",
    role,
    school: SCHOOL,
    mentor: null,
    maxUses: 1,
    expiresAt: 0,
  };
}

/** Without the marks that keep the directions of names apart. */
function plain(text = ""): string {
  return text.replace(/[\u2068\u2069]/gu, "");
}

/** Playwright gives up a page that crashed; the program has opened another in its place. */
async function stateAfterCrash({ app }: Pc): Promise<string> {
  return await app.evaluate(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    if (page === undefined || page.isCrashed() || page.isLoading()) return "not yet";
    const code = "window.twinspan.keychainStatus().then(({ state }) => state)";
    return (await page.executeJavaScript(code)) as string;
  });
}
