import { describe, expect, it } from "vitest";
import { cutText, parsePieces, parseResumed, parseText } from "#lib/formats/parse-text.test-kit.ts";
import { syslog } from "./syslog.ts";

const RECEIVED_AT_MS = Date.UTC(2026, 0, 5);

function records(text: string, receivedAtMs = RECEIVED_AT_MS) {
  return parseText(syslog, text, { receivedAtMs }).pieces.map(({ parsed }) => {
    if (parsed.kind !== "record") throw new Error(parsed.reason);
    return { ...parsed, iso: parsed.timeUs === null ? null : new Date(parsed.timeUs / 1000).toISOString() };
  });
}

describe("syslog years", () => {
  const days = (...dates: string[]) => dates.map((date) => `${date} 08:53:20 tally-1 app: x\n`).join("");
  const years = (text: string, receivedAtMs?: number) => records(text, receivedAtMs).map(({ iso }) => iso?.slice(0, 4));

  it.each([
    ["the year of arrival", days("Jan  2", "Jan  3"), ["2026", "2026"]],
    ["the year before for what would be in the future", days("Oct  9"), ["2025"]],
    ["the next one across New Year", days("Dec 30", "Jan  2"), ["2025", "2026"]],
    [
      "the one before for a line that is late at New Year",
      days("Jan  1", "Dec 31", "Jan  1"),
      ["2026", "2025", "2026"],
    ],
    ["every year of a long log", days("Mar  1", "Dec  1", "Feb  1", "Oct  1"), ["2024", "2024", "2025", "2025"]],
    ["the leap year of a 29 February", days("Feb 29", "Mar  1"), ["2024", "2024"]],
    ["the same one for lines out of order", days("Mar  2", "Feb 27"), ["2025", "2025"]],
  ])("are %s", (_name, text, expected) => {
    expect(years(text)).toEqual(expected);
  });

  it.each([
    ["Mär", "03"],
    ["Okt", "10"],
    ["août", "08"],
    ["déc.", "12"],
    ["ene", "01"],
    ["мая", "05"],
  ])("read the month %s", (name, month) => {
    expect(records(`${name} 02 08:53:20 tally-1 app: x\n`)[0]?.iso?.slice(5, 7)).toBe(month);
  });

  it("are noted as assumed, and only where they are", () => {
    expect(parseText(syslog, days("Oct  9")).settings.notes).toHaveLength(1);
    expect(parseText(syslog, "2025-10-09T08:53:20Z tally-1 app: x\n").settings.notes).toBeUndefined();
  });

  it("go on after resuming", () => {
    const text = days("Nov  1", "Dec 31", "Jan  1", "Dec 31", "Jan  2");
    const settings = syslog.survey({ fileName: "a", head: text, tail: null, receivedAtMs: RECEIVED_AT_MS });
    const pieces = cutText(syslog, text, settings);
    expect(parseResumed(syslog, settings, pieces)).toEqual(parsePieces(syslog.createParser(settings), pieces));
  });
});

