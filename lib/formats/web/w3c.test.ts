import { describe, expect, it } from "vitest";
import { cutText, parsePieces, parseResumed, parseText } from "#lib/formats/parse-text.test-kit.ts";
import { w3c } from "./w3c.ts";

const CHANGING = [
  "#Date: 2025-10-09 23:59:00",
  "#Fields: time c-ip cs-method cs-uri-stem sc-status",
  "23:59:59 203.0.113.9 GET /a 200",
  "#Date: 2025-10-10 00:00:00",
  "#Fields: date time cs-method cs-uri-stem sc-status time-taken",
  "2025-10-10 00:00:01 POST /b 503 31",
  "2025-10-10 00:00:02 GET /c 404 7",
  "",
].join("\n");

function records(text: string) {
  return parseText(w3c, text).pieces.map(({ parsed }) => (parsed.kind === "record" ? parsed : null));
}

describe("w3c", () => {
  it("follows directives that change in the middle, also when it resumes there", () => {
    expect(records(CHANGING)).toMatchObject([
      { timeUs: Date.UTC(2025, 9, 9, 23, 59, 59) * 1000, remoteAddress: "203.0.113.9", url: "/a", severityNumber: 9 },
      { timeUs: Date.UTC(2025, 9, 10, 0, 0, 1) * 1000, url: "/b", severityNumber: 17, processingTimeMs: 31 },
      { timeUs: Date.UTC(2025, 9, 10, 0, 0, 2) * 1000, url: "/c", severityNumber: 13, remoteAddress: undefined },
    ]);
    const settings = w3c.survey({ fileName: "a", head: CHANGING, tail: null, receivedAtMs: 0 });
    const pieces = cutText(w3c, CHANGING, settings);
    expect(parseResumed(w3c, settings, pieces)).toEqual(parsePieces(w3c.createParser(settings), pieces));
  });

  it.each([
    ["UTC by definition", "#Fields: date time c-ip\n2025-10-09 08:53:20 203.0.113.9\n", false],
    [
      "local when a header says so",
      "#Time Format: Local\n#Fields: date time c-ip\n2025-10-09 08:53:20 203.0.113.9\n",
      true,
    ],
    ["local by the name of the field", "#Fields: date-local time-local c-ip\n2025-10-09 08:53:20 203.0.113.9\n", true],
  ])("takes times as %s", (_name, text, isLocalTime) => {
    expect(records(text)).toMatchObject([{ timeUs: Date.UTC(2025, 9, 9, 8, 53, 20) * 1000, isLocalTime }]);
  });

  it("reads the date as the working draft writes it", () => {
    const text = "#Version: 1.0\n#Date: 12-Jan-1996 00:00:00\n#Fields: time cs-method cs-uri\n00:34:23 GET /a.html\n";
    expect(records(text)).toMatchObject([{ timeUs: Date.UTC(1996, 0, 12, 0, 34, 23) * 1000, url: "/a.html" }]);
  });

  it.each([
    ["spaces for plus", "GET /a+b Mozilla/5.0+(X11)", { url: "/a+b" }, { "user_agent.original": "Mozilla/5.0 (X11)" }],
    ["quoted values", 'GET "/a b" "Agent ""7"""', { url: "/a b" }, { "user_agent.original": 'Agent "7"' }],
  ])("reads %s", (_name, line, fields, sharedAttributes) => {
    const text = `#Fields: cs-method cs-uri-stem cs(User-Agent)\n${line}\n`;
    expect(records(text)).toMatchObject([{ ...fields, sharedAttributes }]);
  });

  it("does not take the codes of FTP for those of HTTP", () => {
    const text = "#Fields: date time cs-method cs-uri-stem sc-status\n2025-10-09 08:53:20 PASS - 530\n";
    expect(records(text)).toMatchObject([
      { httpMethod: undefined, httpStatusCode: undefined, severityNumber: 13, attributes: { "sc-status": "530" } },
    ]);
  });

  it.each([
    ["a row above every #Fields", "2025-10-09 08:53:20 203.0.113.9\n", "No #Fields line"],
    ["a row cut short", "#Fields: date time c-ip cs-method\n2025\n", "Only 1 of the 4 values"],
  ])("rejects %s", (_name, text, reason) => {
    const parsed = parseText(w3c, text).pieces[0]?.parsed;
    expect(parsed).toMatchObject({ kind: "reject", reason: expect.stringContaining(reason) });
  });

  it.each([
    ["with a referrer", "curl/8.9.1 https://shop.example.com/ 404 0 2 31", "https://shop.example.com/"],
    ["without one", "curl/8.9.1 404 0 2 31", undefined],
  ])("knows the columns of IIS where the log was cut off above them, %s", (_name, end, referer) => {
    const row = (second: number) =>
      `2025-10-09 08:53:2${second} 10.0.0.4 GET /orders id=7 443 avery 203.0.113.9 ${end}\n`;
    const text = row(0) + row(1);
    expect(w3c.detect({ fileName: "u_ex251009.log", head: text, tail: null, receivedAtMs: 0 })).toBeGreaterThan(0.8);
    const read = records(text);
    expect(read).toHaveLength(2);
    expect(read[1]).toMatchObject({
      timeUs: Date.UTC(2025, 9, 9, 8, 53, 21) * 1000,
      httpMethod: "GET",
      httpStatusCode: 404,
      remoteAddress: "203.0.113.9",
      userId: "avery",
      processingTimeMs: 31,
    });
    expect(read[1]?.attributes?.["http.request.header.referer"]).toBe(referer);
  });

  it("says when a row has more values than columns", () => {
    expect(records("#Fields: date time c-ip\n2025-10-09 08:53:20 203.0.113.9 more\n")).toMatchObject([
      { attributes: { "w3c.value_count": 4, "w3c.field_count": 3 } },
    ]);
  });

  it("keeps directives under which nothing stands", () => {
    expect(records(`${CHANGING}#Remark: over\n`)).toHaveLength(4);
  });
});
