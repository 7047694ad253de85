import { openDoorScript } from "./lib/door.mjs";
import { mainThreadMs, pageProcess } from "./lib/processes.mjs";
import {
  BenchWindow,
  TELL,
  ask,
  freePort,
  openBenchPage,
  pause,
  tellWhenShown,
  withProfiles,
} from "./lib/scene.mjs";
import { percentile } from "./lib/statistics.mjs";

/** Two hundred screen pages of text. */
const PAGE = { title: "Rivers between two schools", seed: 22, characters: 400_000 };
const KEYS = 240;
const KEYS_IN_TURN = 40;
/** Of each turn, not counted. */
const WARM_UP_KEYS = 5;
const REMOTE_EVERY_MS = 300;
/** The remote writer stands so many plain paragraphs below, in sight. */
const PARAGRAPHS_BETWEEN = 2;
const SENTENCE = "we measured the bridge in the rain and wrote down every number that we saw ";
/** Pauses between keys, in turn, so that they keep no step with the frames or the remote writer. */
const PAUSES_MS = [60, 110, 75, 140, 90, 125, 50, 100, 155];

/**
 * From a key to the end of the frame that shows its letter, in the middle of a long page: in the program, while a partner
 * writes in sight, and in the bare editor, alone.
 */
export const typing = {
  name: "typing",
  /** @param {import("./lib/scene.mjs").Setting} setting */
  run: (setting) =>
    withProfiles(async (profile) => {
      const hub = { TWINSPAN_HUB_PORT: String(await freePort()) };
      const folders = { ours: profile("ours"), partner: profile("partner"), bare: profile("bare") };
      const { address, page } = await seedPartners(setting, folders, hub);
      const script = tellPainted();
      const ours = await openOurs(setting, { profile: folders.ours, env: hub, script }, address);
      const partner = await openBenchPage(setting, { profile: folders.partner });
      const bare = await openBenchPage(setting, { profile: folders.bare, script });
      await ask(partner, "openWriter");
      await ask(bare, "openBareLongPage", PAGE.seed, PAGE.characters);
      for (const window of [ours, bare])
        await window.send("Emulation.setFocusEmulationEnabled", { enabled: true });
      const comparisons = await typeInTurns(setting, { ours, bare, partner }, page.plain);
      await Promise.all([ours.close(), partner.close(), bare.close()]);
      return comparisons;
    }),
};

/**
 * Both schools get the project with the long page.
 * @param {import("./lib/scene.mjs").Setting} setting
 * @param {{ ours: string, partner: string }} folders
 * @param {{ TWINSPAN_HUB_PORT: string }} hub
 */
async function seedPartners(setting, folders, hub) {
  const founder = await openBenchPage(setting, { profile: folders.ours, env: hub });
  const guest = await openBenchPage(setting, { profile: folders.partner });
  const page = await ask(founder, "longPage", PAGE.seed, PAGE.characters);
  const offer = await ask(founder, "offerLongPage", PAGE.title, PAGE.seed, PAGE.characters);
  const place = `127.0.0.1:${hub.TWINSPAN_HUB_PORT}`;
  const taken = await ask(guest, "takeLongPage", offer.code, place, page.blocks);
  setting.say(`The page has ${taken.characters} characters in ${page.blocks} blocks.`);
  await ask(founder, "endOffer");
  await Promise.all([founder.close(), guest.close()]);
  return { address: offer.address, page };
}

/**
 * @param {import("./lib/scene.mjs").Setting} setting
 * @param {{ profile: string, env: NodeJS.ProcessEnv, script: string }} options
 * @param {string} address of the page
 */
async function openOurs({ programs }, options, address) {
  const window = new BenchWindow(programs.product, {
    ...options,
    script: `${options.script};${openDoorScript()}${tellWhenShown(PAGE.title)}`,
  });
  await window.told();
  await window.evaluate(`location.hash = ${JSON.stringify(address)}`);
  while (!(await window.evaluate('document.querySelector(".page-text > *") !== null')))
    await pause(100);
  return window;
}

/**
 * @param {import("./lib/scene.mjs").Setting} setting
 * @param {{ ours: BenchWindow, bare: BenchWindow, partner: BenchWindow }} windows
 * @param {readonly number[]} plain the page's blocks that are plain paragraphs
 */
