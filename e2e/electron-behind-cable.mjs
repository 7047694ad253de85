#!/usr/bin/env node
/**
 * Stands in for Electron: runs it in the network namespace TWINSPAN_TEST_SPACE, where it sees only what the cable of that
 * space leads to. Playwright stays outside, so the two debugging ports that it needs are handed out.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { createInterface } from "node:readline";

const { TWINSPAN_TEST_SPACE: space = "", TWINSPAN_TEST_ELECTRON: electron = "" } = process.env;
const inSpace = ["netns", "exec", space];
const RELAY = `
  const socket = require("node:net").connect(Number(process.argv[1]), "127.0.0.1");
  process.stdin.pipe(socket).pipe(process.stdout);
  socket.on("error", () => process.exit());
  socket.on("close", () => process.exit());
`;

const program = spawn("ip", [...inSpace, electron, ...process.argv.slice(2)], {
  stdio: ["inherit", "inherit", "pipe"],
});
for await (const line of createInterface({ input: program.stderr })) {
  const [, before, port, after] =
    /^((?:Debugger|DevTools) listening on ws:\/\/127\.0\.0\.1:)(\d+)(\/.*)$/u.exec(line) ?? [];
  const told = port === undefined ? line : `${before}${await handOut(port)}${after}`;
  process.stderr.write(`${told}\n`);
}
process.exit(program.exitCode ?? (await once(program, "exit"))[0] ?? 1);

/** A port out here that leads to `port` in there. @param {string} port @returns {Promise<number>} */
async function handOut(port) {
  const server = net.createServer((socket) => {
    const relay = spawn("ip", [...inSpace, process.execPath, "-e", RELAY, port], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    socket.pipe(relay.stdin);
    relay.stdout.pipe(socket);
    socket.on("error", () => relay.kill());
    socket.on("close", () => relay.kill());
    relay.stdin.on("error", () => socket.destroy());
  });
  server.unref();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port to hand out");
  return address.port;
}
