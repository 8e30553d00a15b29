import { request } from "node:http";
import type { AppAnswer } from "./outcome.ts";

/** Thrown when no complete answer came: refused, reset, timed out or far too large. */
export class AppUnreachableError extends Error {
  override name = "AppUnreachableError";
}

/**
 * Sends one request to the app. node:http instead of fetch, whose wait for an answer ends after 300 s: a step may take
 * longer. A connection of its own for each call, because a kept one may be closed by the app just as it is used.
 */
export function callApp(input: {
  url: string;
  method: "POST" | "PUT";
  body: string;
  timeoutMs: number;
  maxAnswerBytes: number;
  headers?: Record<string, string>;
  /** Breaks the connection off. */
  signal?: AbortSignal;
}): Promise<AppAnswer> {
  return new Promise((resolve, reject) => {
    const body = Buffer.from(input.body);
    const call = request(input.url, {
      method: input.method,
      agent: false,
      signal: input.signal,
      headers: { ...input.headers, "content-type": "application/json", "content-length": body.byteLength },
    });
    const fail = (reason: string) => {
      clearTimeout(timer);
      reject(new AppUnreachableError(reason));
      call.destroy();
    };
    const timer = setTimeout(() => fail(`no answer within ${input.timeoutMs} ms`), input.timeoutMs);
    call.on("error", (error) => fail("code" in error ? `${error.code}: ${error.message}` : error.message));
    call.on("response", (response) => {
      const parts: Buffer[] = [];
      let sizeBytes = 0;
      response.on("data", (part: Buffer) => {
        sizeBytes += part.byteLength;
        if (sizeBytes > input.maxAnswerBytes) fail(`the answer exceeds ${input.maxAnswerBytes} bytes`);
        else parts.push(part);
      });
      response.on("error", (error) => fail(error.message));
      response.on("aborted", () => fail("the connection broke before the answer was complete"));
      response.on("end", () => {
        clearTimeout(timer);
        const headers = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
        );
        resolve({ status: response.statusCode ?? 0, headers, body: Buffer.concat(parts).toString("utf8") });
      });
    });
    call.end(body);
  });
}
