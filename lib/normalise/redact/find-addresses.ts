import type { Span } from "./find-secrets.ts";

const MAX_LOCAL = 64;
const DOMAIN = /[a-z0-9](?:[a-z0-9-]{0,62}\.){1,8}[a-z]{2,24}(?![a-z0-9-])/iy;
const LOCAL = /[a-z0-9._%+'-]/i;

/** Where e-mail addresses stand in a text (RFC 5322 without quoted local parts and comments). */
export function findEmails(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && at - start < MAX_LOCAL && LOCAL.test(text.charAt(start - 1))) start--;
    while (start < at && /['.-]/.test(text.charAt(start))) start++;
    if (start === at) continue;
    DOMAIN.lastIndex = at + 1;
    if (DOMAIN.test(text)) spans.push({ start, end: DOMAIN.lastIndex });
  }
  return spans;
}

const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g;

/** Where IPv4 addresses stand; versions of four small numbers look the same. */
export function findIpv4(text: string): Span[] {
  return matches(text, IPV4, (value) => value.split(".").every((part) => Number(part) < 256));
}

const IPV6 = /(?<![\w:.])[0-9a-f:]{3,39}(?:(?:\d{1,3}\.){3}\d{1,3})?(?:%[\w.]{1,16})?(?![\w:])/gi;

/** Where IPv6 addresses stand: eight groups, or fewer around one "::". Times of day have neither. */
export function findIpv6(text: string): Span[] {
  return text.includes(":") ? matches(text, IPV6, isIpv6) : [];
}

function isIpv6(value: string): boolean {
  const groups = value.replace(/%.*$/, "").replace(/(?:\d{1,3}\.){3}\d{1,3}$/, "0:0");
  const [left = "", right, ...more] = groups.split("::");
  if (more.length > 0) return false;
  const parts = [left, right ?? ""].flatMap((half) => (half === "" ? [] : half.split(":")));
  if (!parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return false;
  return right === undefined ? parts.length === 8 : parts.length > 0 && parts.length < 8;
}

function matches(text: string, pattern: RegExp, isOne: (value: string) => boolean): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    if (isOne(match[0])) spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return spans;
}
