import type { LogFormat, ParsedPiece, ParsedRecord } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { completeJson } from "./complete-json.ts";
import { isObject } from "./json-http.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { rolesOf } from "./mapped-keys.ts";
import { MappedReader } from "./mapped-record.ts";
import { contentOf, TOO_DEEP } from "./parse-json.ts";

const ROLES = rolesOf({
  time: ["eventTime"],
  summary: ["eventName"],
  logger: ["eventSource"],
  client: ["sourceIPAddress"],
  request: ["requestID", "eventID"],
  user: ["userIdentity.arn", "userIdentity.userName", "userIdentity.principalId"],
  constant: ["eventVersion", "awsRegion", "recipientAccountId"],
});
const DENIED = /denied|unauthorized|forbidden|invalid|notfound|throttl|limit/i;

/**
 * AWS CloudTrail: a document `{"Records":[...]}` of events, or one event a line (CloudTrail user guide, "CloudTrail record
 * contents"). An event with an errorCode failed: a refusal is a warning, anything else an error.
 */
export const cloudtrail: LogFormat = {
  id: "cloudtrail",
  title: FORMAT_TITLES.cloudtrail,
  version: 1,
  framing: { kind: "json", path: ["Records"] },
  detect(sample) {
    const { head } = sample;
    if (/^[\s\ufeff]*\{\s*"Records"\s*:\s*\[/.test(head)) return /"eventSource"\s*:/.test(head) ? 0.98 : 0;
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, (object) => (isEvent(object) ? 0.97 : 0)) * share ** 0.5;
  },
  survey: () => ({ hasRecordZone: true }),
  createParser() {
    const reader = new MappedReader({ roles: ROLES, finish: readError });
    return { parse: ({ text }) => parse(text, reader), state: () => null };
  },
  samples: [
    '{"Records":[{"eventVersion":"1.10","eventTime":"2026-11-02T08:15:00Z","eventSource":"s3.amazonaws.com","eventName":"PutObject","awsRegion":"eu-central-1","sourceIPAddress":"198.51.100.7","errorCode":"AccessDenied","errorMessage":"no","userIdentity":{"arn":"arn:aws:iam::111122223333:user/avery"},"requestID":"R1"}]}',
  ],
};

function parse(text: string, reader: MappedReader): ParsedPiece {
  const document = completeJson(text);
  if (typeof document === "string") return { kind: "reject", reason: document };
  const event = isEvent(document) ? document : lastRecord(document);
  if (event === null) return { kind: "reject", reason: "No CloudTrail event: it has no eventName and eventSource." };
  if (contentOf(event) === "too deep") return { kind: "reject", reason: TOO_DEEP };
  return reader.read(event, text);
}

function isEvent({ eventName, eventSource }: JsonObject): boolean {
  return typeof eventName === "string" && typeof eventSource === "string";
}

function lastRecord({ Records: records }: JsonObject): JsonObject | null {
  const last = Array.isArray(records) ? records.at(-1) : undefined;
  return isObject(last) && isEvent(last) ? last : null;
}

function readError(record: ParsedRecord, { eventName, errorCode, errorMessage }: JsonObject): void {
  record.severityNumber = SEVERITY.info;
  if (typeof errorCode !== "string") return;
  record.severityNumber = DENIED.test(errorCode) ? SEVERITY.warn : SEVERITY.error;
  const why = typeof errorMessage === "string" ? `${errorCode}: ${errorMessage}` : errorCode;
  record.body = `${String(eventName)} failed: ${why}`;
}
