import { request } from "node:http";
import type { z } from "zod";
import { type Result, fail, succeed } from "../../../src/base/index.ts";
import { parseJson } from "./json.ts";

export interface HubAddress {
  readonly host: string;
  readonly port: number;
}

export type HubClientFailure =
  | { readonly kind: "unreachable" }
  | { readonly kind: "slowDown" }
  | { readonly kind: "refused" };

const TIMEOUT_MS = 4000;
const ANSWER_BYTES_MAX = 256 * 1024;

export function hubText({ host, port }: HubAddress): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

export function getFromHub<Answer>(hub: HubAddress, path: string, shape: z.ZodType<Answer>) {
  return askHub(hub, "GET", path, null, shape);
}

export function postToHub<Answer>(
  hub: HubAddress,
  path: string,
  body: unknown,
  shape: z.ZodType<Answer>,
) {
  return askHub(hub, "POST", path, JSON.stringify(body), shape);
}

/** One question over HTTP; the answer is JSON of `shape`. Whatever answers otherwise is no hub: `unreachable`. */
function askHub<Answer>(
  hub: HubAddress,
  method: "GET" | "POST",
  path: string,
  body: string | null,
  shape: z.ZodType<Answer>,
): Promise<Result<Answer, HubClientFailure>> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(fail({ kind: "unreachable" }));
    const headers =
      body === null
        ? {}
        : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const asked = request(
      {
        host: hub.host,
        port: hub.port,
        method,
        path,
        headers,
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on("data", (part: Buffer) => {
          size += part.length;
          if (size > ANSWER_BYTES_MAX) asked.destroy();
          else parts.push(part);
        });
        response.on("error", giveUp);
        response.on("close", giveUp);
        response.on("end", () => {
          if (response.statusCode === 429) return resolve(fail({ kind: "slowDown" }));
          if (response.statusCode === 403) return resolve(fail({ kind: "refused" }));
          const parsed = shape.safeParse(parseJson(Buffer.concat(parts).toString("utf8")));
          return response.statusCode === 200 && parsed.success
            ? resolve(succeed(parsed.data))
            : giveUp();
        });
      },
    );
    asked.on("error", giveUp);
    asked.end(body ?? undefined);
  });
}
