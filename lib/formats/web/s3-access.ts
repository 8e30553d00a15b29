import type { LogFormat, ParsedPiece, ParsedRecord, RecordParser } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { httpSeverity, httpStatus } from "#lib/formats/http-severity.ts";
import { KnownSets } from "#lib/formats/known-sets.ts";
import { lineShare } from "#lib/formats/sample-lines.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { CLF_TIME_LENGTH, clfTimeUs } from "./clf-time.ts";
import { namedFields } from "./named-fields.ts";
import { quotedFields } from "./quoted-text.ts";
import { readRequestLine } from "./request-line.ts";

/**
 * Server access logs of Amazon S3. Facts: "Amazon S3 server access log format" in its User Guide; columns were added
 * over the years, always at the end.
 */
export const s3Access: LogFormat = {
  id: "s3-access",
  title: FORMAT_TITLES["s3-access"],
  version: 1,
  framing: { kind: "lines" },
  detect(sample) {
    const share = lineShare(sample, (line) => START.test(line));
    return share < 0.3 ? share / 2 : 0.7 + 0.29 * share;
  },
  survey: () => ({ hasRecordZone: true }),
  createParser,
  samples: [
    '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be tally-book [09/Oct/2025:08:53:20 +0000] 203.0.113.9 - 3E57427F3EXAMPLE REST.GET.OBJECT report.pdf "GET /report.pdf HTTP/1.1" 200 - 113 113 7 5 "-" "curl/8.9.1" - hostid= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader tally-book.s3.eu-central-1.amazonaws.com TLSv1.2 - -\n',
  ],
};

const START =
  /^(?:[0-9a-f]{64}|[\w-]{1,64}) [a-z0-9.-]{3,63} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \S{1,60} \S{1,300} \S{1,64} [A-Z0-9]{2,12}\.[A-Z_.]{2,60} /;

const FIELDS = [
  "owner",
  "bucket",
  "time",
  "remote_ip",
  "requester",
  "request_id",
  "operation",
  "key",
  "request_uri",
  "status",
  "error_code",
  "bytes_sent",
  "object_size",
  "total_time",
  "turn_around_time",
  "referer",
  "user_agent",
  "version_id",
  "host_id",
  "signature_version",
  "cipher_suite",
  "authentication_type",
  "host_header",
  "tls_version",
  "access_point_arn",
  "acl_required",
  "source_region",
];

function createParser(): RecordParser {
  const sets = new KnownSets();
  return { parse: ({ text }) => parse(text, sets), state: () => null };
}

function parse(text: string, sets: KnownSets): ParsedPiece {
  if (!START.test(text))
    return { kind: "reject", reason: "Not an S3 access line: no owner, bucket, time and operation start it." };
  return record(namedFields(quotedFields(text), FIELDS), sets);
}

function record(row: Record<string, string>, sets: KnownSets): ParsedRecord {
  const { time = "", request_uri: request = "" } = row;
  const timeUs = time.length === CLF_TIME_LENGTH ? (clfTimeUs(time, 0) ?? null) : null;
  const status = httpStatus(row.status);
  const line = readRequestLine(request);
  return {
    kind: "record",
    timeUs,
    timeText: timeUs === null ? time : undefined,
    severityNumber: httpSeverity(status),
    body: [row.operation, row.key, row.status, row.error_code].filter((part) => part !== undefined).join(" "),
    httpMethod: line?.method,
    url: line?.url,
    httpStatusCode: status,
    remoteAddress: row.remote_ip,
    userId: row.requester,
    requestId: row.request_id,
    processingTimeMs:
      row.total_time !== undefined && /^\d{1,12}$/.test(row.total_time) ? Number(row.total_time) : undefined,
    attributes: ownAttributes(row),
    sharedAttributes: sharedAttributes(row, sets),
  };
}

const PLACED = new Set(["time", "status", "remote_ip", "requester", "request_id", "total_time", "request_uri"]);
const SHARED = [
  "owner",
  "bucket",
  "user_agent",
  "signature_version",
  "cipher_suite",
  "authentication_type",
  "host_header",
  "tls_version",
];
const SHARED_NAMES = new Set(SHARED);

function ownAttributes(row: Record<string, string>): JsonObject {
  const attributes: JsonObject = {};
  for (const name in row) {
    if (PLACED.has(name) || SHARED_NAMES.has(name)) continue;
    const value = row[name] ?? "";
    const key = name === "referer" ? "http.request.header.referer" : `aws.s3.${name}`;
    attributes[key] = /^\d{1,15}$/.test(value) ? Number(value) : value;
  }
  if (row.request_uri !== undefined && readRequestLine(row.request_uri) === null)
    attributes["aws.s3.request_uri"] = row.request_uri;
  return attributes;
}

function sharedAttributes(row: Record<string, string>, sets: KnownSets): JsonObject {
  return sets.of(SHARED.map((name) => row[name] ?? "").join("\n"), () => {
    const made: JsonObject = {};
    for (const name of SHARED) {
      const value = row[name];
      if (value !== undefined) made[name === "user_agent" ? "user_agent.original" : `aws.s3.${name}`] = value;
    }
    return made;
  });
}
