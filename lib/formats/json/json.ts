import type { FormatSettings, LogFormat, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { GENERAL_KEYS } from "./general-keys.ts";
import { createLineParser, createListParser } from "./general-parser.ts";
import { unwrapped } from "./json-envelope.ts";
import { isObject } from "./json-http.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { jsonTime } from "./json-time.ts";
import type { Role } from "./mapped-keys.ts";
import { type PrefixedJson, prefixedJson, prefixTime } from "./prefixed-json.ts";
import { recordList } from "./record-list.ts";

/**
 * Any log of JSON objects that no other format is surer of: one a line (also with a time or a name before it), over several
 * lines, in an array, or in the list of a document.
 */
export const json: LogFormat = {
  id: "json",
  title: FORMAT_TITLES.json,
  version: 3,
  framing: ({ recordPath }) => (Array.isArray(recordPath) ? { kind: "json", path: recordPath } : { kind: "json" }),
  detect(sample) {
    const { objects, share } = jsonSample(sample);
    const sureness = averageScore(objects, score) * share ** 0.5;
    if (sureness >= SURE) return sureness;
    if (recordList(sample, isDated) !== null) return SURE;
    return Math.max(sureness, prefixedSureness(sample));
  },
  survey(sample): FormatSettings {
    const list = recordList(sample, isDated);
    const objects = list === null ? jsonSample(sample).objects : list.records;
    const times = objects.length > 0 ? objects.map(timeOf) : prefixedLines(sample).map(timeOfLine);
    const read = times.filter((time) => time !== null);
    return {
      ...(list === null ? {} : { recordPath: list.path }),
      ...(read.length > 0 && read.every(({ isLocal }) => !isLocal) ? { hasRecordZone: true } : {}),
    };
  },
  createParser({ recordPath }) {
    return Array.isArray(recordPath) ? createListParser(GENERAL_KEYS, recordPath) : createLineParser(GENERAL_KEYS);
  },
  samples: [
    '{"timestamp":"2026-11-02T08:15:00.250Z","severity":"ERROR","message":"invoice 4711 was not sent","service":"billing"}',
    '{"ts":1760000000.25,"lvl":"warn","msg":"queue is long","caller":"jobs/run.go:81","depth":812}',
    '{\n  "Operation": "Add member",\n  "CreationTime": "2026-11-02T08:15:00",\n  "UserId": "avery@example.com"\n}',
    'shop-1  | {"level":"info","msg":"cart opened"}\nmail-1  | {"level":"warn","msg":"queue is long"}\n',
    '{"next":"b/1","events":[{"timestamp":1760000000000,"message":"cart opened"},{"timestamp":1760000001000,"message":"cart closed"}]}',
    '{"level":"info","ts":1760000000.25,"msg":"ready"}\n{"level":"info","ts":1760000001.5,"msg":"cart opened"}\npanic: assignment to entry in nil map\n\ngoroutine 7 [running]:\nmain.add(0x1)\n\t/src/cart.go:41 +0x1d\n',
    '{"took":3,"hits":{"total":{"value":2},"hits":[{"_index":"shop","_id":"a","_source":{"@timestamp":"2026-11-02T08:15:00Z","message":"cart opened"}},{"_index":"shop","_id":"b","_source":{"@timestamp":"2026-11-02T08:15:01Z","message":"cart closed"}}]}}',
  ],
};

const SURE = 0.6;

function prefixedLines(sample: TextSample): PrefixedJson[] {
  return sampleLines(sample)
    .map(prefixedJson)
    .filter((line) => line !== null)
    .filter(({ object }) => SPEAKING_KEYS.some((key) => valueAt(object, key) !== undefined));
}

function timeOfLine({ object, prefix }: PrefixedJson) {
  return timeOf(object) ?? prefixTime(prefix);
}

/** Nearly all lines must be so: text that ends in JSON now and then is text. */
function prefixedSureness(sample: TextSample): number {
  const lines = sampleLines(sample).length;
  const share = lines === 0 ? 0 : prefixedLines(sample).length / lines;
  return share < 0.8 ? 0 : 0.55 * share ** 0.5;
}

function score(given: JsonObject): number {
  const object = unwrapped(given);
  const hasTime = TIME_KEYS.some((key) => valueAt(object, key) !== undefined);
  return hasTime && SPEAKING_KEYS.some((key) => valueAt(object, key) !== undefined) ? 0.6 : 0.5;
}

const TIME_KEYS = keysOf(["time"]);
const SPEAKING_KEYS = keysOf(["level", "message", "status"]);

function keysOf(roles: readonly Role[]): string[] {
  return [...GENERAL_KEYS.roles].filter(([, role]) => roles.includes(role)).map(([key]) => key);
}

function isDated(object: JsonObject): boolean {
  return timeOf(object) !== null;
}

function timeOf(given: JsonObject) {
  const object = unwrapped(given);
  for (const key of TIME_KEYS) {
    const time = jsonTime(valueAt(object, key));
    if (time !== null) return time;
  }
  return null;
}

/** The value of a key, or of `outer.inner` within objects. */
function valueAt(object: JsonObject, key: string): Json | undefined {
  if (object[key] !== undefined) return object[key];
  const dot = key.indexOf(".");
  if (dot === -1) return undefined;
  const inner = object[key.slice(0, dot)];
  return isObject(inner) ? valueAt(inner, key.slice(dot + 1)) : undefined;
}
