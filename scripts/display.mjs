import { spawn } from "node:child_process";
import { hasDisplay } from "./system-libraries.mjs";

/**
 * Runs `work` with an environment in which windows can open: the person's own display, or, where there is none on Linux,
 * a virtual one that ends with the work.
 * @template Value
 * @param {{ readonly width: number, readonly height: number }} size of the virtual screen
 * @param {(env: NodeJS.ProcessEnv) => Promise<Value>} work
 * @returns {Promise<Value>}
 */
export async function withDisplay(size, work) {
  if (process.platform !== "linux" || hasDisplay()) return work({});
  const { display, close } = await openVirtualDisplay(size);
  try {
    return await work({ DISPLAY: display });
  } finally {
    close();
  }
}

/**
 * Xvfb picks a free number by itself and writes it to file descriptor 3 when it is ready.
 * @param {{ readonly width: number, readonly height: number }} size
 * @returns {Promise<{ display: string, close: () => void }>}
 */
function openVirtualDisplay({ width, height }) {
  return new Promise((resolve, reject) => {
    const given = ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"];
    const server = spawn("Xvfb", given, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const close = () => {
      process.off("exit", close);
      server.kill();
    };
    process.on("exit", close);
    server.once("error", reject);
    server.once("close", (code) => reject(new Error(`Xvfb ended with ${code ?? "a signal"}`)));
    let text = "";
    server.stdio[3]?.on("data", (bytes) => {
      text += String(bytes);
      if (text.endsWith("\n")) resolve({ display: `:${text.trim()}`, close });
    });
  });
}
