import { caseOf } from "./cause-case.ts";
import {
  accessLines,
  containerLines,
  iisLines,
  journalLines,
  jsonLines,
  log4jLines,
  nginxLines,
  pinoLines,
  postgresLines,
  pythonLines,
  syslogLines,
} from "./service-lines.ts";

const pino = caseOf("pino", "ledger.log");
const log4j = caseOf("log4j", "ledger.log");
const syslog = caseOf("syslog", "syslog");
const access = caseOf("access-log", "access.log");

export const SERVICE_CASES = [
  pino("a crash that a lost database began, and a harmless error long before", {
    lines: pinoLines(
      [30, "server listening on 8080"],
      [50, "could not read favicon.ico"],
      ...Array.from({ length: 600 }, (_, n): [number, string] => [30, `request ${n} done`]),
      [50, "database connection lost: ECONNREFUSED 192.0.2.9:5432"],
      [50, "query failed: no connection"],
      [60, "uncaught exception: Error: no connection, exiting"],
    ),
    cause: "database connection lost",
    outcomes: [],
  }),
  pino("an error that comes back every minute and harms nobody, and the one that ends the service", {
    lines: pinoLines(
      [30, "server listening on 8080"],
      ...Array.from({ length: 5 }, (_, n): [number, string][] => [
        [50, `could not push metrics, try ${n}`],
        ...Array.from({ length: 40 }, (_, m): [number, string] => [30, `request ${n * 40 + m} done`]),
      ]).flat(),
      [50, "cannot write the ledger: no space left on device"],
      [50, "request failed with 500"],
      [60, "giving up, shutting down"],
    ),
    cause: "no space left",
    outcomes: [],
  }),
  pino("a program that dies without a word in its own format", {
    lines: [
      ...pinoLines([30, "server listening on 8080"], [40, "slow request"], [30, "request 1 done"]),
      "/srv/ledger/total.js:17",
      "  return order.items.length;",
      "               ^",
      "",
      "TypeError: Cannot read properties of undefined (reading 'items')",
      "    at total (/srv/ledger/total.js:17:16)",
      "    at handle (/srv/ledger/server.js:40:9)",
      "",
      "Node.js v24.1.0",
    ],
    cause: "reading 'items'",
    outcomes: [],
  }),
  pino("a program that says why, and then dies of it", {
    lines: [
      ...pinoLines([30, "server listening on 8080"], [50, "database connection lost: ECONNREFUSED 192.0.2.9:5432"]),
      "Error: no connection",
      "    at query (/srv/ledger/store.js:8:11)",
    ],
    cause: "database connection lost",
    outcomes: [],
  }),
  caseOf("json", "ledger.log")("a panic between the lines of a program that was started again", {
    lines: [
      ...jsonLines([
        { level: "info", ts: 1_795_000_000, msg: "ready" },
        { level: "info", ts: 1_795_000_001, msg: "request 1 done" },
      ]),
      "panic: assignment to entry in nil map",
      "",
      "goroutine 7 [running]:",
      "main.(*Ledger).add(0xc000012345, 0x1)",
      "\t/src/ledger.go:41 +0x1d",
      "exit status 2",
      ...jsonLines([{ level: "info", ts: 1_795_000_005, msg: "ready" }]),
    ],
    cause: "nil map",
    outcomes: [],
  }),
  pino("a connection that came back", {
    lines: pinoLines(
      [30, "server listening on 8080"],
      [50, "cache connection lost"],
      [50, "cache connection lost"],
      [30, "cache reconnected after 2 attempts"],
      [30, "request 1 done"],
    ),
    cause: null,
    outcomes: [],
  }),
  pino("one error that occurs most, after another that occurs once", {
    lines: pinoLines(
      [50, "could not send the welcome mail"],
      [30, "request 1 done"],
      [50, "disk quota exceeded while writing invoice 1"],
      [50, "disk quota exceeded while writing invoice 2"],
      [50, "disk quota exceeded while writing invoice 3"],
    ),
    cause: "writing invoice 1",
    outcomes: [],
  }),
  pino("nothing wrong at all, with words that sound so", {
    lines: pinoLines([30, "no errors found"], [30, "failed logins: 0"], [40, "slow request"], [30, "exit code 0"]),
    cause: null,
    outcomes: [],
  }),
  pino("a crash loop of one cause: the first time counts", {
    lines: pinoLines(
      ...[1, 2, 3].flatMap((n): [number, string][] => [
        [30, `server listening on 8080 (run ${n})`],
        [50, `license file is missing, run ${n}`],
        [60, `fatal error: cannot continue, run ${n}`],
      ]),
    ),
    cause: "license file is missing, run 1",
    outcomes: [],
  }),
  log4j("a stack trace, then the end of the application", {
    lines: [
      ...log4jLines(
        "INFO|Starting application",
        "ERROR|Could not open the ledger java.io.FileNotFoundException: ledger.db",
      ),
      "\tat com.example.Ledger.open(Ledger.java:41)",
      "\tat com.example.Main.main(Main.java:12)",
      ...log4jLines("WARN|Closing 3 pools", "FATAL|Application run failed: FileNotFoundException"),
    ],
    cause: "Could not open the ledger",
    outcomes: [],
  }),
  log4j("a retry that worked", {
    lines: log4jLines(
      "INFO|Starting application",
      "ERROR|Mail server does not answer",
      "INFO|Mail sent, succeeded on attempt 2",
      "INFO|Day closed",
    ),
    cause: null,
    outcomes: [],
  }),
  syslog("a service that systemd sees ending", {
    lines: syslogLines(
      "ledger[412]: listening on port 8080",
      "ledger[412]: error: cannot bind the second port: address in use",
      "systemd[1]: ledger.service: Main process exited, code=exited, status=1/FAILURE",
      "systemd[1]: ledger.service: Failed with result 'exit-code'.",
    ),
    cause: "cannot bind the second port",
    outcomes: [],
  }),
  syslog("the kernel ends a process for want of memory", {
    lines: syslogLines(
      "ledger[412]: listening on port 8080",
      "CRON[900]: (root) CMD (/usr/bin/tidy)",
      "kernel: [81.7] Out of memory: Killed process 412 (ledger) total-vm:812000kB",
      "systemd[1]: ledger.service: Main process exited, code=killed, status=9/KILL",
    ),
    cause: "Out of memory: Killed process",
    outcomes: [],
  }),
  access("an upstream that answers 502 on one path, and a single 500 before", {
    lines: accessLines(
      ["/health", 200],
      ["/report?id=1", 500],
      ["/invoices/7", 200],
      ["/invoices/8", 502],
      ["/invoices/9", 502],
      ["/invoices/10", 502],
      ["/missing", 404],
    ),
    cause: "/invoices/8",
    outcomes: [],
  }),
  access("missing pages are the client's trouble", {
    lines: accessLines(["/", 200], ["/robots.txt", 404], ["/admin", 403], ["/", 200]),
    cause: null,
    outcomes: [],
  }),
  caseOf("python", "ledger.log")("a worker that stops at a value it can't read", {
    lines: [
      ...pythonLines("INFO|worker ready", "ERROR|could not read row 17 ValueError: bad amount"),
      "Traceback (most recent call last):",
      '  File "/srv/ledger/rows.py", line 12, in read',
      "ValueError: bad amount",
      ...pythonLines("CRITICAL|worker exiting due to ValueError"),
    ],
    cause: "could not read row 17",
    outcomes: [],
  }),
  caseOf("nginx-error", "error.log")("an upstream that refuses, over and over", {
    lines: nginxLines(
      'error|open() "/srv/www/favicon.ico" failed (2: No such file or directory), client: 192.0.2.7',
      "error|connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.71",
      "error|connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.8",
      "error|connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.9",
    ),
    cause: "192.0.2.71",
    outcomes: [],
  }),
  caseOf("postgres", "postgresql.log")(
    "a wrong password is fatal for one connection only; the full disk ends the server",
    {
      lines: postgresLines(
        "LOG:  database system is ready to accept connections",
        'FATAL:  password authentication failed for user "probe"',
        'ERROR:  could not extend file "base/16384/2619": No space left on device',
        "LOG:  server process (PID 4188) was terminated by signal 6: Aborted",
        "LOG:  terminating any other active server processes",
      ),
      cause: "could not extend file",
      outcomes: [],
    },
  ),
  caseOf("docker-json", "container-json.log")("a container that ends for want of a setting", {
    lines: containerLines(
      "stdout|starting server",
      "stderr|ERROR missing setting LEDGER_KEY",
      "stderr|ERROR could not start the ledger",
      "stderr|fatal error: cannot continue",
    ),
    cause: "missing setting LEDGER_KEY",
    outcomes: [],
  }),
  caseOf("journald-json", "journal.json")("a unit that fails, with an error of another unit hours before", {
    lines: journalLines(
      [3, "clock", "time source does not answer"],
      [6, "clock", "time source is available again"],
      [3, "ledger", "cannot open /var/lib/ledger/day.db: permission denied"],
      [4, "systemd", "ledger.service: Main process exited, code=exited, status=2/INVALIDARGUMENT"],
      [4, "systemd", "ledger.service: Failed with result 'exit-code'."],
    ),
    cause: "cannot open",
    outcomes: [],
  }),
  caseOf("winston", "app.log")("a promise nobody handled, after the request that caused it", {
    lines: jsonLines([
      { level: "info", message: "listening on 8080", timestamp: "2026-11-18T08:14:02.000Z" },
      {
        level: "error",
        message: "invoice 7 could not be priced: TypeError: rate is not a number",
        timestamp: "2026-11-18T08:14:03.000Z",
      },
      {
        level: "error",
        message: "unhandled rejection: TypeError: rate is not a number",
        timestamp: "2026-11-18T08:14:04.000Z",
      },
    ]),
    cause: "could not be priced",
    outcomes: [],
  }),
  caseOf("w3c", "u_ex261118.log")("an application pool that is off", {
    lines: iisLines(["/", 200], ["/orders", 404], ["/orders/1", 503], ["/orders/2", 503], ["/orders/3", 503]),
    cause: "/orders/1",
    outcomes: [],
  }),
];