describe("syslog headers", () => {
  it.each([
    [
      "host, program, process",
      "Jan  2 08:53:20 tally-1 app[7]: x",
      { hostName: "tally-1", logger: "app", processId: 7, body: "x" },
    ],
    [
      "no process",
      "Jan  2 08:53:20 tally-1 app: x",
      { hostName: "tally-1", logger: "app", processId: undefined, body: "x" },
    ],
    [
      "a colon between host and message, as Cisco's firewalls write it",
      "<166>Jan  2 08:53:20 fw-1 : %ASA-6-302013: x",
      { hostName: "fw-1", logger: "%ASA-6-302013", body: "x" },
    ],
    ["no host", "Jan  2 08:53:20 app[7]: x", { hostName: undefined, logger: "app", body: "x" }],
    ["no program", "Jan  2 08:53:20 tally-1 x y", { hostName: "tally-1", logger: undefined, body: "x y" }],
    ["an IPv6 host", "Jan  2 08:53:20 2001:db8::7 app: x", { hostName: "2001:db8::7", logger: "app" }],
    ["a program in capitals", "Jan  2 08:53:20 CRON: x", { logger: "CRON" }],
    [
      "a program with spaces",
      "Jan  2 08:53:20 tally-1 Tally Book Agent[7]: x",
      { logger: "Tally Book Agent", processId: 7 },
    ],
    ["a path", "Jan  2 08:53:20 tally-1 /usr/sbin/app[7]: x", { logger: "/usr/sbin/app" }],
    ["brackets where a host would be", "Jan  2 08:53:20 [main] x", { hostName: undefined, body: "[main] x" }],
    ["macOS levels", "Jan  2 08:53:20 tally-1 app[7] <Error>: x", { logger: "app", severityNumber: 17, body: "x" }],
    [
      "a priority",
      "<11>Jan  2 08:53:20 tally-1 app: x",
      { severityNumber: 17, sharedAttributes: { "syslog.facility": "user" } },
    ],
    ["an octet count", "40 <11>Jan  2 08:53:20 tally-1 app: x", { severityNumber: 17, body: "x" }],
    ["fractions", "Jan  2 08:53:20.123 tally-1 app: x", { iso: "2026-01-02T08:53:20.123Z" }],
    ["a zone", "2025-10-09T08:53:20.5+02:00 tally-1 app: x", { iso: "2025-10-09T06:53:20.500Z", isLocalTime: false }],
    [
      "short-full",
      "Thu 2025-10-09 08:53:20 UTC tally-1 app[7]: x",
      { iso: "2025-10-09T08:53:20.000Z", isLocalTime: false, logger: "app" },
    ],
    ["short-unix", "1760000000.417303 tally-1 app[7]: x", { iso: "2025-10-09T08:53:20.417Z", hostName: "tally-1" }],
    ["Cisco's routers", "000123: *Jan  2 08:53:20.123: %LINK-3-UPDOWN: x", { severityNumber: 17 }],
    [
      "Cisco's firewalls",
      "Oct 09 2025 08:53:20: %ASA-6-302013: x",
      { iso: "2025-10-09T08:53:20.000Z", severityNumber: 9 },
    ],
    [
      "repetitions",
      "Jan  2 08:53:20 tally-1 last message repeated 3 times",
      { hostName: "tally-1", attributes: { "log.repeated_count": 3 } },
    ],
    [
      "a level before the program",
      "2025-10-09T08:53:20.5+02:00 ERR app[7]: x",
      { severityNumber: 17, hostName: undefined, logger: "app", body: "x" },
    ],
    ["journalctl's own lines", "-- Reboot --", { timeUs: null, body: "-- Reboot --" }],
    ["a day that does not exist", "Jan 32 08:53:20 tally-1 app: x", { timeUs: null, timeText: "Jan 32 08:53:20" }],
  ])("are read with %s", (_name, text, fields) => {
    expect(records(`${text}\n`)).toMatchObject([fields]);
  });

  it.each([
    [
      "structured data",
      '<14>1 2025-10-09T08:53:20Z h a 7 m [x@1 k="v \\] \\" \\\\"] text',
      { "x@1": { k: 'v ] " \\' } },
      "text",
    ],
    [
      "two elements",
      '<14>1 2025-10-09T08:53:20Z h a 7 m [x@1 k="v"][y@1 l="w"] text',
      { "x@1": { k: "v" }, "y@1": { l: "w" } },
      "text",
    ],
    ["an element without parameters", "<14>1 2025-10-09T08:53:20Z h a 7 m [x@1] text", { "x@1": {} }, "text"],
    ["a name of JavaScript's", '<14>1 - h a 7 m [__proto__ k="v"] text', JSON.parse('{"__proto__":{"k":"v"}}'), "text"],
  ])("of RFC 5424 have %s", (_name, text, structured, body) => {
    expect(records(`${text}\n`)).toMatchObject([{ body, attributes: { "syslog.structured_data": structured } }]);
  });

  it("leave structured data that breaks the rules in the message", () => {
    expect(records("<14>1 - h a 7 m [x@1 k=v text\n")).toMatchObject([{ body: "[x@1 k=v text" }]);
  });
});

it("joins lines without a header to the message before them", () => {
  expect(records("Jan  2 08:53:20 tally-1 app: x\n\tmore\nand more\nJan  2 08:53:21 tally-1 app: y\n")).toMatchObject([
    { body: "x\n\tmore\nand more" },
    { body: "y" },
  ]);
});

it("rejects what stands above the first header", () => {
  const { pieces } = parseText(syslog, "cut off\nJan  2 08:53:20 tally-1 app: x\n");
  expect(pieces[0]?.parsed).toMatchObject({ kind: "reject", reason: expect.stringContaining("neither a time") });
});
