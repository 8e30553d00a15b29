import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Handler } from "./auth-and-rest.ts";
import { isDatabaseAway } from "./database-away.ts";
import { sendJson } from "./http-message.ts";

export interface GatewayOptions {
  port: number;
  /** Pages of these origins may call us from a browser; no other page may. */
  origins: ReadonlySet<string>;
  authAndRest: Handler;
  storage: Handler;
  /** Rejects when the database does not answer. */
  checkDatabase(): Promise<void>;
}

const EXPOSED_HEADERS = [
  "accept-ranges, content-disposition, content-encoding, content-length, content-location, content-range, etag",
  "location, preference-applied, retry-after, tus-extension, tus-max-size, tus-resumable, tus-version",
  "upload-expires, upload-length, upload-metadata, upload-offset, x-total-count",
].join(", ");

/**
 * Uploads last as long as they last: requestTimeout would cut them. Connections are kept longer than clients keep them: a
 * busy client would send into one that just ends.
 */
const TIMEOUTS_MS = { requestTimeout: 0, headersTimeout: 30_000, keepAliveTimeout: 65_000 };

/** One HTTP server for what supabase-js calls, on loopback; refuses other hosts' names and other sites' pages. */
export function gateway(options: GatewayOptions): Server {
  const server = createServer(TIMEOUTS_MS, (request, response) => {
    response.on("error", () => {});
    if (!isAllowed(request, options.port, options.origins)) {
      return sendJson(
        response,
        403,
        { message: "This host or origin may not call this server." },
        { connection: "close" },
      );
    }
    answer(request, response, options).catch((error: unknown) => answerError(response, error));
  });
  return server;
}

/** Against DNS rebinding (Host) and calls from foreign pages (Origin); WebSocket upgrades are asked as well. */
export function isAllowed(request: IncomingMessage, port: number, origins: ReadonlySet<string>): boolean {
  const { host, origin } = request.headers;
  const isOurHost = host === `127.0.0.1:${port}` || host === `localhost:${port}`;
  return isOurHost && (origin === undefined || origins.has(origin));
}

/** The site's origin; on loopback also by its other name, which leads to the same server. */
export function allowedOrigins(siteUrl: string): ReadonlySet<string> {
  const { protocol, hostname, port, origin } = new URL(siteUrl);
  if (hostname !== "127.0.0.1" && hostname !== "localhost") return new Set([origin]);
  const suffix = port === "" ? "" : `:${port}`;
  return new Set([origin, `${protocol}//127.0.0.1${suffix}`, `${protocol}//localhost${suffix}`]);
}

async function answer(request: IncomingMessage, response: ServerResponse, options: GatewayOptions): Promise<void> {
  setCors(request, response);
  if (request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined) {
    response.writeHead(204).end();
    return;
  }
  const url = new URL(request.url ?? "/", `http://127.0.0.1:${options.port}`);
  if (url.pathname === "/health") return health(response, options);
  if (url.pathname.startsWith("/auth/v1/") || url.pathname.startsWith("/rest/v1/")) {
    return options.authAndRest(request, response, url);
  }
  if (url.pathname.startsWith("/storage/v1/")) return options.storage(request, response, url);
  sendJson(response, 404, { message: `There is nothing at ${url.pathname}.` });
}

function setCors({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("vary", "Origin");
  response.setHeader("x-content-type-options", "nosniff");
  if (headers.origin === undefined) return;
  response.setHeader("access-control-allow-origin", headers.origin);
  response.setHeader("access-control-expose-headers", EXPOSED_HEADERS);
  if (headers["access-control-request-method"] === undefined) return;
  response.setHeader("access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  response.setHeader("access-control-allow-headers", headers["access-control-request-headers"] ?? "*");
  response.setHeader("access-control-max-age", "3600");
}

async function health(response: ServerResponse, options: GatewayOptions): Promise<void> {
  await options.checkDatabase();
  sendJson(response, 200, { status: "ok" });
}

function answerError(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  if (isDatabaseAway(error)) {
    const message = "The database can't be reached right now. Nothing was lost; try again in a few seconds.";
    sendJson(response, 503, { code: "503", message }, { "retry-after": "2" });
    return;
  }
  console.error(error);
  sendJson(response, 500, { code: "500", message: "Unexpected failure. See the log of the Supabase part." });
}
