import { describe, expect, it } from "vitest";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { alb } from "./alb.ts";

const APPLICATION =
  'https 2025-10-09T08:53:20.186641Z app/shop/50dc 203.0.113.9:2817 10.0.0.4:80 0.086 0.048 0.037 200 502 0 57 "GET https://shop.example:443/ HTTP/2.0" "curl/8.9.1" - - -';

function only(text: string) {
  const parsed = parseText(alb, text).pieces[0]?.parsed;
  if (parsed?.kind !== "record") throw new Error(parsed?.reason ?? "no piece");
  return parsed;
}

describe("alb", () => {
  it.each([
    [
      "an application's",
      APPLICATION,
      {
        httpStatusCode: 200,
        processingTimeMs: 171,
        remotePort: 2817,
        attributes: { "aws.elb.target_status_code": 502 },
      },
    ],
    [
      "one that reached no target",
      APPLICATION.replace("10.0.0.4:80 0.086 0.048 0.037", "- -1 -1 -1"),
      { processingTimeMs: undefined },
    ],
    [
      "an IPv6 client",
      APPLICATION.replace("203.0.113.9:2817", "2001:db8::7:2817"),
      { remoteAddress: "2001:db8::7", remotePort: 2817 },
    ],
    [
      "columns that nobody knows yet",
      `${APPLICATION}${' "-"'.repeat(16)} new "columns here"`,
      { attributes: { "aws.elb.further_fields": "new columns here" } },
    ],
    [
      "a classic one's",
      '2025-10-09T08:53:20.186641Z shop-lb 203.0.113.9:2817 10.0.0.4:80 0.1 0.2 0.3 404 404 0 29 "GET http://shop.example:80/ HTTP/1.1" "curl/8.9.1" - -',
      { httpStatusCode: 404, severityNumber: 13, processingTimeMs: 600 },
    ],
    [
      "a classic one's for TCP",
      '2025-10-09T08:53:20.186641Z shop-lb 203.0.113.9:2817 10.0.0.4:80 0.1 0.2 0.3 - - 82 305 "- - - " "-" - -',
      { httpStatusCode: undefined, httpMethod: undefined, severityNumber: 9 },
    ],
    [
      "a network one's, whose time has no Z",
      "tls 2.0 2025-10-09T08:53:20 net/shop/c6e7 g3d4 203.0.113.9:2817 10.0.0.4:443 5 2 98 246 - - - - - - shop.example - - -",
      { processingTimeMs: 5 },
    ],
  ])("reads a line of %s", (_name, text, fields) => {
    expect(only(text)).toMatchObject(fields);
    expect(Math.floor((only(text).timeUs ?? 0) / 1_000_000)).toBe(Date.UTC(2025, 9, 9, 8, 53, 20) / 1000);
  });

  it("rejects anything else", () => {
    expect(parseText(alb, "https nothing\n").pieces[0]?.parsed).toMatchObject({
      kind: "reject",
      reason: expect.stringContaining("type and time"),
    });
  });
});
