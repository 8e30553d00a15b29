import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type postgres from "postgres";
import { WebSocketServer } from "ws";
import { type ApiKeys, roleOfKey } from "../caller.ts";
import { isDatabaseAway } from "../database-away.ts";
import { isAllowed } from "../gateway.ts";
import { Connection } from "./connection.ts";
import { messageFeed } from "./message-feed.ts";

export interface RealtimeOptions {
  server: Server;
  sql: postgres.Sql;
  databaseUrl: string;
  keys: ApiKeys;
  port: number;
  origins: ReadonlySet<string>;
}

export interface RunningRealtime {
  /** Says goodbye to all clients. */
  close(): void;
  ended(): Promise<void>;
}

const PATH = "/realtime/v1/websocket";
const MAX_FRAME_BYTES = 256 * 1024;
const MAX_CONNECTIONS = 200;
/** Clients send a heartbeat every 25 s. */
const SILENCE_MS = 60_000;
const PRUNE_INTERVAL_MS = 5 * 60_000;

/** /realtime/v1: Broadcast from the database on private topics. */
export async function startRealtime(options: RealtimeOptions): Promise<RunningRealtime> {
  const { sql, databaseUrl, keys } = options;
  const connections = new Set<Connection>();
  const feed = await messageFeed({ databaseUrl, sql }, (message) => {
    for (const connection of connections) connection.deliver(message);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const publish = (from: Connection, topic: string, payload: unknown) => {
    for (const connection of connections) connection.relay(topic, payload, connection === from);
  };

  function accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const role = roleOfKey(url.searchParams.get("apikey") ?? "", keys);
    const refusal = connections.size < MAX_CONNECTIONS ? refusalOf(request, url, options) : "429 Too Many Requests";
    if (refusal !== null || role === null) {
      refuse(socket, refusal ?? "401 Unauthorized");
      return;
    }
    const version = url.searchParams.get("vsn") === "1.0.0" ? "1.0.0" : "2.0.0";
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const keyCaller = { role, claims: { role } };
      const connection = new Connection({ socket: webSocket, version, keyCaller, sql, keys, publish });
      connections.add(connection);
      webSocket.on("close", () => connections.delete(connection));
    });
  }

  options.server.on("upgrade", accept);
  const silence = setInterval(() => {
    for (const connection of connections) if (connection.lastHeardMs < Date.now() - SILENCE_MS) connection.terminate();
  }, SILENCE_MS / 4);
  const pruning = setInterval(() => void prune(sql), PRUNE_INTERVAL_MS);
  void prune(sql);
  return {
    close() {
      clearInterval(silence);
      clearInterval(pruning);
      options.server.off("upgrade", accept);
      for (const connection of connections) connection.close(1001, "The server is going away.");
      setTimeout(() => {
        for (const connection of connections) connection.terminate();
      }, 1000).unref();
    },
    ended: () => feed.close(),
  };
}

function refusalOf(request: IncomingMessage, url: URL, { port, origins }: RealtimeOptions): string | null {
  if (url.pathname !== PATH) return "404 Not Found";
  return isAllowed(request, port, origins) ? null : "403 Forbidden";
}

function refuse(socket: Duplex, status: string): void {
  socket.on("error", () => {});
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** Messages are for those who listen now: an hour serves every reconnect. */
export async function prune(sql: postgres.Sql): Promise<void> {
  try {
    await sql`delete from realtime.messages where inserted_at < (now() at time zone 'utc') - interval '1 hour'`;
  } catch (error) {
    if (!isDatabaseAway(error)) console.error("Removing old messages failed:", error);
  }
}
