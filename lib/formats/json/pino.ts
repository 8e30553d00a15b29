import type { LogFormat } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { bunyanScore } from "./bunyan-score.ts";
import { createJsonParser } from "./json-record.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { jsonZone } from "./json-zone.ts";

/**
 * pino: one JSON object a line, or an array of them; `level` 10 to 60 and `time` in epoch milliseconds by default
 * (https://getpino.io/#/docs/api), HTTP fields as pino-http writes them.
 */
export const pino: LogFormat = {
  id: "pino",
  title: FORMAT_TITLES.pino,
  version: 3,
  framing: { kind: "json" },
  detect(sample) {
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, pinoScore) * share ** 0.5;
  },
  survey: (sample) => jsonZone(jsonSample(sample).objects),
  createParser: createJsonParser,
  samples: [
    '{"level":30,"time":1760000000000,"pid":812,"hostname":"web-1","msg":"listening on 8080"}',
    '[{"level":50,"time":1760000000000,"timestamp":"2025-10-09T08:53:20.000Z","pid":4,"hostname":"api-2","req":{"id":7,"method":"GET","url":"/orders"},"res":{"statusCode":503},"context":"OrderController","message":"upstream gone","processingTimeMs":12}]',
  ],
};

/** How much one object looks like pino's; other objects are readable, but nothing speaks for pino. */
function pinoScore(object: JsonObject): number {
  if (bunyanScore(object) > 0.5) return 0.5;
  const hasMessage = typeof object.msg === "string" || typeof object.message === "string";
  const hasTime = object.time !== undefined || object.timestamp !== undefined;
  const hasProcess = object.pid !== undefined && object.hostname !== undefined;
  if (typeof object.level === "number" && hasTime) return hasProcess ? 0.95 : hasMessage ? 0.85 : 0.7;
  if (typeof object.level === "string" && hasTime) return hasProcess ? 0.85 : hasMessage ? 0.5 : 0.4;
  return 0.1;
}
