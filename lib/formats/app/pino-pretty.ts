import type { FormatSettings, LogFormat, ParsedPiece, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { jsonTime } from "#lib/formats/json/json-time.ts";
import { levelOfName } from "#lib/formats/level-names.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import { plainSeverity } from "#lib/formats/text/plain-severity.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { isTraceLine } from "./trace-line.ts";

const TIME = String.raw`\[(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^\]]{0,12}|\d{13}|\d\d:\d\d:\d\d[^\]]{0,12})\]`;
const LEVEL = "(?<level>TRACE|DEBUG|INFO|WARN|ERROR|FATAL|USERLVL)";
const NAMES = String.raw`\((?:(?<name>[^()/]{1,100})\/)?(?<pid>\d{1,10})(?: on (?<host>[^()\s]{1,100}))?\)`;
/** What pino-pretty writes, the level before or behind the time, and the command `bunyan`, which ends with the host. */
const LAYOUTS = [
  new RegExp(`^${TIME} ${LEVEL} ${NAMES}:`),
  new RegExp(`^${LEVEL} ${TIME} ${NAMES}:`),
  new RegExp(String.raw`^${TIME} {1,2}${LEVEL}: (?<name>[^\s:]{1,200}?)\/(?<pid>\d{1,10}) on (?<host>[^\s:]{1,100}):`),
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one.
const COLOURS = /\u001b\[[\d;]{0,20}m/g;

/**
 * Records of pino and Bunyan as their commands show them to people: time, level, name, process and host, the message, and
 * indented below it what else there is, in colours or without (pino-pretty's and node-bunyan's documentation).
 */
export const pinoPretty: LogFormat = {
  id: "pino-pretty",
  title: FORMAT_TITLES["pino-pretty"],
  version: 2,
  framing: { kind: "multi-line", starts: (line) => headerOf(line) !== null },
  detect,
  survey(sample): FormatSettings {
    const times = headers(sample).map(({ groups }) => timeOf(groups?.time ?? ""));
    const read = times.filter((time) => time !== null);
    const notes =
      times.length > 0 && read.length === 0
        ? ["The lines have a time of day and no date, so no record has a time."]
        : [];
    return {
      ...(read.length > 0 && read.every(({ isLocal }) => !isLocal) ? { hasRecordZone: true } : {}),
      ...(notes.length > 0 ? { notes } : {}),
    };
  },
  createParser: () => ({ parse: ({ text }) => parse(text), state: () => null }),
  samples: [
    '[2026-11-02 08:15:00.250 +0100] INFO (shop/812 on web-1): listening on 8080\n    port: 8080\n[2026-11-02 08:15:01.000 +0100] ERROR (shop/812 on web-1): request failed\n    err: {\n      "type": "Error",\n      "stack":\n          Error: gone\n              at send (orders.js:7)\n    }\n',
    "INFO [1760000000000] (812): listening on 8080\n",
    "[2026-11-02T08:15:00.250Z]  INFO: shop/812 on web-1: listening on 8080 (port=8080)\n",
  ],
};

function headerOf(line: string): RegExpExecArray | null {
  const plain = withoutColours(line);
  const first = plain.charCodeAt(0);
  // A bracket or a capital: everything else can be told without looking further.
  if (first !== 0x5b && !(first >= 65 && first <= 90)) return null;
  for (const layout of LAYOUTS) {
    const found = layout.exec(plain);
    if (found !== null) return found;
  }
  return null;
}

function withoutColours(text: string): string {
  return text.includes("\u001b") ? text.replace(COLOURS, "") : text;
}

function headers(sample: TextSample): RegExpExecArray[] {
  return sampleLines(sample)
    .map(headerOf)
    .filter((header) => header !== null);
}

function detect(sample: TextSample): number {
  const lines = sampleLines(sample).filter((line) => !isTraceLine(withoutColours(line)));
  const found = headers(sample).length;
  return found === 0 || found / lines.length < 0.2 ? 0 : 0.93 * Math.min(1, found / lines.length) ** 0.5;
}

/** With a date, or in milliseconds; a bare time of day is none. */
function timeOf(text: string) {
  return jsonTime(text.replace(/ (?=[+-]\d{4}$|UTC$)/, "").replace(/UTC$/, "Z"));
}

function parse(text: string): ParsedPiece {
  const plain = withoutColours(text);
  const end = plain.indexOf("\n");
  const header = headerOf(end === -1 ? plain : plain.slice(0, end));
  if (header?.groups === undefined) return otherText(plain);
  const { time: timeText = "", level = "", name, pid, host } = header.groups;
  const time = timeOf(timeText);
  return {
    kind: "record",
    timeUs: time?.timeUs ?? null,
    isLocalTime: time?.isLocal,
    timeText: time === null ? timeText : undefined,
    severityNumber: levelOfName(level),
    body: plain.slice(header[0].length).trim(),
    hostName: host,
    processId: pid === undefined ? undefined : Number(pid),
    logger: name,
  };
}

/** What else writes into the same file: npm, the runtime. */
function otherText(body: string): ParsedPiece {
  const level = plainSeverity(body);
  return {
    kind: "record",
    timeUs: null,
    severityNumber: level?.severityNumber ?? SEVERITY.unspecified,
    body,
    attributes: level?.isKeyword === true ? { "log.severity_source": "keyword" } : undefined,
  };
}
