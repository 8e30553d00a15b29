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

/** Reads referrer and user agent, and what administrators add behind them: times, request ids, forwarded addresses. */
export function readAccessExtras(text: string, from: number): AccessExtras {
  const extras: AccessExtras = { attributes: {} };
  if (from >= text.length) return extras;
  let at = from;
  if (text.charCodeAt(at) === QUOTE) {
    const refererEnd = closingQuote(text, at);
    const agentAt = refererEnd + 2;
    const agentEnd = refererEnd === -1 || text.charCodeAt(agentAt) !== QUOTE ? -1 : closingQuote(text, agentAt);
    if (agentEnd !== -1) {
      const referer = text.slice(at + 1, refererEnd);
      const agent = text.slice(agentAt + 1, agentEnd);
      if (referer !== "-" && referer !== "") extras.attributes["http.request.header.referer"] = referer;
      if (agent !== "-" && agent !== "") extras.userAgent = agent;
      at = agentEnd + 2;
    }
  }
  if (at < text.length) readFurther(text.slice(at), extras);
  return extras;
}

/** The fields themselves are kept as written: what they mean is only known where they say it. */
function readFurther(rest: string, extras: AccessExtras): void {
  const written = rest.trim();
  if (written === "" || written === "-" || written === '"-"') return;
  extras.attributes["access.further_fields"] = written;
  for (const field of quotedFields(written).slice(0, MAX_FIELDS)) readField(field, extras);
}

const SECONDS = /^\d{1,9}\.\d{3,6}$/;
const MILLISECONDS = /^(\d{1,9})ms$/;
const REQUEST_ID = /^(?:[0-9a-f]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/;
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
