import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { AppError, ForbiddenError, InvalidInputError } from "#lib/errors.ts";

export interface EngineRequest {
  method: string;
  path: string;
  header(name: string): string | null;
  /** Reads the body as JSON; throws InvalidInputError when it is too large or not JSON. */
  json(maxBytes: number): Promise<unknown>;
}

export interface EngineResponse {
  status: number;
  body: unknown;
}

const STATUS_BY_CODE: Partial<Record<AppError["code"], number>> = {
  bad_request: 400,
  unsupported: 400,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  unavailable: 503,
};

/**
 * Listens on 127.0.0.1 only and answers JSON. Requests that name another host, or come from a web page elsewhere, are
 * refused: a name that resolves to this machine must not open the engine to a browser.
 */
export function listenOnLoopback(
  port: number,
  handle: (request: EngineRequest) => Promise<EngineResponse>,
): Promise<{ port: number; close(): Promise<void> }> {
  // Longer than clients keep a connection: a busy one would send into one that just ends.
  const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, outgoing) => {
    void answer(incoming, handle).then((response) => send(outgoing, response));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve({
        port: typeof address === "object" && address !== null ? address.port : port,
        close: () => close(server),
      });
    });
  });
}

async function answer(
  incoming: IncomingMessage,
  handle: (request: EngineRequest) => Promise<EngineResponse>,
): Promise<EngineResponse> {
  try {
    refuseForeign(incoming);
    return await handle({
      method: incoming.method ?? "GET",
      path: new URL(incoming.url ?? "/", "http://engine").pathname,
      header: (name) => headerOf(incoming, name),
      json: (maxBytes) => readJson(incoming, maxBytes),
    });
  } catch (error) {
    // The SDK shows `error` and expects `status` beside it.
    const status = statusOf(error);
    const message = error instanceof Error ? error.message : String(error);
    return { status, body: { error: message, status, ok: false, modified: false, ids: [] } };
  }
}

function statusOf(error: unknown): number {
  if (error instanceof AppError) return STATUS_BY_CODE[error.code] ?? 500;
  return error instanceof URIError ? 400 : 500;
}

const LOOPBACK_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

function refuseForeign(incoming: IncomingMessage): void {
  const host = (headerOf(incoming, "host") ?? "").replace(/:\d+$/, "");
  if (!LOOPBACK_NAMES.has(host)) throw new ForbiddenError("The engine answers on this machine only.");
  const origin = headerOf(incoming, "origin");
  if (origin !== null && !(URL.canParse(origin) && LOOPBACK_NAMES.has(new URL(origin).hostname))) {
    throw new ForbiddenError("The engine does not answer web pages of other sites.");
  }
}

function headerOf(incoming: IncomingMessage, name: string): string | null {
  const value = incoming.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

async function readJson(incoming: IncomingMessage, maxBytes: number): Promise<unknown> {
  const text = await readText(incoming, maxBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError("The request is not JSON.");
  }
}

/** Reads to the end even when there is too much: a sender that is cut off would never see the answer. */
function readText(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = [];
    let sizeBytes = 0;
    incoming.on("data", (part: Buffer) => {
      sizeBytes += part.byteLength;
      if (sizeBytes > maxBytes) parts = [];
      else parts.push(part);
    });
    incoming.on("error", reject);
    incoming.on("end", () => {
      if (sizeBytes <= maxBytes) resolve(Buffer.concat(parts).toString("utf8"));
      else {
        const message = `The request has ${sizeBytes} bytes; ${maxBytes} are accepted. Send less at a time.`;
        reject(new InvalidInputError(message, { code: "too_large" }));
      }
    });
  });
}

function send(outgoing: ServerResponse, response: EngineResponse): void {
  const body = JSON.stringify(response.body);
  outgoing.writeHead(response.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  outgoing.end(body);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
