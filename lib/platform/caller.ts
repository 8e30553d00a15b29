import { parseCookieHeader } from "@supabase/ssr";
import { z } from "zod";
import { ForbiddenError, UnauthenticatedError } from "#lib/errors.ts";
import { ROLES, type Role } from "#lib/model/role.ts";
import { asCaller, type CallerClaims } from "./database.ts";
import { type CookieJar, sessionAccessToken } from "./session-cookie.ts";
import { TEAM_COOKIE, TEAM_HEADER } from "./team-choice.ts";
import { verifyToken } from "./verify-token.ts";

export type { Role };

export interface Membership {
  organizationId: string;
  organizationName: string;
  role: Role;
}

/** Somebody who is signed in, with or without a team. */
export interface Account {
  userId: string;
  email: string | null;
  claims: CallerClaims;
  /** Oldest first. */
  memberships: Membership[];
}

/** Somebody who is signed in and belongs to a team. */
export interface Caller extends Account {
  /** The team that this request is about. */
  organizationId: string;
  organizationName: string;
  role: Role;
}

/**
 * Who sent a request of the API: `Authorization: Bearer` first, the session cookie otherwise. It is about the team of
 * the header `Sluice-Team`, else of the cookie, else the oldest.
 * A cookie that asks for a change is accepted from our own pages only.
 * @throws UnauthenticatedError without a valid token; ForbiddenError without a team, or with the name of another one.
 */
export async function requireCaller(request: Request): Promise<Caller> {
  const account = await requireAccount(request);
  const named = request.headers.get(TEAM_HEADER);
  if (named !== null && account.memberships.length > 0 && !account.memberships.some(isTeam(named))) {
    throw new ForbiddenError("You do not belong to the team that this request names, or not any more.");
  }
  return callerOf(account, named ?? chosenTeam(cookieJarOf(request)));
}

/** Like {@link requireCaller} for somebody who may have no team yet. */
export async function requireAccount(request: Request): Promise<Account> {
  const bearer = bearerOf(request);
  const account = bearer ? await accountOfToken(bearer) : await accountOfCookies(request);
  if (!account) {
    throw new UnauthenticatedError(
      bearer
        ? "The token in the Authorization header is not valid or has expired. Sign in again and send the new one."
        : "Sign in first, or send `Authorization: Bearer <token>`.",
    );
  }
  return account;
}

/** The token that a request carries, unverified: to act at Supabase with exactly the rights of its sender. */
export async function accessTokenOf(request: Request): Promise<string | null> {
  return bearerOf(request) ?? sessionAccessToken(cookieJarOf(request));
}

/** The account of a page's request, or null when nobody is signed in. */
export async function findAccount(jar: Pick<CookieJar, "getAll">): Promise<Account | null> {
  const token = await sessionAccessToken(jar);
  return token ? accountOfToken(token) : null;
}

/** The team that the cookies ask for; not checked against anything. */
export function chosenTeam(jar: Pick<CookieJar, "getAll">): string | null {
  return jar.getAll().find(({ name }) => name === TEAM_COOKIE)?.value ?? null;
}

/**
 * The account in the team it chose, or in its oldest: a choice outlives its membership.
 * @throws ForbiddenError when the account belongs to no team.
 */
export function callerOf(account: Account, chosen: string | null = null): Caller {
  const membership = account.memberships.find(isTeam(chosen)) ?? account.memberships[0];
  if (!membership) {
    throw new ForbiddenError("This account belongs to no team yet. Ask an owner or admin to invite you.");
  }
  return { ...account, ...membership };
}

function isTeam(id: string | null): (membership: Membership) => boolean {
  return ({ organizationId }) => organizationId === id;
}

async function accountOfCookies(request: Request): Promise<Account | null> {
  if (!isSameOrigin(request)) return null;
  return findAccount(cookieJarOf(request));
}

function cookieJarOf(request: Request): Pick<CookieJar, "getAll"> {
  const cookies = parseCookieHeader(request.headers.get("cookie") ?? "");
  return { getAll: () => cookies.map(({ name, value }) => ({ name, value: value ?? "" })) };
}

function bearerOf(request: Request): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

/** Other ports of this machine count as the same site for SameSite cookies, so a change needs our own origin. */
function isSameOrigin(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  const origin = request.headers.get("origin");
  if (origin === null) return request.headers.get("sec-fetch-site") === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}

async function accountOfToken(token: string): Promise<Account | null> {
  const claims = await verifyToken(token);
  if (!claims) return null;
  return {
    userId: claims.sub,
    email: typeof claims.email === "string" ? claims.email : null,
    claims,
    memberships: await membershipsOf(claims),
  };
}

const membershipsSchema = z.array(
  z.object({
    organizationId: z.guid(),
    organizationName: z.string(),
    role: z.enum(ROLES),
  }),
);

async function membershipsOf(claims: CallerClaims): Promise<Membership[]> {
  const rows = await asCaller(
    claims,
    (tx) => tx`
      select m.organization_id as "organizationId", o.name as "organizationName", m.role
      from public.memberships m join public.organizations o on o.id = m.organization_id
      where m.user_id = ${claims.sub}
      order by m.created_at, m.organization_id`,
  );
  return membershipsSchema.parse(rows);
}
