import type { LogFormat } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { bunyanScore } from "./bunyan-score.ts";
import { createJsonParser } from "./json-record.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { jsonZone } from "./json-zone.ts";

/**
 * Bunyan: one JSON object a line with v, name, hostname, pid, level 10 to 60, msg and an ISO time in UTC
 * (https://github.com/trentm/node-bunyan, "Log Record Fields").
 */
export const bunyan: LogFormat = {
  id: "bunyan",
  title: FORMAT_TITLES.bunyan,
  version: 3,
  framing: { kind: "json" },
  detect(sample) {
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, bunyanScore) * share ** 0.5;
  },
  survey: (sample) => jsonZone(jsonSample(sample).objects),
  createParser: createJsonParser,
  samples: [
    '{"name":"mailer","hostname":"web-1","pid":812,"level":30,"msg":"queue drained","time":"2025-10-09T08:53:20.000Z","v":0}',
    '{"name":"mailer","hostname":"web-1","pid":812,"component":"smtp","level":50,"err":{"message":"connect ETIMEDOUT","name":"Error","stack":"Error: connect ETIMEDOUT"},"msg":"connect ETIMEDOUT","time":"2025-10-09T08:53:21.417Z","v":0}',
  ],
};
