import { describe, expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { postgres } from "./postgres.ts";

function records(text: string) {
  return parseText(postgres, text).pieces.map(({ parsed }) => {
    if (parsed.kind !== "record") throw new Error(parsed.reason);
    return { ...parsed, iso: parsed.timeUs === null ? null : new Date(parsed.timeUs / 1000).toISOString() };
  });
}

const AT = "2025-10-09T08:53:20.000Z";

describe("postgres prefixes", () => {
  it.each([
    [
      "%m [%p] ",
      "2025-10-09 08:53:20.123 UTC [812] LOG:  x",
      { iso: "2025-10-09T08:53:20.123Z", isLocalTime: false, processId: 812 },
    ],
    [
      "%m [%p] %q%u@%d ",
      "2025-10-09 08:53:20.000 UTC [812] avery@tally LOG:  x",
      { iso: AT, userId: "avery", attributes: { "db.namespace": "tally" } },
    ],
    [
      "%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
      "2025-10-09 08:53:20 UTC [812]: [3-1] user=avery,db=tally,app=psql,client=10.0.0.7 LOG:  x",
      { iso: AT, processId: 812, userId: "avery", remoteAddress: "10.0.0.7" },
    ],
    [
      "%t:%r:%u@%d:[%p]:",
      "2025-10-09 08:53:20 UTC:10.0.0.7(5000):avery@tally:[812]:LOG:  x",
      { iso: AT, processId: 812 },
    ],
    [
      "%t:%p:%u:[%i] ",
      "2025-10-09 08:53:20 UTC:812:avery:[SELECT] ERROR:  x",
      { iso: AT, isLocalTime: false, severityNumber: 17 },
    ],
    ["%n %p ", "1760000000.000 812 LOG:  x", { iso: AT, isLocalTime: false }],
    [
      "a numeric zone",
      "2025-10-09 08:53:20 +02 [812] LOG:  x",
      { iso: "2025-10-09T06:53:20.000Z", isLocalTime: false },
    ],
    [
      "the abbreviation of a zone",
      "2025-10-09 08:53:20 CEST [812] LOG:  x",
      { iso: AT, isLocalTime: true, attributes: { "log.time_text": "2025-10-09 08:53:20 CEST" } },
    ],
    ["nothing", "LOG:  x", { iso: null, body: "x" }],
    [
      "a day that does not exist",
      "2025-02-30 08:53:20 UTC [812] LOG:  x",
      { iso: null, timeText: "2025-02-30 08:53:20 UTC" },
    ],
  ])("of %s are read", (_name, line, fields) => {
    expect(records(`${line}\n`)).toMatchObject([fields]);
  });
});

describe("postgres severities", () => {
  it.each([
    ["LOG", 9],
    ["NOTICE", 10],
    ["WARNING", 13],
    ["ERROR", 17],
    ["FATAL", 18],
    ["PANIC", 21],
    ["DEBUG2", 5],
    ["FEHLER", 17],
    ["WARNUNG", 13],
    ["HINWEIS", 10],
    ["PANIK", 21],
    ["ERREUR", 17],
    ["ATTENTION", 13],
    ["ОШИБКА", 17],
    ["エラー", 17],
    ["错误", 17],
  ])("of %s is %i", (word, severityNumber) => {
    expect(records(`2025-10-09 08:53:20.123 UTC [812] ${word}:  x\n`)).toMatchObject([{ severityNumber, body: "x" }]);
  });
});

it("puts detail, hint, context and statement to the record that they explain", () => {
  const at = "2025-10-09 08:53:20.123 UTC [812] avery@tally";
  const text = `${at} ERROR:  duplicate key\n${at} DETAIL:  Key (id)=(7) exists.\n${at} STATEMENT:  insert\n\tinto orders\n\tvalues (7)\n${at} LOG:  duration: 41.500 ms\n`;
  expect(records(text)).toMatchObject([
    {
      body: "duplicate key",
      attributes: {
        "postgres.detail": "Key (id)=(7) exists.",
        "postgres.statement": "insert\ninto orders\nvalues (7)",
      },
    },
    { body: "duration: 41.500 ms", processingTimeMs: 41.5 },
  ]);
});

it("rejects what stands above the first record", () => {
  const { pieces } = parseText(postgres, "\tcut off\n2025-10-09 08:53:20.123 UTC [812] LOG:  x\n");
  expect(pieces[0]?.parsed).toMatchObject({ kind: "reject", reason: expect.stringContaining("no severity") });
});

it("leaves lines within syslog to syslog", () => {
  const head = "Oct  9 08:53:20 db-1 postgres[812]: [3-1] 2025-10-09 08:53:20 UTC [812] LOG:  ready\n";
  expect(detectFormat({ fileName: "a", head, tail: null, receivedAtMs: Date.UTC(2026, 1, 1) }).format).toBe("syslog");
});
