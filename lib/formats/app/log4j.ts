import type { FormatSettings, LogFormat, ParsedPiece, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { levelOfName } from "#lib/formats/level-names.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import { plainSeverity } from "#lib/formats/text/plain-severity.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { foreignHeader } from "./foreign-header.ts";
import { headerTime } from "./header-time.ts";
import { type LineHeader, readLineHeader } from "./line-header.ts";
import { isTraceLine } from "./trace-line.ts";

/** `Oct 09, 2025 8:53:20 AM org.example.Shop open`, with `INFO: text` in the next line. */
const JUL = /^[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d(?: ?[AP]M)? [\w.$]+ \S/;
const JUL_MESSAGE = /^([A-Z]+): /;

/**
 * Text of Log4j, Logback, java.util.logging (Tomcat's too), log4net, NLog, Serilog, Monolog, Ruby's Logger, zap, Rust's
 * tracing and what is laid out like them: time, level, thread and logger in the orders of their usual patterns (Log4j 2
 * PatternLayout, Logback, Spring Boot, Elasticsearch, Tomcat, Kafka, JBoss, Monolog and Ruby documentation; vSphere's
 * logs measured on real files). Stack traces belong to their record.
 */
export const log4j: LogFormat = {
  id: "log4j",
  title: FORMAT_TITLES.log4j,
  version: 3,
  framing: { kind: "multi-line", starts: startsRecord },
  detect,
  survey,
  createParser: () => ({ parse: ({ text }) => parse(text), state: () => null }),
  samples: [
    "2026-11-02 08:15:00,250 [main] INFO  com.example.shop.Cart - cart opened\n2026-11-02 08:15:01,000 [main] ERROR com.example.shop.Cart - not stored\njava.io.IOException: disk is full\n\tat com.example.shop.Store.write(Store.java:12)\n",
    "2026-11-02T08:15:00.250+01:00  WARN 812 --- [nio-8080-exec-1] c.example.shop.Cart : cart is empty\n",
    "[2026-11-02T08:15:00,250][INFO ][o.e.n.Node               ] [node-1] started\n",
    "08:15:00.250 [main] DEBUG com.example.shop.Cart -- cart opened\n",
  ],
};

function startsRecord(line: string): boolean {
  const code = line.charCodeAt(0);
  // A digit, a bracket or a capital: everything else can be told without looking further.
  if (!((code >= 48 && code <= 57) || code === 0x5b || (code >= 65 && code <= 90))) return false;
  return isDated(line) || readLineHeader(line) !== null || foreignHeader(line) !== null || JUL.test(line);
}

/** A date and a time at the start of a line are a record's, also without a level. */
function isDated(line: string): boolean {
  return /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(line);
}

function detect(sample: TextSample): number {
  const lines = sampleLines(sample).filter((line) => !isTraceLine(line) && !JUL_MESSAGE.test(line));
  if (lines.length === 0) return 0;
  const full = lines.filter((line) => isFullHeader(line)).length;
  return 0.75 * (full / lines.length) ** 0.5 * (full / lines.length > 0.2 ? 1 : 0);
}

function isFullHeader(line: string): boolean {
  return readLineHeader(line)?.isFull === true || foreignHeader(line) !== null || JUL.test(line);
}

function survey(sample: TextSample): FormatSettings {
  const times = sampleLines(sample)
    .map((line) => readLineHeader(line)?.timeText ?? foreignHeader(line)?.timeText)
    .filter((text) => text !== undefined)
    .map(headerTime);
  const read = times.filter((time) => time !== null);
  const notes =
    times.length > 0 && read.length === 0 ? ["The lines have a time of day and no date, so no record has a time."] : [];
  return {
    ...(read.length > 0 && read.every(({ isLocal }) => !isLocal) ? { hasRecordZone: true } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function parse(text: string): ParsedPiece {
  const end = text.indexOf("\n");
  const line = end === -1 ? text : text.slice(0, end).trimEnd();
  const header = foreignHeader(line) ?? readLineHeader(line);
  if (header === null) return JUL.test(line) ? parseJul(text) : parseUnlevelled(text, line);
  const time = headerTime(header.timeText);
  return {
    kind: "record",
    timeUs: time?.timeUs ?? null,
    isLocalTime: time?.isLocal,
    timeText: time === null ? header.timeText : undefined,
    severityNumber: header.severityNumber,
    severityText: header.level,
    body: text.slice(header.bodyStart).trim(),
    logger: header.logger,
    processId: header.processId,
    attributes: attributesOf(header),
  };
}

function attributesOf({ thread = "", context = [] }: LineHeader): JsonObject | undefined {
  if (thread === "" && context.length === 0) return undefined;
  return {
    ...(thread === "" ? {} : { "thread.name": thread }),
    ...(context.length === 0 ? {} : { "log.context": [...context] }),
  };
}

const DATE = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)\]?\s*/;

/** A line with a time and no level, or one of something else that writes into the same file. */
function parseUnlevelled(text: string, line: string): ParsedPiece {
  const [whole = "", timeText] = DATE.exec(line) ?? [];
  const time = timeText === undefined ? null : headerTime(timeText);
  const level = plainSeverity(text);
  return {
    kind: "record",
    timeUs: time?.timeUs ?? null,
    isLocalTime: time?.isLocal,
    timeText: time === null ? timeText : undefined,
    severityNumber: level?.severityNumber ?? SEVERITY.unspecified,
    body: text.slice(whole.length).trim() || text,
    attributes: level?.isKeyword === true ? { "log.severity_source": "keyword" } : undefined,
  };
}

function parseJul(text: string): ParsedPiece {
  const [first = "", ...rest] = text.split(/\r?\n/);
  const [, month = "", day = "", year = "", clock = "", half = "", logger = "", method = ""] =
    /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) (\d{1,2}:\d\d:\d\d)(?: ?([AP]M))? ([\w.$]+) (.*)$/.exec(first) ?? [];
  const [hour = "", ...others] = clock.split(":");
  const hours = (Number(hour) % (half === "" ? 24 : 12)) + (half === "PM" ? 12 : 0);
  const time = headerTime(`${day} ${month} ${year} ${[String(hours).padStart(2, "0"), ...others].join(":")}`);
  const level = JUL_MESSAGE.exec(rest[0] ?? "")?.[1];
  const message = rest.join("\n");
  return {
    kind: "record",
    timeUs: time?.timeUs ?? null,
    isLocalTime: time?.isLocal,
    timeText: time === null ? first : undefined,
    severityNumber: levelOfName(level ?? ""),
    severityText: level,
    body: (level === undefined ? message : message.slice(level.length + 2)).trim() || first,
    logger,
    attributes: { "code.function.name": method },
  };
}
