import type { LogFormat } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { isObject } from "./json-http.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { rolesOf } from "./mapped-keys.ts";
import { createMappedParser } from "./mapped-record.ts";

/** Fields of the Elastic Common Schema, dotted as the ecs-logging libraries write them or nested (ECS reference, 8.x). */
const ROLES = rolesOf({
  time: ["@timestamp"],
  level: ["log.level", "level"],
  message: ["message", "error.message"],
  logger: ["log.logger", "service.name"],
  host: ["host.name", "host.hostname", "agent.hostname"],
  process: ["process.pid"],
  user: ["user.id", "user.name"],
  request: ["http.request.id", "event.id"],
  trace: ["trace.id"],
  span: ["span.id"],
  method: ["http.request.method", "http.method"],
  url: ["url.full", "url.original", "url.path"],
  status: ["http.response.status_code"],
  client: ["client.ip", "client.address"],
  remote: ["source.ip", "source.address"],
  port: ["source.port", "client.port"],
  durationNs: ["event.duration"],
  exceptionType: ["error.type"],
  stack: ["error.stack_trace"],
  constant: ["ecs.version"],
});

/** Logs in the Elastic Common Schema: one JSON object a line. */
export const ecs: LogFormat = {
  id: "ecs",
  title: FORMAT_TITLES.ecs,
  version: 3,
  framing: { kind: "json" },
  detect(sample) {
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, score) * share ** 0.5;
  },
  survey: () => ({ hasRecordZone: true }),
  createParser: () => createMappedParser({ roles: ROLES }),
  samples: [
    '{"@timestamp":"2026-11-02T08:15:00.250Z","log.level":"error","message":"order 7 was not stored","ecs.version":"1.6.0","service.name":"orders","error.stack_trace":"Error: gone"}',
    '{"@timestamp":"2026-11-02T08:15:00.250Z","ecs":{"version":"8.11.0"},"log":{"level":"warn","logger":"shop.cart"},"message":"cart is empty","host":{"name":"web-1"}}',
  ],
};

function score(object: JsonObject): number {
  if (object["@timestamp"] === undefined) return 0;
  const hasVersion = object["ecs.version"] !== undefined || (isObject(object.ecs) && object.ecs.version !== undefined);
  if (hasVersion) return 0.97;
  const groups = ["log", "host", "service", "event", "agent", "process", "error"].filter((key) =>
    isObject(object[key]),
  );
  if (object["log.level"] !== undefined) return 0.75;
  return groups.length >= 2 ? 0.7 : 0.2;
}
