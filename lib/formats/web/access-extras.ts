import type { JsonObject } from "#lib/model/json.ts";
import { isAddress } from "./access-client.ts";
import { closingQuote, quotedFields } from "./quoted-text.ts";

/** What stands behind the size of an access log line. */
export interface AccessExtras {
  userAgent?: string;
  forwardedFor?: string;
  requestId?: string;
  processingTimeMs?: number;
  attributes: JsonObject;
}

const QUOTE = 0x22;
const MAX_FIELDS = 64;
/** A referrer stands near the size, if anywhere. */
const MAX_BEFORE = 500;

/** Reads referrer and user agent, and what administrators add behind them: times, request ids, forwarded addresses. */
export function readAccessExtras(text: string, from: number): AccessExtras {
  const extras: AccessExtras = { attributes: {} };
  if (from >= text.length) return extras;
  const at = text.charCodeAt(from) === QUOTE ? from : refererAt(text, from);
  const pairEnd = at === -1 ? from : readPair(text, at, extras);
  const before = at === -1 ? "" : text.slice(from, at);
  readFurther(before + text.slice(pairEnd), extras);
  return extras;
}

const REFERER = /(?:^| )(?="(?:-|[a-z][a-z\d+.-]{0,20}:\/\/[^" ]*)" ")/;

/** Where a referrer and a user agent stand behind fields that have no quotes; -1 where none do. */
function refererAt(text: string, from: number): number {
  const found = REFERER.exec(text.slice(from, from + MAX_BEFORE));
  const at = found === null ? -1 : from + found.index + found[0].length;
  return at === -1 || text.slice(from, at).includes('"') ? -1 : at;
}

/** Gives the place behind both; `at` when there is only one. A line that was cut ends within the agent. */
function readPair(text: string, at: number, extras: AccessExtras): number {
  const refererEnd = closingQuote(text, at);
  const agentAt = refererEnd + 2;
  if (refererEnd === -1 || text.charCodeAt(agentAt) !== QUOTE) return at;
  const close = closingQuote(text, agentAt);
  const agentEnd = close === -1 ? text.length : close;
  const referer = text.slice(at + 1, refererEnd);
  const agent = text.slice(agentAt + 1, agentEnd);
  if (referer !== "-" && referer !== "") extras.attributes["http.request.header.referer"] = referer;
  if (agent !== "-" && agent !== "") extras.userAgent = agent;
  return agentEnd + 2;
}

/** The fields themselves are kept as written: what they mean is only known where they say it. */
function readFurther(rest: string, extras: AccessExtras): void {
  const written = rest.trim();
  if (written === "" || written === "-" || written === '"-"') return;
  extras.attributes["access.further_fields"] = written;
  const forwarded = FORWARDED.exec(written)?.[1] ?? "";
  if (isAddress(forwarded)) extras.forwardedFor = forwarded;
  for (const field of quotedFields(written).slice(0, MAX_FIELDS)) readField(field, extras);
}

const SECONDS = /^\d{1,9}\.\d{3,6}$/;
const MILLISECONDS = /^(\d{1,9})ms$/;
const REQUEST_ID = /^(?:[0-9a-f]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/;
const FORWARDED = /(?:^| )(?:X-Forwarded-For|xff)[=:]"?([^",\s]{1,64})/i;
const NAMED = /^(rt|request_time|rid|request_id|reqid)[=:]"?([\w.-]{1,64})"?$/;

function readField(field: string, extras: AccessExtras): void {
  const named = NAMED.exec(field);
  const [, name = "", value = field] = named ?? [];
  if (name.startsWith("r") && name.endsWith("id")) extras.requestId ??= value;
  else if (SECONDS.test(value)) extras.processingTimeMs ??= Math.round(Number(value) * 1_000_000) / 1000;
  else if (MILLISECONDS.test(value)) extras.processingTimeMs ??= Number(value.slice(0, -2));
  else if (REQUEST_ID.test(value)) extras.requestId ??= value;
  else if (isAddressList(value)) extras.forwardedFor ??= value.split(",", 1)[0]?.trim();
}

function isAddressList(value: string): boolean {
  return value.length < 1000 && value.split(",").every((part) => isAddress(part.trim()));
}
