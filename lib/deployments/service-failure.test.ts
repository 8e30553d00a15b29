import { describe, expect, it } from "vitest";
import type { LogRecord } from "#lib/model/log-record.ts";
import type { SeverityNumber } from "#lib/model/severity.ts";
import { createInstallationTracker } from "./installation-tracker.ts";

type Row = [severity: SeverityNumber, body: string, more?: Partial<LogRecord>];

function explain(format: string, rows: readonly Row[]): string | null {
  const tracker = createInstallationTracker({ format, fileName: "x.log" });
  for (const [index, [severityNumber, body, more]] of rows.entries()) {
    const place = { recordNumber: index + 1, byteOffset: index * 100, byteLength: 100 };
    tracker.observe({ kind: "record", ...place, timestampUs: index * 1_000_000, severityNumber, body, ...more });
  }
  const line = tracker.failingLine();
  return (
    line && `#${line.recordNumber} ${(line.evidence ?? []).map((one) => `${one.role} ${one.recordNumber}`).join(", ")}`
  );
}

const QUIET: Row[] = Array.from({ length: 600 }, () => [9, "request done"]);

describe("the failing line of a log without installations", () => {
  it.each<[string, string, Row[], string | null]>([
    [
      "nothing for a log that is well",
      "pino",
      [
        [9, "listening on 80"],
        [13, "slow"],
      ],
      null,
    ],
    [
      "the only error",
      "pino",
      [
        [9, "start"],
        [17, "no ledger"],
        [9, "on"],
      ],
      "#2 cause 2",
    ],
    [
      "the first error before a fatal end",
      "pino",
      [
        [17, "no database"],
        [17, "no rows"],
        [21, "giving up"],
      ],
      "#1 cause 1, consequence 2, exit 3",
    ],
    [
      "the fatal end itself when no error is near",
      "pino",
      [[17, "no icon"], ...QUIET, [21, "giving up"]],
      "#602 cause 602",
    ],
    [
      "the error that shares its name with the end",
      "pino",
      [
        [17, "mail was refused"],
        [17, "read failed: LedgerError"],
        [21, "uncaught exception: LedgerError"],
      ],
      "#2 cause 2, exit 3",
    ],
    [
      "the first of a crash loop",
      "pino",
      [
        [17, "no key 1"],
        [21, "end"],
        [9, "listening on 1"],
        [17, "no key 2"],
        [21, "end"],
      ],
      "#1 cause 1, exit 2",
    ],
    [
      "the last crash when it had another cause",
      "pino",
      [
        [17, "no key"],
        [21, "end"],
        [9, "listening on 1"],
        [17, "disk is full"],
        [21, "end"],
      ],
      "#4 cause 4, exit 5",
    ],
    [
      "nothing that was taken back",
      "pino",
      [
        [17, "queue lost"],
        [9, "queue reconnected"],
        [9, "on"],
      ],
      null,
    ],
    [
      "what comes back after it was taken back",
      "pino",
      [
        [17, "queue lost"],
        [9, "queue reconnected"],
        [17, "queue lost"],
      ],
      "#3 cause 3",
    ],
    [
      "the commonest of several",
      "pino",
      [
        [17, "odd one"],
        [17, "row 1 is bad"],
        [17, "row 2 is bad"],
      ],
      "#2 cause 2, consequence 3",
    ],
    [
      "answers of a web server by status and path",
      "access-log",
      [
        [17, "GET /b 500", { httpStatusCode: 500, url: "/b" }],
        [17, "GET /a?x=1 502", { httpStatusCode: 502, url: "/a?x=1" }],
        [17, "GET /a?x=2 502", { httpStatusCode: 502, url: "/a?x=2" }],
      ],
      "#2 cause 2, consequence 3",
    ],
    [
      "an end that only an info line tells",
      "syslog",
      [
        [17, "no port"],
        [9, "x.service: Main process exited, code=exited, status=1/FAILURE"],
      ],
      "#1 cause 1, exit 2",
    ],
    ["no clean exit", "syslog", [[9, "x.service: Main process exited, code=exited, status=0/SUCCESS"]], null],
    [
      "no fatal connection of PostgreSQL",
      "postgres",
      [
        [18, "password authentication failed"],
        [17, "disk is full"],
        [9, "server process (PID 1) was terminated by signal 6"],
      ],
      "#2 cause 2, exit 3",
    ],
  ])("is %s", (_, format, rows, expected) => {
    expect(explain(format, rows)).toBe(expected);
  });
});
