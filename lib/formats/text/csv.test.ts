import { describe, expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { csv } from "./csv.ts";

const RECEIVED_AT_MS = Date.UTC(2026, 10, 22);

function records(text: string) {
  return parseText(csv, text, { receivedAtMs: RECEIVED_AT_MS }).pieces.map(({ parsed }) => {
    if (parsed.kind !== "record") throw new Error(parsed.reason);
    return { ...parsed, iso: parsed.timeUs === null ? null : new Date(parsed.timeUs / 1000).toISOString() };
  });
}

const detect = (head: string) =>
  detectFormat({ fileName: "a.log", head, tail: null, receivedAtMs: RECEIVED_AT_MS }).format;

describe("csv detection", () => {
  it.each([
    ["commas", "Time,Level,Message\n2025-10-09 08:53:20,info,x\n2025-10-09 08:53:21,info,y\n"],
    ["semicolons", "Zeit;Ebene;Meldung\n09.10.2025 08:53:20;Fehler;x\n09.10.2025 08:53:21;Fehler;y\n"],
    ["tabs", "time\tlevel\tmessage\n2025-10-09 08:53:20\tinfo\tx\n2025-10-09 08:53:21\tinfo\ty\n"],
    ["bars", "Time|Level|Message\n2025-10-09 08:53:20|info|x\n2025-10-09 08:53:21|info|y\n"],
    [
      "quotes around everything",
      '"Time","Level","Message"\n"2025-10-09 08:53:20","info","x, y"\n"2025-10-09 08:53:20","info","x"\n',
    ],
    ["Excel's separator", "sep=;\nTime;Message\n2025-10-09;x\n"],
    [
      "no heading but a time",
      "2025-10-09 08:53:20,a,b,c,d\n2025-10-09 08:53:21,a,b,c,d\n2025-10-09 08:53:22,a,b,c,d\n",
    ],
    [
      "a description without a name",
      "Level,Date and Time,Source,Event ID\nError,10/9/2025 8:53:20 AM,App,7,Failed\nError,10/9/2025 8:53:20 AM,App,7,Failed\n",
    ],
    ["other columns", "id,name,value\n1,a,2\n2,b,3\n3,c,4\n"],
  ])("knows a table with %s", (_name, text) => {
    expect(detect(text)).toBe("csv");
  });

  it.each([
    ["prose with commas", "Dear all,\nthe deploy failed, as you know, at noon\nso, please, wait\n"],
    [
      "sentences of one width",
      "Apples are red, pears are green.\nPlums are blue, figs are not.\nDates are brown, kiwis are green.\n",
    ],
    [
      "times with a comma",
      "2025-10-09 08:53:20,417 INFO a, b, c, d\n2025-10-09 08:53:20,418 INFO a, b, c, d\n2025-10-09 08:53:20,419 INFO a, b, c, d\n",
    ],
    ["a list", "apples, pears\nplums, cherries\n"],
    ["keys and values", "level=info, user=avery, code=7\nlevel=info, user=lee, code=8\n"],
  ])("leaves %s alone", (_name, text) => {
    expect(detect(text)).toBe("plain");
  });
});

describe("csv records", () => {
  it("puts columns where people filter, whatever their case and spaces", () => {
    const text =
      "Time Generated [UTC],Severity Level,Computer Name,User Principal Name,PID,Source,Client IP,Correlation ID,Http Status,Duration (ms),Extra,Message\n" +
      "2025-10-09 08:53:20,Warning,FIN-LT-0147,avery@shop.example,812,Setup,203.0.113.9,c-7,503,41.5,more,Disk full\n";
    expect(records(text)).toMatchObject([
      {
        iso: "2025-10-09T08:53:20.000Z",
        isLocalTime: false,
        severityNumber: 13,
        hostName: "FIN-LT-0147",
        userId: "avery@shop.example",
        processId: 812,
        logger: "Setup",
        remoteAddress: "203.0.113.9",
        requestId: "c-7",
        httpStatusCode: 503,
        processingTimeMs: 41.5,
        attributes: { Extra: "more" },
        body: "Disk full",
      },
    ]);
  });

  it.each([
    ["a date and a time", "Date,Time,Message\n2025-10-09,08:53:20,x\n", "2025-10-09T08:53:20.000Z", true],
    ["seconds of the epoch", "ts,level,message\n1760000000,info,x\n", "2025-10-09T08:53:20.000Z", false],
    ["milliseconds of the epoch", "ts,level,message\n1760000000417,info,x\n", "2025-10-09T08:53:20.417Z", false],
    ["AM and PM", "Time,Level,Message\n10/9/2025 8:53:20 PM,info,x\n", "2025-10-09T20:53:20.000Z", true],
    ["days before months", "Time,Level,Message\n13/10/2025 08:53,info,x\n", "2025-10-13T08:53:00.000Z", true],
    ["dots", "Time;Level;Message\n09.10.2025 08:53:20;info;x\n", "2025-10-09T08:53:20.000Z", true],
    ["seven digits", "Time,Level,Message\n2025-10-09T08:53:20.4173031Z,info,x\n", "2025-10-09T08:53:20.417Z", false],
    ["names of months", "Time;Level;Message\n09 Oct 2025 08:53:20;info;x\n", "2025-10-09T08:53:20.000Z", true],
  ])("have times with %s", (_name, text, iso, isLocalTime) => {
    expect(records(text)).toMatchObject([{ iso, isLocalTime, body: "x" }]);
  });

  it.each([
    ["doubled quotes and delimiters", '"a ""b"", c"', 'a "b", c'],
    ["line ends", '"a\n\nb"', "a\n\nb"],
    ["a stray quote", '5" disk', '5" disk'],
    ["delimiters without quotes in the last column", "a, b", "a, b"],
  ])("keep %s", (_name, field, body) => {
    expect(records(`Time,Level,Message\n2025-10-09,info,${field}\n`)).toMatchObject([{ body }]);
  });

  it("say where day and month are a guess", () => {
    expect(parseText(csv, "Time,Level,Message\n3/4/2025 08:53,info,x\n").settings.notes).toHaveLength(1);
    expect(parseText(csv, "Time,Level,Message\n13/4/2025 08:53,info,x\n").settings.notes).toHaveLength(0);
  });

  it.each([
    ["no column is named after one", "Device,Last check-in,State\nFIN-1,2025-10-09 08:53:20,ok\n", 1],
    ["the one that is has none", "Time,Seen on,State\n08:53:20,2025-10-09 08:53:20,ok\n", 1],
    ["nothing is a time", "Device,Owner,State\nFIN-1,avery,ok\n", 0],
  ])("take the first column of times where %s, and say so", (_name, text, notes) => {
    const { settings, pieces } = parseText(csv, text);
    expect(settings.notes).toHaveLength(notes);
    const timeUs = notes === 0 ? null : Date.UTC(2025, 9, 9, 8, 53, 20) * 1000;
    expect(pieces[0]?.parsed).toMatchObject({ timeUs });
  });

  it("name columns by number without a heading", () => {
    const row = "2025-10-09 08:53:20,a,b,c,d\n";
    expect(records(row.repeat(3))[1]).toMatchObject({
      iso: "2025-10-09T08:53:20.000Z",
      attributes: { column_2: "a", column_5: "d" },
    });
  });

  it("know the columns of PostgreSQL's csvlog, which has no heading", () => {
    const row =
      '2025-10-09 08:53:20.123 UTC,"avery","tally",812,"10.0.0.7:5000",68e7.32c,1,"SELECT",2025-10-09 08:50:00 UTC,3/7,0,ERROR,42P01,"no ""orders""",,"a hint",,,,"select 1",15,,"psql"';
    expect(records(`${row}\n`)).toMatchObject([
      {
        iso: "2025-10-09T08:53:20.123Z",
        isLocalTime: false,
        severityNumber: 17,
        userId: "avery",
        processId: 812,
        body: 'no "orders"',
        attributes: { hint: "a hint", sql_state_code: "42P01", query: "select 1" },
      },
    ]);
  });

  it("know the columns of IIS' own format, which has no heading", () => {
    const row =
      "203.0.113.9, -, 10/09/25, 08:53:20, W3SVC1, WEB-1, 10.0.0.4, 31, 163, 3223, 503, 0, GET, /orders, id=7,";
    expect(records(`${row}\n${row.replace("10/09/25", "10/13/25")}\n`)[0]).toMatchObject({
      iso: "2025-10-09T08:53:20.000Z",
      isLocalTime: true,
      severityNumber: 17,
      remoteAddress: "203.0.113.9",
      hostName: "WEB-1",
      httpMethod: "GET",
      httpStatusCode: 503,
      url: "/orders",
      processingTimeMs: 31,
    });
  });

  it("keep what a row has too much, and say so", () => {
    expect(records("Time,Level,Code\n2025-10-09,info,7\n2025-10-09,info,7\n2025-10-09,info,7,8,9\n")[2]).toMatchObject({
      attributes: { "csv.field_count": 5, "csv.column_count": 3, "csv.further_fields": "8,9" },
    });
  });

  it("reject a line that is no row", () => {
    const { pieces } = parseText(csv, "Time,Level,Message\n2025-10-09,info,x\n2025-10-09,info,x\nend\n");
    expect(pieces[2]?.parsed).toMatchObject({ kind: "reject", reason: "A line without columns; the table has 3." });
  });

  it("keep an impossible date as text", () => {
    expect(records("Time,Level,Message\n2025-02-30 08:53,info,x\n")).toMatchObject([
      { timeUs: null, timeText: "2025-02-30 08:53" },
    ]);
  });

  it("keep a column that is named like a part of JavaScript", () => {
    const [first] = records("Time,__proto__,Message\n2025-10-09,a,x\n");
    expect(Object.entries(first?.attributes ?? {})).toEqual([["__proto__", "a"]]);
  });
});
