import { combineChunks, stringFromBase64URL } from "@supabase/ssr";
import { z } from "zod";

/** The cookies of one request, and, where answers can still get headers, the way to set them. */
export interface CookieJar {
  getAll(): { name: string; value: string }[];
  /** `headers` keep shared caches from storing an answer that carries a session. */
  setAll?(cookies: SetCookie[], headers: Record<string, string>): void;
}

export interface SetCookie {
  name: string;
  value: string;
  options: { path?: string; maxAge?: number; sameSite?: boolean | "lax" | "strict" | "none"; httpOnly?: boolean };
}

/** Browser and server must agree on it: both read and write the same session. */
export const SESSION_COOKIE = "sluice-session";

const storedSessionSchema = z.object({ access_token: z.string().min(1) });
const BASE64_PREFIX = "base64-";

/**
 * The access token as the session cookie holds it: unverified, maybe expired, never refreshed.
 * Only proxy.ts and the browser refresh: a refresh token used in a place that can't set cookies would be lost.
 */
export async function sessionAccessToken(jar: Pick<CookieJar, "getAll">): Promise<string | null> {
  const values = new Map(jar.getAll().map((cookie) => [cookie.name, cookie.value]));
  const stored = await combineChunks(SESSION_COOKIE, (name) => values.get(name) ?? null);
  if (!stored) return null;
  try {
    const json = stored.startsWith(BASE64_PREFIX) ? stringFromBase64URL(stored.slice(BASE64_PREFIX.length)) : stored;
    return storedSessionSchema.parse(JSON.parse(json)).access_token;
  } catch {
    // A cookie that can't be read is the same as none: the person signs in again.
    return null;
  }
}
