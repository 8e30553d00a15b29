import type { LogFormat, ParsedRecord } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { syslogSeverity } from "#lib/formats/syslog-severity.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import type { JsonTime } from "./json-time.ts";
import { rolesOf } from "./mapped-keys.ts";
import { createMappedParser } from "./mapped-record.ts";

const ROLES = rolesOf({
  time: ["timestamp"],
  level: ["level"],
  message: ["short_message"],
  logger: ["_logger", "facility", "_facility", "_container_name"],
  host: ["host"],
  process: ["_pid", "_process_id"],
  user: ["_user_id", "_user"],
  request: ["_request_id"],
  trace: ["_trace_id", "_traceId"],
  span: ["_span_id", "_spanId"],
  method: ["_http_method"],
  url: ["_http_url", "_url"],
  status: ["_http_status", "_status"],
  stack: ["full_message"],
  constant: ["version"],
});

/** Graylog Extended Log Format 1.0 and 1.1 (Graylog documentation, "GELF Payload Specification"). */
export const gelf: LogFormat = {
  id: "gelf",
  title: FORMAT_TITLES.gelf,
  version: 3,
  framing: { kind: "json" },
  detect(sample) {
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, score) * share ** 0.5;
  },
  survey: () => ({ hasRecordZone: true }),
  createParser: () =>
    createMappedParser({ roles: ROLES, level: severityOf, time: seconds, finish: withoutUnderscores }),
  samples: [
    '{"version":"1.1","host":"web-1","short_message":"disk is nearly full","timestamp":1760000000.25,"level":4,"_mount":"/srv"}',
  ],
};

function score(object: JsonObject): number {
  if (typeof object.short_message !== "string") return 0;
  return object.version !== undefined && object.host !== undefined ? 0.97 : 0.8;
}

function severityOf(value: Json) {
  return { severityNumber: syslogSeverity(Number(value)) };
}

/** Seconds with a fraction; a number, though some senders write it as text. */
function seconds(value: Json): JsonTime | null {
  const number = Number(value);
  return Number.isFinite(number) && number > 0 && number < 1e11
    ? { timeUs: Math.round(number * 1_000_000), isLocal: false }
    : null;
}

/** Additional fields are written with an underscore in front, which is no part of their name. */
function withoutUnderscores(record: ParsedRecord): void {
  const { attributes } = record;
  if (attributes === undefined) return;
  const named: JsonObject = {};
  for (const [key, value] of Object.entries(attributes)) {
    const name = key.startsWith("_") ? key.slice(1) : key;
    named[name in attributes || name === "" || name === "__proto__" ? key : name] = value;
  }
  record.attributes = named;
}
