import os from "node:os";
import { BRIDGE_NAMES } from "../electron/bridge/contract.ts";
import { type Pc, expect, test } from "./fixture.ts";

/** What the page's console says when the policy or a guard does its work. */
const REFUSED =
  /Content Security Policy|ERR_|404|Failed to load|violates|blocked|Refused|not allowed/iu;

/**
 * Runs `code` in the page's own time: what DevTools evaluates directly is not held to the policy. Gives the directives that
 * were violated and what the code left in `window.outcome`.
 */
async function probe(pc: Pc, code: string): Promise<Probed> {
  return pc.page.evaluate<Probed>(`new Promise((resolve) => {
    const violated = [];
    document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
    setTimeout(() => {
      setTimeout(() => resolve({ violated, outcome: window.outcome ?? null }), 500);
      ${code}
    }, 0);
  })`);
}

interface Probed {
  readonly violated: readonly string[];
  readonly outcome: unknown;
}

test("the page has no Node, and its bridge is exactly the contract, which it cannot change", async ({
  pc,
}) => {
  const found = await pc.page.evaluate(() => {
    const scope = window as unknown as Record<string, unknown>;
    const bridge = scope["twinspan"] as Record<string, unknown>;
    const attempt = (change: () => void) => {
      try {
        change();
      } catch {
        // Strict code throws, other code is ignored; only what comes of it counts.
      }
    };
    const before = bridge["appInfo"];
    attempt(() => {
      bridge["appInfo"] = () => "mine";
    });
    attempt(() => {
      scope["twinspan"] = {};
    });
    return {
      names: Object.keys(bridge),
      isFrozen: Object.isFrozen(bridge),
      isSame: (scope["twinspan"] as Record<string, unknown>)["appInfo"] === before,
      node: ["require", "process", "module", "Buffer", "global", "__dirname"].filter(
        (name) => name in scope,
      ),
    };
  });
  expect(found.names.sort()).toEqual(Object.keys(BRIDGE_NAMES).sort());
  expect(found).toMatchObject({ isFrozen: true, isSame: true, node: [] });
});

test("the window is sandboxed and isolated", async ({ pc }) => {
  const preferences = await pc.app.evaluate(({ webContents }) => {
    const page = webContents.getAllWebContents()[0] as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return page.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
  });
});

test("arguments that do not fit are refused by the shell", async ({ pc }) => {
  pc.expectProblem(/Error occurred in handler|do not fit/u);
  const outcomes = await pc.page.evaluate(async () => {
    const bridge = (
      window as unknown as { twinspan: Record<string, (...values: unknown[]) => Promise<unknown>> }
    ).twinspan;
    const calls: [string, unknown[]][] = [
      ["setAppearance", ["pink"]],
      ["setWindowTitle", ["x".repeat(301)]],
      ["saveFile", [{ suggestedName: "a", mime: "", bytes: "text" }]],
      ["openSocket", ["http://127.0.0.1"]],
      ["appInfo", [1]],
    ];
    const outcomes: string[] = [];
    for (const [name, values] of calls) {
      try {
        await bridge[name]?.(...values);
        outcomes.push("answered");
      } catch {
        outcomes.push("refused");
      }
    }
    return outcomes;
  });
  expect(outcomes).toEqual(["refused", "refused", "refused", "refused", "refused"]);
});

test("a frame in the window gets no answer from the bridge", async ({ pc }) => {
  pc.expectProblem(REFUSED);
  const { outcome } = await probe(
    pc,
    `const frame = document.createElement("iframe");
     frame.src = "app://twinspan/index.html";
     document.body.append(frame);
     setTimeout(() => {
       let reached = "none";
       try { reached = typeof frame.contentWindow.twinspan; } catch { reached = "none"; }
       window.outcome = reached === "undefined" ? "none" : reached;
     }, 300);`,
  );
  expect(outcome).toBe("none");
});

const VIOLATIONS: readonly (readonly [what: string, directive: RegExp, code: string])[] = [
  [
    "an inline script",
    /^script-src/u,
    `const s = document.createElement("script"); s.textContent = "window.outcome = 1"; document.head.append(s);`,
  ],
  [
    "a script from elsewhere",
    /^script-src/u,
    `const s = document.createElement("script"); s.src = "https://example.org/x.js"; document.head.append(s);`,
  ],
  [
    "a script from a blob",
    /^script-src/u,
    `const s = document.createElement("script"); s.src = URL.createObjectURL(new Blob(["window.outcome = 1"])); document.head.append(s);`,
  ],
  [
    "an inline event handler",
    /^script-src/u,
    `const b = document.createElement("button"); b.setAttribute("onclick", "window.outcome = 1"); document.body.append(b); b.click();`,
  ],
  ["code from text", /^script-src/u, `setTimeout("window.outcome = 1", 0);`],
  ["a connection to elsewhere", /^connect-src/u, `fetch("https://example.org/").catch(() => {});`],
  [
    "a socket to the LAN",
    /^connect-src/u,
    // Some versions throw as well; what counts is that the policy was broken.
    `try { new WebSocket("ws://127.0.0.1:1"); } catch (refused) { window.refused = refused; }`,
  ],
  [
    "a picture from elsewhere",
    /^img-src/u,
    `const i = new Image(); i.src = "https://example.org/x.png"; document.body.append(i);`,
  ],
  [
    "a frame",
    /^frame-src|^default-src/u,
    `const f = document.createElement("iframe"); f.src = "https://example.org/"; document.body.append(f);`,
  ],
  [
    "a plug-in",
    /^object-src/u,
    `const o = document.createElement("object"); o.data = "app://twinspan/index.html"; document.body.append(o);`,
  ],
  [
    "another base address",
    /^base-uri/u,
    `const b = document.createElement("base"); b.href = "https://example.org/"; document.head.append(b);`,
  ],
  [
    "a form that leaves",
    /^form-action/u,
    `const f = document.createElement("form"); f.action = "https://example.org/"; document.body.append(f); f.submit();`,
  ],
];

