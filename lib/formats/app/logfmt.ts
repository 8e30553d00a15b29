import type { LogFormat, ParsedPiece } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { GENERAL_KEYS } from "#lib/formats/json/general-keys.ts";
import { setOwn } from "#lib/formats/json/json-http.ts";
import { MappedReader } from "#lib/formats/json/mapped-record.ts";
import { levelOfName } from "#lib/formats/level-names.ts";
import { lineShare, sampleLines } from "#lib/formats/sample-lines.ts";
import type { JsonObject } from "#lib/model/json.ts";

/** Sticky, so that each pair is read where the last one ended. */
const PAIR = /([\w.@/$-]{1,100})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?:\s+|$)|([\w.@/$-]{1,100})(?:\s+|$)/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
const KNOWN = /(?:^|\s)(?:time|ts|t|level|lvl|msg|message|at|method|status|severity)=/;

/**
 * logfmt: `key=value` pairs, quoted where they have spaces (https://brandur.org/logfmt; Go's log/slog TextHandler,
 * logrus' text formatter, Heroku's router). A word without a value is true.
 */
export const logfmt: LogFormat = {
  id: "logfmt",
  title: FORMAT_TITLES.logfmt,
  version: 2,
  framing: { kind: "lines" },
  detect: (sample) => 0.85 * lineShare(sample, isLogfmt),
  survey(sample) {
    const times = sampleLines(sample).map((line) => isoTime(/(?:^|\s)(?:time|ts|t)="?([^\s"]+)/.exec(line)?.[1] ?? ""));
    const read = times.filter((time) => time !== null);
    return read.length > 0 && read.every(({ isLocal }) => !isLocal) ? { hasRecordZone: true } : {};
  },
  createParser() {
    const reader = new MappedReader(GENERAL_KEYS);
    return { parse: ({ text }) => parse(text, reader), state: () => null };
  },
  samples: [
    'time="2026-11-02T08:15:00.250Z" level=error msg="pod web-1 is not found: gone" namespace=shop pod=web-1\n',
    'at=info method=GET path="/orders" host=shop.example.com request_id=r1 fwd="198.51.100.7" dyno=web.1 status=200 bytes=812\n',
  ],
};

function isLogfmt(line: string): boolean {
  if (!KNOWN.test(line)) return false;
  const read = readPairs(line);
  return read !== null && read.pairs >= 2;
}

/** The pairs of a line, all of it; null when something in it is no pair. */
function readPairs(line: string): { object: JsonObject; pairs: number } | null {
  const object: JsonObject = {};
  const text = line.trim();
  let pairs = 0;
  for (PAIR.lastIndex = 0; PAIR.lastIndex < text.length; ) {
    const match = PAIR.exec(text);
    if (match === null) return null;
    const [, key, quoted, bare, word] = match;
    // A list with commas is prose about pairs.
    if (bare?.endsWith(",") === true) return null;
    if (key !== undefined) pairs++;
    setOwn(
      object,
      key ?? word ?? "",
      key === undefined ? true : quoted === undefined ? (bare ?? "") : unescaped(quoted),
    );
  }
  return { object, pairs };
}

function unescaped(text: string): string {
  return text.includes("\\") ? text.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character) : text;
}

function parse(text: string, reader: MappedReader): ParsedPiece {
  const read = readPairs(text);
  if (read === null || read.pairs === 0)
    return { kind: "reject", reason: "Not logfmt: it is not all key=value pairs." };
  return reader.read(withNumbers(read.object), text);
}

/** Everything is text here: durations become numbers. Heroku's router names its level `at`. */
function withNumbers(object: JsonObject): JsonObject {
  const { at, ...others } = object;
  if (typeof at === "string" && object.level === undefined && levelOfName(at) > 0) return { level: at, ...others };
  for (const key of ["duration_ms", "latency_ms", "elapsed_ms", "responseTime"]) {
    const value = object[key];
    if (typeof value === "string" && /^\d+(?:\.\d+)?$/.test(value)) object[key] = Number(value);
  }
  return object;
}
