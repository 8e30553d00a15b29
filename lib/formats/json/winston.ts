import type { LogFormat } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { withoutColours } from "./json-level.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { jsonTime } from "./json-time.ts";
import { rolesOf } from "./mapped-keys.ts";
import { createMappedParser } from "./mapped-record.ts";

/** winston's npm, cli and syslog levels (winston's README, "Logging Levels"). */
const LEVELS = new Set([
  "error",
  "warn",
  "help",
  "data",
  "info",
  "http",
  "verbose",
  "debug",
  "prompt",
  "input",
  "silly",
  "emerg",
  "alert",
  "crit",
  "warning",
  "notice",
]);
/** Keys that other loggers write and winston does not. */
const OTHERS = [
  "time",
  "ts",
  "@timestamp",
  "pid",
  "hostname",
  "severity",
  "logger",
  "caller",
  "v",
  "msg",
  "ecs.version",
];

/** winston's `format.json()`: `level` and `message`, with `timestamp`, `label`, `service` and `stack` where set up. */
export const winston: LogFormat = {
  id: "winston",
  title: FORMAT_TITLES.winston,
  version: 3,
  framing: { kind: "json" },
  detect(sample) {
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, score) * share ** 0.5;
  },
  survey(sample) {
    const times = jsonSample(sample)
      .objects.map(({ timestamp }) => jsonTime(timestamp))
      .filter((time) => time !== null);
    return times.length > 0 && times.every(({ isLocal }) => !isLocal) ? { hasRecordZone: true } : {};
  },
  createParser: () =>
    createMappedParser({
      roles: rolesOf({
        time: ["timestamp"],
        level: ["level"],
        message: ["message"],
        logger: ["label", "service"],
        stack: ["stack", "error.stack", "err.stack"],
        exceptionType: ["error.name", "err.name"],
        exceptionMessage: ["error.message", "err.message"],
        trace: ["trace_id", "traceId"],
        span: ["span_id", "spanId"],
        method: ["method"],
        url: ["url"],
        status: ["statusCode", "status"],
        durationMs: ["durationMs", "responseTime"],
        request: ["requestId"],
        user: ["userId"],
      }),
    }),
  samples: [
    '{"level":"info","message":"listening on 8080","service":"orders","timestamp":"2026-11-02T08:15:00.250Z"}',
    '{"label":"mailer","level":"error","message":"connect ETIMEDOUT","stack":"Error: connect ETIMEDOUT\\n    at Socket"}',
  ],
};

function score(object: JsonObject): number {
  const { level, message } = object;
  if (typeof level !== "string" || !LEVELS.has(withoutColours(level)) || typeof message !== "string") return 0;
  return OTHERS.some((key) => object[key] !== undefined) ? 0.2 : 0.7;
}