test("the policy stops every kind of foreign content", async ({ pc }) => {
  pc.expectProblem(REFUSED);
  for (const [what, directive, code] of VIOLATIONS) {
    const { violated, outcome } = await probe(pc, code);
    expect(
      violated.some((one) => directive.test(one)),
      `${what}: ${violated.join(" ")}`,
    ).toBe(true);
    expect(outcome, what).toBeNull();
  }
});

test("only the page's own files are served, and what they are is not guessed", async ({ pc }) => {
  pc.expectProblem(REFUSED);
  const answers = await pc.page.evaluate(async () => {
    const status = async (address: string) => (await fetch(address)).status;
    const page = await fetch("app://twinspan/");
    return {
      page: page.status,
      nosniff: page.headers.get("x-content-type-options"),
      others: await Promise.all(
        [
          "/..%2fmain%2fmain.cjs",
          "/..%2f..%2fpackage.json",
          "/%2e%2e%2fpreload/preload.cjs",
          "/etc/passwd",
          "/none.js",
        ].map(status),
      ),
    };
  });
  expect(answers).toEqual({ page: 200, nosniff: "nosniff", others: [404, 404, 404, 404, 404] });
});

test("the window neither leaves nor opens another one", async ({ pc }) => {
  pc.expectProblem(REFUSED);
  const shown = () => pc.page.url().replace(/#.*$/u, "");
  for (const address of [
    "https://example.org/",
    "file:///etc/passwd",
    "app://other/",
    "data:text/html,x",
    "javascript:0",
  ]) {
    await probe(
      pc,
      `window.open(${JSON.stringify(address)}); location.href = ${JSON.stringify(address)};`,
    );
    expect(shown()).toBe("app://twinspan/");
  }
  const opened = await pc.page.evaluate(() => window.open("app://twinspan/") === null);
  expect(opened).toBe(true);
  expect(await pc.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    1,
  );
});

test("only https: and mailto: leave for the person's own programs", async ({ pc }) => {
  await pc.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as { opened?: string[] }).opened = opened;
    shell.openExternal = async (address: string) => {
      opened.push(address);
    };
  });
  const refused = await pc.page.evaluate(async () => {
    const bridge = window.twinspan;
    const results = [];
    for (const address of [
      "https://example.org/a",
      "file:///etc/passwd",
      "http://example.org",
      "smb://x/y",
    ]) {
      results.push((await bridge?.openExternal(address))?.ok);
    }
    return results;
  });
  expect(refused).toEqual([true, false, false, false]);
  expect(await pc.app.evaluate(() => (globalThis as { opened?: string[] }).opened)).toEqual([
    "https://example.org/a",
  ]);
});

test("the page gets neither camera, place nor notices, and its store is kept", async ({ pc }) => {
  pc.expectProblem(REFUSED);
  const outcomes = await pc.page.evaluate(async () => {
    const place = new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve("granted"),
        (error) => resolve(error.code === 1 ? "denied" : "other"),
      );
    });
    const name = (error: unknown) => (error as { name: string }).name;
    return {
      camera: await navigator.mediaDevices
        .getUserMedia({ video: true })
        .then(() => "granted", name),
      screen: await navigator.mediaDevices.getDisplayMedia().then(() => "granted", name),
      place: await place,
      notices: await Notification.requestPermission(),
      isStoreKept: await navigator.storage.persist(),
    };
  });
  expect(["NotAllowedError", "NotFoundError"]).toContain(outcomes.camera);
  expect(["NotAllowedError", "NotSupportedError", "InvalidStateError", "AbortError"]).toContain(
    outcomes.screen,
  );
  expect(outcomes).toMatchObject({ place: "denied", notices: "denied", isStoreKept: true });
});

test("PCs can be reached by their LAN address: the page's connections name it", async ({ pc }) => {
  const hasLan = Object.values(os.networkInterfaces()).some((infos) =>
    infos?.some((info) => !info.internal && info.family === "IPv4"),
  );
  const candidates = await pc.page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const found: string[] = [];
        const peer = new RTCPeerConnection();
        peer.createDataChannel("x");
        peer.addEventListener("icecandidate", ({ candidate }) => {
          if (candidate === null) resolve(found);
          else found.push(candidate.candidate);
        });
        void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
      }),
  );
  if (hasLan) expect(candidates.join("\n")).toMatch(/ \d+\.\d+\.\d+\.\d+ \d+ typ host/u);
  expect(candidates.join("\n")).not.toContain(".local");
});
