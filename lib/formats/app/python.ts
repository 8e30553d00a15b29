import type { LogFormat, ParsedPiece, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { httpSeverity } from "#lib/formats/http-severity.ts";
import { levelOfName } from "#lib/formats/level-names.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import { headerTime } from "./header-time.ts";
import { isTraceLine } from "./trace-line.ts";

const LEVEL = "DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL|NOTSET";
const TIME = String.raw`\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?: ?(?:Z|[+-]\d\d:?\d\d))?`;

/** The layouts of the standard library's examples, gunicorn, celery, uvicorn, Loguru and Airflow; the groups say what is where. */
const LAYOUTS: readonly { pattern: RegExp; sureness: number }[] = [
  {
    pattern: new RegExp(String.raw`^(?<time>${TIME}) - (?<logger>[\w.<>-]{1,200}) - (?<level>${LEVEL}) - `),
    sureness: 0.95,
  },
  {
    pattern: new RegExp(String.raw`^(?<time>${TIME}) - (?<level>${LEVEL}) - (?<logger>[\w.<>-]{1,200}) - `),
    sureness: 0.9,
  },
  { pattern: new RegExp(String.raw`^(?<level>${LEVEL}):(?<logger>[\w.]{1,200}):(?! )`), sureness: 0.85 },
  {
    pattern: new RegExp(String.raw`^\[(?<time>${TIME})\] \[(?<pid>\d{1,10})\] \[(?<level>${LEVEL})\] `),
    sureness: 0.92,
  },
  {
    pattern: new RegExp(String.raw`^\[(?<time>${TIME}): (?<level>${LEVEL})/(?<process>[\w-]{1,60})\] `),
    sureness: 0.95,
  },
  { pattern: new RegExp(String.raw`^(?<level>${LEVEL}): {4,5}(?=\S)`), sureness: 0.8 },
  {
    pattern: new RegExp(
      String.raw`^(?<time>${TIME}) \| (?<level>${LEVEL}|TRACE|SUCCESS) {1,9}\| (?<logger>[\w.<>]{1,200}:[\w.<>]{1,100}:\d{1,7}) - `,
    ),
    sureness: 0.95,
  },
  {
    pattern: new RegExp(String.raw`^\[(?<time>${TIME})\] \{(?<logger>[\w.-]{1,100}:\d{1,7})\} (?<level>${LEVEL}) - `),
    sureness: 0.95,
  },
];
const REQUEST = /^(\S{1,64}?)(?::(\d{1,5}))? - "([A-Z]{3,10}) (\S{1,2000}) HTTP\/[\d.]+" (\d{3})/;

/**
 * Python's logging in its usual layouts (Python documentation, "Basic Logging Tutorial"; gunicorn, celery, uvicorn, Loguru
 * and Airflow source).
 * A traceback belongs to the record before it.
 */
export const python: LogFormat = {
  id: "python",
  title: FORMAT_TITLES.python,
  version: 3,
  framing: { kind: "multi-line", starts: (line) => layoutOf(line) !== null },
  detect,
  survey(sample) {
    const times = sampleLines(sample).map((line) => headerTime(layoutOf(line)?.match.groups?.time ?? ""));
    const read = times.filter((time) => time !== null);
    return read.length > 0 && read.every(({ isLocal }) => !isLocal) ? { hasRecordZone: true } : {};
  },
  createParser: () => ({ parse: ({ text }) => parse(text), state: () => null }),
  samples: [
    '2026-11-02 08:15:00,250 - shop.cart - ERROR - cart was not stored\nTraceback (most recent call last):\n  File "cart.py", line 12, in store\nOSError: disk is full\n',
    "WARNING:shop.cart:cart is empty\nINFO:root:listening\n",
    "[2026-11-02 08:15:00 +0100] [812] [INFO] Booting worker with pid: 812\n",
    '[2026-11-02 08:15:00,250: ERROR/ForkPoolWorker-1] Task shop.mail raised unexpected: OSError("gone")\n',
    'INFO:     Started server process [812]\nINFO:     198.51.100.7:5000 - "GET /orders HTTP/1.1" 500 Internal Server Error\n',
  ],
};

function layoutOf(line: string): { match: RegExpExecArray; sureness: number } | null {
  for (const { pattern, sureness } of LAYOUTS) {
    const match = pattern.exec(line);
    if (match !== null) return { match, sureness };
  }
  return null;
}

function detect(sample: TextSample): number {
  const lines = sampleLines(sample).filter((line) => !isTraceLine(line));
  const found = lines.map(layoutOf).filter((layout) => layout !== null);
  if (found.length === 0 || found.length / lines.length < 0.2) return 0;
  const sureness = found.reduce((sum, layout) => sum + layout.sureness, 0) / found.length;
  return sureness * (found.length / lines.length) ** 0.5;
}

function parse(text: string): ParsedPiece {
  const end = text.indexOf("\n");
  const layout = layoutOf(end === -1 ? text : text.slice(0, end));
  if (layout === null) return { kind: "reject", reason: "No line of the logger, and no record before it." };
  const { match } = layout;
  const { time: timeText, logger, level = "", pid, process } = match.groups ?? {};
  const time = timeText === undefined ? null : headerTime(timeText);
  const body = text.slice(match[0].length).trim();
  const request = REQUEST.exec(body);
  const [, address, port, method, url, status] = request ?? [];
  const severity = levelOfName(level === "WARN" ? "WARNING" : level);
  return {
    kind: "record",
    timeUs: time?.timeUs ?? null,
    isLocalTime: time?.isLocal,
    timeText: time === null ? timeText : undefined,
    severityNumber: status === undefined ? severity : Math.max(severity, httpSeverity(Number(status))),
    severityText: level,
    body,
    logger: logger === "root" ? undefined : logger,
    processId: pid === undefined ? undefined : Number(pid) % 2 ** 31,
    httpMethod: method,
    url,
    httpStatusCode: status === undefined ? undefined : Number(status),
    remoteAddress: address,
    remotePort: port === undefined ? undefined : Number(port) % 65_536,
    attributes: process === undefined ? undefined : { "process.name": process },
  };
}
