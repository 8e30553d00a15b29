import type { LogFormat } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { GENERAL_KEYS } from "./general-keys.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { jsonTime } from "./json-time.ts";
import { createMappedParser } from "./mapped-record.ts";

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
  createParser: () => createMappedParser(GENERAL_KEYS),
  samples: [
    '{"timestamp":"2026-11-02T08:15:00.250Z","severity":"ERROR","message":"invoice 4711 was not sent","service":"billing"}',
    '{"ts":1760000000.25,"lvl":"warn","msg":"queue is long","caller":"jobs/run.go:81","depth":812}',
    '{\n  "Operation": "Add member",\n  "CreationTime": "2026-11-02T08:15:00",\n  "UserId": "avery@example.com"\n}',
  ],
};

function score(object: JsonObject): number {
  const roles = new Set(Object.keys(object).map((key) => GENERAL_KEYS.roles.get(key)));
  const isLog = roles.has("time") && (roles.has("level") || roles.has("message") || roles.has("status"));
  return isLog ? 0.6 : 0.5;
}

function timeOf(object: JsonObject) {
  for (const [key, role] of GENERAL_KEYS.roles) {
    if (role !== "time") return null;
    const time = jsonTime(object[key]);
    if (time !== null) return time;
  }
  return null;
}