async function typeInTurns(setting, { ours, bare, partner }, plain) {
  /** @type {Record<"ours" | "bare", { paintMs: number[], threadMs: number[] }>} */
  const found = {
    ours: { paintMs: [], threadMs: [] },
    bare: { paintMs: [], threadMs: [] },
  };
  const turns = Math.ceil((setting.runs ?? KEYS) / KEYS_IN_TURN);
  for (let turn = 0; turn < turns; turn += 1) {
    const at = Math.floor(plain.length / 2) + turn * 2 * PARAGRAPHS_BETWEEN;
    const block = plain[at] ?? 0;
    const remoteBlock = plain[at + PARAGRAPHS_BETWEEN] ?? 0;
    const remoteWords = () => wordsIn(ours, remoteBlock);
    await putCursor(ours, block);
    const before = await remoteWords();
    await ask(partner, "startWriting", remoteBlock, REMOTE_EVERY_MS, PAGE.seed + turn);
    while ((await remoteWords()) === before) await pause(100);
    await typeKeys(ours, block, found.ours);
    await ask(partner, "stopWriting");
    setting.say(
      `The partner wrote ${(await remoteWords()).length - before.length} letters meanwhile.`,
    );
    await pause(1000);
    await putCursor(bare, block);
    await typeKeys(bare, block, found.bare);
  }
  const p95 = (/** @type {readonly number[]} */ samples) => percentile(samples, 0.95);
  const paint = {
    unit: /** @type {const} */ ("ms"),
    ours: found.ours.paintMs,
    against: found.bare.paintMs,
  };
  return [
    { ...paint, figure: "key to paint, p95", aim: 1.3, statistic: p95 },
    { ...paint, figure: "key to paint, p50", aim: null },
    {
      figure: "main thread for a key",
      unit: /** @type {const} */ ("ms"),
      aim: null,
      ours: found.ours.threadMs,
      against: found.bare.threadMs,
    },
  ];
}

/**
 * Types one turn, letter by letter, and checks that the letters stand there.
 * @param {BenchWindow} window
 * @param {number} block
 * @param {{ paintMs: number[], threadMs: number[] }} found
 */
async function typeKeys(window, block, found) {
  const pid = pageProcess(window.pid);
  let typed = "";
  for (let key = -WARM_UP_KEYS; key < KEYS_IN_TURN; key += 1) {
    const letter = SENTENCE[typed.length % SENTENCE.length] ?? " ";
    typed += letter;
    const before = mainThreadMs(pid);
    const painted = window.told();
    await window.send("Input.dispatchKeyEvent", { type: "keyDown", key: letter, text: letter });
    await window.send("Input.dispatchKeyEvent", { type: "keyUp", key: letter });
    const paintMs = Number(await painted);
    const threadMs = mainThreadMs(pid) - before;
    if (key >= 0) {
      found.paintMs.push(paintMs);
      found.threadMs.push(threadMs);
    }
    await pause(PAUSES_MS[typed.length % PAUSES_MS.length] ?? 100);
  }
  const words = await wordsIn(window, block);
  if (!words.replaceAll("\u00a0", " ").includes(typed.trim()))
    throw new Error("The keys did not arrive in the text");
}

/** @param {BenchWindow} window @param {number} block @returns {Promise<string>} */
function wordsIn(window, block) {
  return window.evaluate(`document.querySelector(".page-text").children[${block}].textContent`);
}

/** The cursor at the end of a block, and the block in the middle of the window. @param {BenchWindow} window @param {number} block */
async function putCursor(window, block) {
  await window.evaluate(`(async () => {
    const text = document.querySelector(".page-text");
    const block = text.children[${block}];
    text.focus();
    getSelection().selectAllChildren(block);
    getSelection().collapseToEnd();
    for (let time = 0; time < 3; time += 1) {
      block.scrollIntoView({ block: "center" });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })()`);
}

/**
 * For the page: tells, for each key, the time from its event to the end of the next frame. What is posted in a frame's
 * callback comes after its painting.
 */
function tellPainted() {
  return `addEventListener("keydown", (event) => {
    const begin = event.timeStamp;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => ${TELL}(String(performance.now() - begin));
      port2.postMessage(null);
    });
  }, { capture: true });`;
}
