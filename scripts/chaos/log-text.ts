import type { SeededRandom } from "../seeded-random.ts";

export interface LogTextInput {
  random: SeededRandom;
  /** About so many lines. */
  lines: number;
  /** Stands in the text, so that no two files are the same. */
  tag: string;
}

const FIRST_TIME_MS = Date.UTC(2026, 10, 2, 8);
const METHODS = ["GET", "GET", "GET", "POST", "PUT", "DELETE"] as const;
const STATUSES = [200, 200, 200, 201, 204, 304, 400, 404, 500, 503] as const;
const AGENTS = ["okhttp/5.1.0", "kube-probe/1.33", "Mozilla/5.0 (X11; Linux x86_64) Firefox/143.0"] as const;
const WORDS = ["queue", "ledger", "mail", "Größe", "日本", "session", "invoice", "cache"] as const;

/** Text of a log of one kind: what a real program writes, with the odd line that can't be parsed. */
export const LOG_TEXTS = {
  pino: ({ random, lines, tag }: LogTextInput) => lined(lines, (n) => JSON.stringify(pinoRecord(random, n, tag)), "\n"),
  "pino with rejects": ({ random, lines, tag }: LogTextInput) =>
    lined(lines, (n) => (random.chance(0.03) ? broken(random, n) : JSON.stringify(pinoRecord(random, n, tag))), "\n"),
  bunyan: ({ random, lines, tag }: LogTextInput) => lined(lines, (n) => bunyanLine(random, n, tag), "\n"),
  "msi that succeeds": (input: LogTextInput) => msiText(input, 0),
  "msi that fails": (input: LogTextInput) => msiText(input, 1603),
  cmtrace: ({ random, lines, tag }: LogTextInput) => lined(lines, (n) => cmtraceLine(random, n, tag), "\r\n"),
  "cmtrace that fails": (input: LogTextInput) => cmtraceFailure(input),
  plain: ({ random, lines, tag }: LogTextInput) => lined(lines, (n) => plainEntry(random, n, tag), "\n"),
} as const;

export type LogKind = keyof typeof LOG_TEXTS;

function lined(count: number, line: (n: number) => string, lineEnd: string): string {
  const lines: string[] = [];
  for (let n = 1; n <= count; n++) lines.push(line(n));
  return lines.join(lineEnd) + lineEnd;
}

function pinoRecord(random: SeededRandom, n: number, tag: string): object {
  const statusCode = random.pick(STATUSES);
  return {
    level: statusCode >= 500 ? 50 : statusCode >= 400 ? 40 : 30,
    time: FIRST_TIME_MS + n * 7,
    pid: random.between(1, 9),
    hostname: `web-${random.between(1, 4)}`,
    req: {
      id: n,
      method: random.pick(METHODS),
      url: `/api/${random.pick(WORDS)}/${random.between(1, 9999)}`,
      headers: { "user-agent": random.pick(AGENTS), host: "api.example.com", "x-forwarded-for": "203.0.113.9" },
    },
    res: { statusCode },
    context: "OrdersController",
    msg: `${tag} ${random.pick(WORDS)} ${n}`,
    processingTimeMs: random.between(0, 400),
  };
}

function broken(random: SeededRandom, n: number): string {
  return random.pick([`(node:${n}) Warning: too many listeners`, `{"level":30,"time":17627${n},"msg":"cut o`]);
}

function bunyanLine(random: SeededRandom, n: number, tag: string): string {
  const time = new Date(FIRST_TIME_MS + n * 11).toISOString();
  const level = random.pick([20, 30, 30, 40, 50]);
  const msg = `${tag} sent ${n} ${random.pick(WORDS)}`;
  return JSON.stringify({ name: "mailer", hostname: "web-1", pid: 812, level, component: "smtp", msg, time, v: 0 });
}

function clock(n: number, separator: string): string {
  return new Date(FIRST_TIME_MS + n * 13).toISOString().slice(11, 23).replace(".", separator);
}

function msiText({ random, lines, tag }: LogTextInput, status: 0 | 1603): string {
  const isFailed = status !== 0;
  const product = `Ledger ${tag}`;
  const operations = Array.from(
    { length: lines },
    (_, n) =>
      `MSI (s) (5C:1C) [${clock(n, ":")}]: Executing op: RegAddValue(Name=${random.pick(WORDS)}${n},Value=${tag},)`,
  );
  const cause = [
    `GrantAcl:  Error 0x80070534: no SID for account ${tag}`,
    "CustomAction SetLedgerAcl returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)",
    "Action ended 09:30:01: InstallFinalize. Return value 3.",
  ];
  const text = [
    "=== Verbose logging started: 02/11/2026  08:00:00  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===",
    ...operations,
    ...(isFailed ? cause : []),
    `Action ended 09:30:02: INSTALL. Return value ${isFailed ? 3 : 1}.`,
    `Property(S): ProductName = ${product}`,
    `MSI (s) (5C:1C) [09:30:02:521]: Product: ${product} -- Installation ${isFailed ? "failed" : "completed successfully"}.`,
    "",
    `MSI (s) (5C:1C) [09:30:02:522]: Windows Installer installed the product. Product Name: ${product}. Product Version: 4.2.0. Product Language: 1033. Manufacturer: Example Ltd. Installation success or error status: ${status}.`,
    "",
    `MSI (s) (5C:1C) [09:30:02:530]: MainEngineThread is returning ${status}`,
    "=== Verbose logging stopped: 02/11/2026  9:30:02 ===",
    "",
  ];
  return text.join("\r\n");
}

function cmtraceEntry(n: number, type: 1 | 2 | 3, text: string): string {
  return `<![LOG[${text}]LOG]!><time="${clock(n, ".")}+-60" date="11-02-2026" component="ccmsetup" context="" type="${type}" thread="100" file="ccmsetup.cpp:10">`;
}

function cmtraceLine(random: SeededRandom, n: number, tag: string): string {
  if (random.chance(0.02)) return `stray text ${n} between two records`;
  const body = random.chance(0.1)
    ? `Sending '<Request>\r\n  <Id>${n}</Id>\r\n</Request>'`
    : `${tag} evaluated policy ${n}`;
  return cmtraceEntry(n, random.pick([1, 1, 1, 2, 3]), body);
}

function cmtraceFailure({ random, lines, tag }: LogTextInput): string {
  return (
    cmtraceEntry(0, 1, "==========[ ccmsetup started in process 4120 ]==========") +
    "\r\n" +
    lined(lines, (n) => cmtraceLine(random, n, tag), "\r\n") +
    `${cmtraceEntry(lines + 1, 3, "Download failed, Error: 0x80190194, the requested URL does not exist on the server.")}\r\n` +
    `${cmtraceEntry(lines + 2, 1, "CcmSetup failed with error code 0x80190194")}\r\n`
  );
}

function plainEntry(random: SeededRandom, n: number, tag: string): string {
  const level = random.pick(["INFO", "INFO", "DEBUG", "WARN", "ERROR"]);
  const line = `2026-11-02 ${clock(n, ",")} ${level} [worker-${random.between(1, 4)}] ${tag} ${random.pick(WORDS)} ${n}`;
  return random.chance(0.05) ? `${line}\njava.io.IOException: no route\n\tat example.Main.run(Main.java:${n})` : line;
}
