import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { App } from "@supabase/lite";
import type { JWTPayload } from "jose";
import type postgres from "postgres";
import { type ApiKeys, type Caller, identifyCaller, RefusedCallerError } from "./caller.ts";
import { BodyTooLargeError, readBody, sendJson } from "./http-message.ts";
import { type SignInLimit, signInLimit } from "./sign-in-limit.ts";

export interface AuthAndRestPorts {
  app: App;
  sql: postgres.Sql;
  keys: ApiKeys;
  /** Where people reach /auth/v1: the issuer of their tokens. */
  issuer: string;
  /** Rejects when the database does not answer: lite hides that behind errors of many kinds. */
  checkDatabase(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * /auth/v1 and /rest/v1 by lite, which knows HS256 only and puts few claims into its tokens: outgoing sessions are
 * signed anew with ES256 and the claims that hosted Supabase has, incoming ones translated back.
 */
export function authAndRest(ports: AuthAndRestPorts): Handler {
  const limit = signInLimit(Date.now);
  return async (request, response, url) => {
    if (url.pathname === "/auth/v1/.well-known/jwks.json") {
      return sendJson(response, 200, ports.keys.tokens.jwks, { "cache-control": "public, max-age=600" });
    }
    const isAuth = url.pathname.startsWith("/auth/v1/");
    try {
      const caller = await callerWithKey(request, url, ports.keys);
      const body = await readBody(request, MAX_BODY_BYTES);
      const email = isPasswordSignIn(request, url) ? emailOf(body) : null;
      const waitS = email === null ? 0 : limit.waitS(email);
      if (waitS > 0) return refuseSignIn(response, waitS);
      const answer = await askLite({ request, url, body, caller }, ports);
      if (answer.status >= 500 || answer.status === 404) await checkWhy(answer, ports);
      if (email !== null) countSignIn(limit, email, answer.status);
      await send(response, answer.ok && isAuth ? await withSession(answer, ports) : answer);
    } catch (error) {
      if (error instanceof BodyTooLargeError) return sendJson(response, 413, { message: error.message });
      if (error instanceof RefusedCallerError) return sendJson(response, ...refusal(error, isAuth));
      throw error;
    }
  };
}

/**
 * Without a database lite knows no table and says 404, or fails in one of many ways. Postgres may be back before we
 * look: what lite says about a cut connection counts as well.
 */
async function checkWhy(answer: Response, ports: AuthAndRestPorts): Promise<void> {
  await ports.checkDatabase();
  const isLost = LOST_CONNECTION.test(await answer.clone().text());
  if (isLost) throw Object.assign(new Error("lite lost its connection."), { code: "CONNECTION_CLOSED" });
}

const LOST_CONNECTION =
  /CONNECTION_(CLOSED|DESTROYED|ENDED)|ECONNREFUSED|ECONNRESET|57P0[1-3]|terminating connection|the database system is/;

async function callerWithKey(request: IncomingMessage, url: URL, keys: ApiKeys): Promise<Caller> {
  const param = url.searchParams.get("apikey") ?? undefined;
  if (!request.headers.apikey && !param) throw new RefusedCallerError("No API key found in request");
  return identifyCaller(request.headers, keys, param);
}

/** GoTrue says 403 bad_jwt, PostgREST 401 PGRST301/303; supabase-js looks at those. */
function refusal(error: RefusedCallerError, isAuth: boolean): [number, Record<string, unknown>] {
  const { message } = error;
  if (/API key/.test(message)) return [401, { message }];
  if (isAuth) return [403, { code: 403, error_code: "bad_jwt", msg: `invalid JWT: ${message}` }];
  const hasExpired = /"exp"/.test(message);
  return [
    401,
    {
      code: hasExpired ? "PGRST303" : "PGRST301",
      message: hasExpired ? "JWT expired" : message,
      details: null,
      hint: null,
    },
  ];
}

interface LiteRequest {
  request: IncomingMessage;
  url: URL;
  body: Buffer;
  caller: Caller;
}

async function askLite(
  { request, url, body, caller }: LiteRequest,
  { app, keys }: AuthAndRestPorts,
): Promise<Response> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string" && !HOP_HEADERS.has(name)) headers.set(name, value);
  }
  if (caller.claims.sub === undefined) headers.delete("authorization");
  else headers.set("authorization", `Bearer ${await keys.tokens.signInternal(caller.claims as JWTPayload)}`);
  const method = request.method ?? "GET";
  const init = { method, headers, ...(body.length > 0 ? { body: new Uint8Array(body) } : {}) };
  return app.fetch(new Request(url, init), { peerAddress: request.socket.remoteAddress ?? null });
}

const HOP_HEADERS = new Set([
  "connection",
  "content-length",
  "host",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "expect",
]);

async function send(response: ServerResponse, answer: Response): Promise<void> {
  const headers: Record<string, string> = {};
  for (const [name, value] of answer.headers) {
    // The gateway has said already which origin may read the answer; lite would let any.
    if (!name.startsWith("access-control-") && name !== "content-length" && name !== "vary") headers[name] = value;
  }
  response.writeHead(answer.status, headers);
  if (answer.body === null) return void response.end();
  await pipeline(Readable.from(answer.body), response);
}

interface SessionBody {
  access_token: string;
  user?: { app_metadata?: unknown; user_metadata?: unknown; is_anonymous?: boolean; email?: string; phone?: string };
}

async function withSession(answer: Response, ports: AuthAndRestPorts): Promise<Response> {
  if (!answer.headers.get("content-type")?.includes("json")) return answer;
  const body: unknown = await answer.json();
  if (isSession(body)) body.access_token = await signAnew(body, ports);
  return new Response(JSON.stringify(body), { status: answer.status, headers: answer.headers });
}

function isSession(body: unknown): body is SessionBody {
  return typeof body === "object" && body !== null && "access_token" in body && typeof body.access_token === "string";
}

async function signAnew({ access_token, user }: SessionBody, { sql, keys, issuer }: AuthAndRestPorts): Promise<string> {
  const claims = await keys.tokens.verifyInternal(access_token);
  const sessionId = typeof claims.session_id === "string" ? claims.session_id : null;
  const [session] = await sql<{ startedS: number }[]>`
    select extract(epoch from created_at)::int as "startedS" from auth.sessions where id = ${sessionId}`;
  return keys.tokens.sign({
    ...claims,
    iss: issuer,
    aud: claims.aud ?? "authenticated",
    email: user?.email ?? "",
    phone: user?.phone ?? "",
    app_metadata: user?.app_metadata ?? {},
    user_metadata: user?.user_metadata ?? {},
    is_anonymous: user?.is_anonymous ?? false,
    aal: "aal1",
    amr: [{ method: "password", timestamp: session?.startedS ?? claims.iat ?? 0 }],
  });
}

function isPasswordSignIn(request: IncomingMessage, url: URL): boolean {
  return (
    request.method === "POST" && url.pathname === "/auth/v1/token" && url.searchParams.get("grant_type") === "password"
  );
}

function emailOf(body: Buffer): string | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8")).email;
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

function countSignIn(limit: SignInLimit, email: string, status: number): void {
  if (status === 400) limit.failed(email);
  else if (status === 200) limit.succeeded(email);
}

function refuseSignIn(response: ServerResponse, waitS: number): void {
  const msg = `Too many wrong passwords. Try again in ${Math.ceil(waitS / 60)} min.`;
  sendJson(response, 429, { code: 429, error_code: "over_request_rate_limit", msg }, { "retry-after": String(waitS) });
}
