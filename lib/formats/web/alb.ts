import type { LogFormat, ParsedPiece, ParsedRecord, RecordParser } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { httpSeverity, httpStatus } from "#lib/formats/http-severity.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { KnownSets } from "#lib/formats/known-sets.ts";
import { lineShare } from "#lib/formats/sample-lines.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { ALB_FIELDS, CLASSIC_FIELDS, NLB_FIELDS } from "./alb-fields.ts";
import { namedFields } from "./named-fields.ts";
import { quotedFields } from "./quoted-text.ts";
import { readRequestLine } from "./request-line.ts";

/**
 * Access logs of AWS load balancers: Application, Classic and Network (TLS). Facts: "Access logs" in Amazon's guides for
 * the three. Columns were added over the years, always at the end. Times are UTC.
 */
export const alb: LogFormat = {
  id: "alb",
  title: FORMAT_TITLES.alb,
  version: 1,
  framing: { kind: "lines" },
  detect(sample) {
    const share = lineShare(sample, (line) => kindOf(line) !== null);
    return share < 0.3 ? share / 2 : 0.7 + 0.28 * share;
  },
  survey: () => ({ hasRecordZone: true }),
  createParser,
  samples: [
    'https 2025-10-09T08:53:20.186641Z app/shop/50dc6c495c0c9188 203.0.113.9:2817 10.0.0.4:80 0.086 0.048 0.037 200 200 0 57 "GET https://shop.example:443/ HTTP/1.1" "curl/8.9.1" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 - "Root=1-58337281-1d84f3d73c47ec4e58577259" "shop.example" "-" 1 2025-10-09T08:53:20.048000Z "forward" "-" "-"\n',
    '2025-10-09T08:53:20.945958Z shop-lb 203.0.113.9:2817 10.0.0.4:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://shop.example:80/ HTTP/1.1" "curl/8.9.1" - -\n',
    "tls 2.0 2025-10-09T08:53:20 net/shop/c6e77e28c25b2234 g3d4b5e8bb8464cd 203.0.113.9:51341 10.0.0.4:443 5 2 98 246 - arn:aws:acm:eu-central-1:000000000000:certificate/2a108f19 - ECDHE-RSA-AES128-SHA tlsv12 - shop.example - - -\n",
  ],
};

const STAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z?";
const APPLICATION = new RegExp(`^(?:https?|h2|grpcs?|wss?) ${STAMP} `);
const NETWORK = new RegExp(`^tls \\d\\.\\d ${STAMP} net/`);
const CLASSIC = new RegExp(`^${STAMP} [\\w-]{1,64} \\S{1,80}:\\d{1,5} \\S{1,80} -?\\d`);

function kindOf(line: string): readonly string[] | null {
  if (APPLICATION.test(line)) return ALB_FIELDS;
  if (NETWORK.test(line)) return NLB_FIELDS;
  return CLASSIC.test(line) && line.includes('"') ? CLASSIC_FIELDS : null;
}

function createParser(): RecordParser {
  const sets = new KnownSets();
  return { parse: ({ text }) => parse(text, sets), state: () => null };
}

function parse(text: string, sets: KnownSets): ParsedPiece {
  const names = kindOf(text);
  if (names === null) return { kind: "reject", reason: "Not a load balancer's line: no type and time start it." };
  return record(namedFields(quotedFields(text), names), sets);
}

function record(row: Record<string, string>, sets: KnownSets): ParsedRecord {
  const { time = "", client = "", request = "- - -", elb_status_code: statusText } = row;
  const read = isoTime(time.endsWith("Z") ? time : `${time}Z`);
  const status = httpStatus(statusText);
  const line = readRequestLine(request);
  const portAt = client.lastIndexOf(":");
  return {
    kind: "record",
    timeUs: read?.timeUs ?? null,
    timeText: read === null ? time : undefined,
    severityNumber: httpSeverity(status),
    body: line === null ? `${row.listener ?? row.elb ?? ""} ${client}`.trim() : `"${request}" ${status ?? "-"}`,
    httpMethod: line?.method,
    url: line?.url,
    httpStatusCode: status,
    remoteAddress: portAt > 0 ? client.slice(0, portAt) : client || undefined,
    remotePort: portAt > 0 ? Number(client.slice(portAt + 1)) || undefined : undefined,
    requestId: row.trace_id,
    processingTimeMs: processingTimeMs(row),
    attributes: ownAttributes(row),
    sharedAttributes: sharedAttributes(row, line?.version ?? "", sets),
  };
}

/** The three parts of a request in seconds; -1 = that part never happened. */
function processingTimeMs(row: Record<string, string>): number | undefined {
  const parts = [row.request_processing_time, row.target_processing_time, row.response_processing_time];
  const seconds = parts.map(Number).filter((part) => part >= 0);
  if (seconds.length === 3) return Math.round(seconds.reduce((sum, part) => sum + part, 0) * 1_000_000) / 1000;
  const connection = row.connection_time_ms;
  return connection === undefined || !/^\d{1,12}$/.test(connection) ? undefined : Number(connection);
}

const PLACED = new Set(["time", "client", "request", "elb_status_code", "trace_id"]);
const SHARED = [
  "type",
  "elb",
  "user_agent",
  "ssl_cipher",
  "ssl_protocol",
  "target_group_arn",
  "domain_name",
  "chosen_cert_arn",
];
const SHARED_NAMES = new Set(SHARED);
const NUMBER = /^\d{1,15}(?:\.\d{1,9})?$/;

function ownAttributes(row: Record<string, string>): JsonObject {
  const attributes: JsonObject = {};
  for (const name in row) {
    if (PLACED.has(name) || SHARED_NAMES.has(name)) continue;
    const value = row[name] ?? "";
    if (value === "-1") continue;
    attributes[`aws.elb.${name}`] = NUMBER.test(value) ? Number(value) : value;
  }
  return attributes;
}

function sharedAttributes(row: Record<string, string>, version: string, sets: KnownSets): JsonObject {
  return sets.of(`${version}\n${SHARED.map((name) => row[name] ?? "").join("\n")}`, () => {
    const made: JsonObject = version === "" ? {} : { "network.protocol.version": version };
    for (const name of SHARED) {
      const value = row[name];
      if (value !== undefined) made[name === "user_agent" ? "user_agent.original" : `aws.elb.${name}`] = value;
    }
    return made;
  });
}
