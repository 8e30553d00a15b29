import { describe, expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { haproxy } from "./haproxy.ts";

const CLIENT = "203.0.113.9:33317 [09/Oct/2025:08:53:20.655]";
const HTTP = `${CLIENT} http-in~ shop/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0`;

function only(text: string) {
  const parsed = parseText(haproxy, text).pieces[0]?.parsed;
  if (parsed?.kind !== "record") throw new Error(parsed?.reason ?? "no piece");
  return parsed;
}

describe("haproxy", () => {
  it.each([
    [
      "a request",
      `${HTTP} "GET /a HTTP/1.1"`,
      { httpMethod: "GET", url: "/a", httpStatusCode: 200, processingTimeMs: 109, severityNumber: 9 },
    ],
    [
      "captured headers",
      `${HTTP} {shop.example|x} {y} "GET /a HTTP/1.1"`,
      {
        url: "/a",
        attributes: {
          "haproxy.captured_request_headers": ["shop.example", "x"],
          "haproxy.captured_response_headers": ["y"],
        },
      },
    ],
    [
      "a host between server and timers, and no client",
      '-:33317 [09/Oct/2025:08:53:20.655] http-in~ shop/srv1 shop.example 10/0/30/69/109 502 2750 - - SH-- 1/1/1/1/0 0/0 "GET /a HTTP/1.1"',
      { remoteAddress: undefined, remotePort: 33_317, url: "/a", httpStatusCode: 502, severityNumber: 17 },
    ],
    ["a request that was cut", `${HTTP} "GET /a`, { url: "/a" }],
    ["a bad request", `${HTTP} "<BADREQ>"`, { url: undefined, attributes: { "haproxy.request": "<BADREQ>" } }],
    [
      "a failed server",
      `${CLIENT} http-in shop/<NOSRV> -1/-1/-1/-1/5 503 212 - - SC-- 1/1/1/1/3 0/0 "GET / HTTP/1.1"`,
      { httpStatusCode: 503, severityNumber: 17, attributes: { "haproxy.termination_state": "SC--" } },
    ],
    [
      "a connection",
      `${CLIENT} db-in db/srv2 0/0/5007 212 -- 0/0/0/0/3 0/0`,
      { httpStatusCode: undefined, processingTimeMs: 5007, severityNumber: 9 },
    ],
    [
      "a connection that its server ended",
      `${CLIENT} db-in db/srv2 0/0/5007 212 SD 0/0/0/0/3 0/0`,
      { severityNumber: 17 },
    ],
    [
      "a failed handshake",
      `${CLIENT} tls-in/1: SSL handshake failure`,
      { severityNumber: 13, sharedAttributes: { "haproxy.frontend": "tls-in/1" } },
    ],
  ])("reads %s", (_name, text, fields) => {
    const expected = {
      timeUs: Date.UTC(2025, 9, 9, 8, 53, 20, 655) * 1000,
      isLocalTime: true,
      remoteAddress: "203.0.113.9",
      ...fields,
    };
    expect(only(text)).toMatchObject(expected);
    expect(only(`Oct  9 08:53:20 lb-1 haproxy[812]: ${text}`)).toMatchObject({
      ...expected,
      hostName: "lb-1",
      processId: 812,
    });
    expect(only(`<134>1 2025-10-09T08:53:20Z lb-1 haproxy 812 - - ${text}`)).toMatchObject({
      ...expected,
      hostName: "lb-1",
    });
    expect(only(`haproxy[812]: ${text}`)).toMatchObject({ ...expected, processId: 812 });
  });

  it("reads its messages, with the year of the traffic around them", () => {
    const text = `Oct  9 08:53:20 lb-1 haproxy[812]: ${HTTP}\nOct  9 08:53:21 lb-1 haproxy[812]: Proxy shop started.\n`;
    const { pieces } = parseText(haproxy, text);
    expect(pieces[1]?.parsed).toMatchObject({
      timeUs: Date.UTC(2025, 9, 9, 8, 53, 21) * 1000,
      body: "Proxy shop started.",
    });
  });

  it.each([
    ["haproxy", 3],
    ["syslog", 1],
  ])("wins over syslog where most lines are its own: %s", (format, count) => {
    const own = `Oct  9 08:53:20 lb-1 haproxy[812]: ${HTTP} "GET / HTTP/1.1"\n`;
    const head = own.repeat(count) + "Oct  9 08:53:20 lb-1 sshd[7]: session opened\n".repeat(2);
    expect(detectFormat({ fileName: "a", head, tail: null, receivedAtMs: Date.UTC(2026, 1, 1) }).format).toBe(format);
  });
});
