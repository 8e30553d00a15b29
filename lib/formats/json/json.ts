import type { LogFormat } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { jsonTime } from "./json-time.ts";
import { createMappedParser, type MappedKeys, rolesOf } from "./mapped-record.ts";

/**
 * Keys by which loggers and services write the same things, the most telling first: zap, logrus, zerolog and slog, structlog,
 * Serilog's compact format, Google Cloud, Azure, nginx and Caddy, Cloudflare, GitHub's and Microsoft's audit logs (their own
 * documentation; measured on real files).
 */
const KEYS: MappedKeys = {
  roles: rolesOf({
    time: [
      "@timestamp",
      "timestamp",
      "Timestamp",
      "time",
      "Time",
      "ts",
      "@t",
      "datetime",
      "date",
      "eventTime",
      "EventTime",
      "CreationTime",
      "creationTime",
      "created_at",
      "createdAt",
      "TimeGenerated",
      "EdgeStartTimestamp",
      "RequestTime",
      "_time",
      "asctime",
      "time_iso8601",
      "time_local",
      "msec",
      "start_time",
      "at",
      "logged_at",
      "Datetime",
    ],
    level: [
      "level",
      "Level",
      "severity",
      "Severity",
      "lvl",
      "@l",
      "levelname",
      "log.level",
      "loglevel",
      "log_level",
      "logLevel",
      "priority",
      "LogLevel",
    ],
    message: [
      "message",
      "Message",
      "msg",
      "@m",
      "textPayload",
      "jsonPayload.message",
      "short_message",
      "text",
      "event",
      "log",
      "body",
      "@mt",
      "error.message",
      "RenderedMessage",
    ],
    summary: [
      "Operation",
      "operationName",
      "eventName",
      "EventName",
      "action",
      "type",
      "title",
      "name",
      "error",
      "err",
    ],
    logger: [
      "logger",
      "logger_name",
      "loggerName",
      "SourceContext",
      "category",
      "Category",
      "component",
      "module",
      "caller",
      "source",
      "Workload",
      "service",
      "app",
    ],
    host: [
      "hostname",
      "host",
      "Host",
      "host.name",
      "computer",
      "Computer",
      "MachineName",
      "_HOSTNAME",
      "server",
      "node",
    ],
    process: ["pid", "processId", "process_id", "ProcessId"],
    user: [
      "user_id",
      "userId",
      "UserId",
      "user",
      "username",
      "user.id",
      "remote_user",
      "actor.login",
      "request.user_id",
    ],
    request: [
      "request_id",
      "requestId",
      "RequestId",
      "reqId",
      "trace_id",
      "traceId",
      "correlation_id",
      "RayID",
      "insertId",
    ],
    method: [
      "method",
      "http_method",
      "request_method",
      "ClientRequestMethod",
      "httpRequest.requestMethod",
      "request.method",
      "verb",
    ],
    url: [
      "url",
      "uri",
      "path",
      "request_uri",
      "ClientRequestURI",
      "httpRequest.requestUrl",
      "request.uri",
      "request.url",
      "request_url",
    ],
    status: [
      "status",
      "status_code",
      "statusCode",
      "http_status",
      "response_status",
      "EdgeResponseStatus",
      "httpRequest.status",
      "response.status",
      "code",
    ],
    client: [
      "client_ip",
      "clientIp",
      "ClientIP",
      "x_forwarded_for",
      "http_x_forwarded_for",
      "httpRequest.remoteIp",
      "request.client_ip",
    ],
    remote: [
      "remote_addr",
      "remoteAddress",
      "remote_ip",
      "remote_address",
      "request.remote_ip",
      "request.remote_addr",
      "ip",
    ],
    durationMs: [
      "duration_ms",
      "durationMs",
      "elapsed_ms",
      "latency_ms",
      "response_time_ms",
      "processingTimeMs",
      "responseTime",
    ],
    durationS: ["request_time", "duration_s", "elapsed"],
    stack: ["stack", "stacktrace", "stack_trace", "exc_info", "exception", "@x"],
  }),
};

/** Any log of JSON objects that no other format is surer of: one a line, over several lines, or in an array. */
export const json: LogFormat = {
  id: "json",
  title: FORMAT_TITLES.json,
  version: 1,
  framing: { kind: "json" },
  detect(sample) {
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, score) * share ** 0.5;
  },
  survey(sample) {
    const times = jsonSample(sample)
      .objects.map(timeOf)
      .filter((time) => time !== null);
    return times.length > 0 && times.every(({ isLocal }) => !isLocal) ? { hasRecordZone: true } : {};
  },
  createParser: () => createMappedParser(KEYS),
  samples: [
    '{"timestamp":"2026-11-02T08:15:00.250Z","severity":"ERROR","message":"invoice 4711 was not sent","service":"billing"}',
    '{"ts":1760000000.25,"lvl":"warn","msg":"queue is long","caller":"jobs/run.go:81","depth":812}',
    '{\n  "Operation": "Add member",\n  "CreationTime": "2026-11-02T08:15:00",\n  "UserId": "avery@example.com"\n}',
  ],
};

function score(object: JsonObject): number {
  const roles = new Set(Object.keys(object).map((key) => KEYS.roles.get(key)));
  const isLog = roles.has("time") && (roles.has("level") || roles.has("message") || roles.has("status"));
  return isLog ? 0.6 : 0.5;
}

function timeOf(object: JsonObject) {
  for (const [key, role] of KEYS.roles) {
    if (role !== "time") return null;
    const time = jsonTime(object[key]);
    if (time !== null) return time;
  }
  return null;
}
