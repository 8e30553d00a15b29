import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "#lib/errors.ts";
import type { SessionTokens } from "./session-tokens.ts";

const ROLES = ["anon", "authenticated", "service_role"] as const;
export type CallerRole = (typeof ROLES)[number];

/** On whose behalf a request acts in the database: its role and the claims that policies read. */
export interface Caller {
  role: CallerRole;
  claims: { role: CallerRole; sub?: string; exp?: number; [claim: string]: unknown };
}

export interface ApiKeys {
  publishableKey: string;
  secretKey: string;
  tokens: SessionTokens;
}

/** The token or key was refused: unknown, forged or expired. */
export class RefusedCallerError extends AppError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super("unauthenticated", message, options);
  }
}

/**
 * Who calls, from `apikey` and `Authorization`, by the rules of hosted Supabase: a session token decides; without one
 * the key does. Keys are no tokens: as Bearer one counts only when `apikey` says the same (supabase-js repeats it).
 * @throws RefusedCallerError
 */
export async function identifyCaller(headers: IncomingHttpHeaders, keys: ApiKeys, keyParam?: string): Promise<Caller> {
  const apikey = single(headers.apikey) ?? keyParam ?? null;
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? "")?.[1] ?? null;
  const keyRole = apikey === null ? null : roleOfKey(apikey, keys);
  if (apikey !== null && keyRole === null) throw new RefusedCallerError("Invalid API key");
  if (keyRole === "service_role" && /^Mozilla\//.test(headers["user-agent"] ?? "")) {
    throw new RefusedCallerError("Forbidden use of secret API key in browser");
  }
  if (bearer !== null && bearer !== apikey) return callerOfToken(bearer, keys.tokens);
  return { role: keyRole ?? "anon", claims: { role: keyRole ?? "anon" } };
}

/** @throws RefusedCallerError */
export async function callerOfToken(token: string, tokens: SessionTokens): Promise<Caller> {
  const claims = await tokens.verify(token).catch((cause: unknown) => {
    throw new RefusedCallerError(cause instanceof Error ? cause.message : "Invalid JWT", { cause });
  });
  const role = ROLES.find((name) => name === claims.role) ?? "anon";
  return { role, claims: { ...claims, role } };
}

export function roleOfKey(key: string, keys: ApiKeys): CallerRole | null {
  if (isSame(key, keys.publishableKey)) return "anon";
  return isSame(key, keys.secretKey) ? "service_role" : null;
}

/** Compared by digest: the time it takes tells nothing about the key. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
