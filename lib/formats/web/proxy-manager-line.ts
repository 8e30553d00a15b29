import type { ParsedRecord } from "#lib/formats/format.ts";
import { httpSeverity, httpStatus } from "#lib/formats/http-severity.ts";
import type { KnownSets } from "#lib/formats/known-sets.ts";
import type { JsonObject } from "#lib/model/json.ts";
import type { AccessTime } from "./access-line.ts";
import { closingQuote, quotedFields } from "./quoted-text.ts";

/** Behind the time: cache and upstream status (only when proxied), status, then method, scheme and host. */
const START = /^ (?:(\S{1,20}) (\S{1,20}) )?(\d{3}) - ([A-Z]{1,20}) (\S{1,20}) (\S{1,255}) "/;

/** Reads a line in the format of nginx-proxy-manager (`log_format proxy` and `standard` of its nginx.conf). */
export function readProxyManagerLine(text: string, time: AccessTime, sets: KnownSets): ParsedRecord | null {
  const head = START.exec(text.slice(time.end, time.end + 500));
  if (head === null) return null;
  const [all, cache, upstream = "-", statusText, method, scheme = "", host = ""] = head;
  const pathAt = time.end + all.length - 1;
  const pathEnd = closingQuote(text, pathAt);
  if (pathEnd === -1) return null;
  const status = httpStatus(statusText);
  const url = text.slice(pathAt + 1, pathEnd);
  const { client, agent, attributes } = readTail(quotedFields(text, pathEnd + 1));
  if (upstream !== "-") attributes["upstream.status"] = upstream;
  return {
    kind: "record",
    timeUs: time.timeUs,
    isLocalTime: time.isLocal,
    timeText: time.timeUs === null ? text.slice(time.at + 1, time.end - 1) : undefined,
    severityNumber: httpSeverity(status),
    body: text.slice(time.end + 1, pathEnd + 1),
    httpMethod: method,
    url,
    httpStatusCode: status,
    remoteAddress: client,
    isCacheHit: cache === "HIT" ? true : cache === "MISS" ? false : undefined,
    attributes,
    sharedAttributes: sets.of(`${scheme}\n${host}\n${agent}`, () => ({
      "url.scheme": scheme,
      "server.address": host,
      ...(agent === "" ? {} : { "user_agent.original": agent }),
    })),
  };
}

function readTail(fields: readonly string[]): { client?: string; agent: string; attributes: JsonObject } {
  const attributes: JsonObject = {};
  const bare: string[] = [];
  let client: string | undefined;
  for (const field of fields) {
    const value = field.slice(field.indexOf(" ") + 1);
    if (field.startsWith("Client ")) client = value;
    else if (field.startsWith("Length ") && /^\d{1,15}$/.test(value))
      attributes["http.response.body.size"] = Number(value);
    else if (field.startsWith("Gzip ")) attributes["http.response.gzip_ratio"] = value;
    else if (field.startsWith("Sent-to ")) attributes["upstream.address"] = value;
    else bare.push(field);
  }
  const [agent = "-", referer = "-"] = bare;
  if (referer !== "-" && referer !== "") attributes["http.request.header.referer"] = referer;
  return { client, agent: agent === "-" ? "" : agent, attributes };
}
