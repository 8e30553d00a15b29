import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as inngestRoute from "../inngest/route.ts";
import * as queueStatusRoute from "../queue-status/route.ts";
import * as jobRoute from "../stats/[jobId]/route.ts";
import * as statsRoute from "../stats/route.ts";
import * as uploadRoute from "../upload-logs/route.ts";
import * as alertsRoute from "../v1/alerts/route.ts";
import * as cancelRoute from "../v1/files/[id]/cancel/route.ts";
import * as completeRoute from "../v1/files/[id]/complete/route.ts";
import * as errorsRoute from "../v1/files/[id]/errors/route.ts";
import * as outlineRoute from "../v1/files/[id]/outline/route.ts";
import * as recordRoute from "../v1/files/[id]/records/[recordNumber]/route.ts";
import * as recordsRoute from "../v1/files/[id]/records/route.ts";
import * as fileRoute from "../v1/files/[id]/route.ts";
import * as filesRoute from "../v1/files/route.ts";
import * as jobActionRoute from "../v1/jobs/[id]/[action]/route.ts";
import * as lanesRoute from "../v1/lanes/route.ts";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const ROUTES: [RegExp, object][] = [
  [/^\/api\/inngest$/, inngestRoute],
  [/^\/api\/queue-status$/, queueStatusRoute],
  [/^\/api\/stats$/, statsRoute],
  [/^\/api\/stats\/(?<jobId>[^/]+)$/, jobRoute],
  [/^\/api\/upload-logs$/, uploadRoute],
  [/^\/api\/v1\/files$/, filesRoute],
  [/^\/api\/v1\/files\/(?<id>[^/]+)\/complete$/, completeRoute],
  [/^\/api\/v1\/files\/(?<id>[^/]+)\/cancel$/, cancelRoute],
  [/^\/api\/v1\/files\/(?<id>[^/]+)$/, fileRoute],
  [/^\/api\/v1\/files\/(?<id>[^/]+)\/errors$/, errorsRoute],
  [/^\/api\/v1\/files\/(?<id>[^/]+)\/outline$/, outlineRoute],
  [/^\/api\/v1\/files\/(?<id>[^/]+)\/records$/, recordsRoute],
  [/^\/api\/v1\/files\/(?<id>[^/]+)\/records\/(?<recordNumber>[^/]+)$/, recordRoute],
  [/^\/api\/v1\/alerts$/, alertsRoute],
  [/^\/api\/v1\/jobs\/(?<id>[^/]+)\/(?<action>[^/]+)$/, jobActionRoute],
  [/^\/api\/v1\/lanes$/, lanesRoute],
];

/** The API's route handlers behind a real HTTP server, without Next: for the terminal and the engine to talk to. */
export async function serveApi(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error) => {
      console.error(error);
      outgoing.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
  for (const [pattern, route] of ROUTES) {
    const match = pattern.exec(url.pathname);
    if (!match) continue;
    const handler = (route as Record<string, Handler | undefined>)[incoming.method ?? "GET"];
    if (!handler) break;
    const response = await handler(toRequest(incoming, url), { params: Promise.resolve({ ...match.groups }) });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body) await pipeline(Readable.fromWeb(response.body as never), outgoing);
    else outgoing.end();
    return;
  }
  outgoing.writeHead(404).end();
}

function toRequest(incoming: IncomingMessage, url: URL): Request {
  const headers = new Headers(incoming.headers as Record<string, string>);
  const method = incoming.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? null : (Readable.toWeb(incoming) as BodyInit);
  return new Request(url, { method, headers, body, duplex: "half" } as RequestInit);
}
