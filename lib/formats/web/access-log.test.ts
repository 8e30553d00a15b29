import { describe, expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { expectLinearWork } from "#lib/streams/linear-time.test-kit.ts";
import { accessLog } from "./access-log.ts";

const COMBINED = '"GET /a HTTP/1.1" 200 5 "-" "curl/8.9.1"';
const TIME = "[09/Oct/2025:08:53:20 +0200]";

function only(text: string) {
  const parsed = parseText(accessLog, text).pieces[0]?.parsed;
  if (parsed?.kind !== "record") throw new Error(parsed?.reason ?? "no piece");
  return parsed;
}

describe("access-log clients", () => {
  it.each([
    ["an address", `203.0.113.9 - - ${TIME} ${COMBINED}`, { remoteAddress: "203.0.113.9", userId: undefined }],
    ["an IPv6 address", `2001:db8::7 - - ${TIME} ${COMBINED}`, { remoteAddress: "2001:db8::7" }],
    ["a host name", `pc-7.shop.example - - ${TIME} ${COMBINED}`, { remoteAddress: "pc-7.shop.example" }],
    ["a user with a space", `203.0.113.9 - avery lee ${TIME} ${COMBINED}`, { userId: "avery lee" }],
    ["a port", `203.0.113.9:4711 - - ${TIME} ${COMBINED}`, { remoteAddress: "203.0.113.9", remotePort: 4711 }],
    ["no user at all", `203.0.113.9 ${TIME} ${COMBINED}`, { remoteAddress: "203.0.113.9", userId: undefined }],
    ["one dash only", `203.0.113.9 - ${TIME} ${COMBINED}`, { remoteAddress: "203.0.113.9", userId: undefined }],
    ["a virtual host", `shop.example:80 203.0.113.9 - - ${TIME} ${COMBINED}`, { remoteAddress: "203.0.113.9" }],
    [
      "addresses of proxies",
      `198.51.100.7, 10.0.0.3 - - ${TIME} ${COMBINED}`,
      { clientAddress: "198.51.100.7", remoteAddress: "10.0.0.3" },
    ],
    [
      "a virtual host before addresses of proxies",
      `shop.example 198.51.100.7, 10.0.0.3 - - ${TIME} ${COMBINED}`,
      { clientAddress: "198.51.100.7", remoteAddress: "10.0.0.3" },
    ],
    [
      "quoted addresses of proxies",
      `"198.51.100.7, 10.0.0.3" - - ${TIME} ${COMBINED}`,
      { clientAddress: "198.51.100.7", remoteAddress: "10.0.0.3" },
    ],
    [
      "the time first",
      `${TIME} 203.0.113.9 TLSv1.3 "GET /a HTTP/1.1" 200 5`,
      { remoteAddress: "203.0.113.9", url: "/a" },
    ],
    [
      "a forwarded address at the end",
      `10.0.0.3 - - ${TIME} ${COMBINED} "198.51.100.7"`,
      { clientAddress: "198.51.100.7", remoteAddress: "10.0.0.3" },
    ],
  ])("reads %s", (_name, text, fields) => {
    expect(only(text)).toMatchObject({
      timeUs: Date.UTC(2025, 9, 9, 6, 53, 20) * 1000,
      httpStatusCode: 200,
      ...fields,
    });
  });
});

describe("access-log fields behind the size", () => {
  const EXTRA = `203.0.113.9 - - ${TIME} "GET /a HTTP/1.1" 200 5`;
  const AGENT = { "user_agent.original": "curl/8.9.1" };

  it.each([
    ["a duration before the referrer", `${EXTRA} 3413 "-" "curl/8.9.1"`, { sharedAttributes: AGENT }],
    [
      "fields on both sides of it",
      `${EXTRA} 10.0.0.4 + 400 "https://shop.example/a" "curl/8.9.1" X-Forwarded-For="198.51.100.7, 10.0.0.3"`,
      {
        clientAddress: "198.51.100.7",
        sharedAttributes: AGENT,
        attributes: {
          "http.request.header.referer": "https://shop.example/a",
          "access.further_fields": '10.0.0.4 + 400 X-Forwarded-For="198.51.100.7, 10.0.0.3"',
        },
      },
    ],
    ["an agent that was cut", `${EXTRA} "-" "curl/8.9`, { sharedAttributes: { "user_agent.original": "curl/8.9" } }],
    [
      "quoted fields that are no referrer",
      `${EXTRA} 0.003 "pool a" "x"`,
      { attributes: { "access.further_fields": '0.003 "pool a" "x"' } },
    ],
  ])("are read with %s", (_name, text, fields) => {
    expect(only(text)).toMatchObject(fields);
  });
});

describe("access-log requests", () => {
  it.each([
    [
      "a request",
      '"GET /a b HTTP/1.1" 404 5',
      { httpMethod: "GET", url: "/a b", httpStatusCode: 404, severityNumber: 13 },
    ],
    ["a handshake", '"\\x16\\x03\\x01" 400 0', { httpMethod: undefined, httpStatusCode: 400, severityNumber: 13 }],
    ["nothing", '"-" 408 -', { httpMethod: undefined, httpStatusCode: 408 }],
    ["an empty request", '"" 400 0', { httpMethod: undefined, httpStatusCode: 400 }],
    ["escaped quotes", '"GET /\\"x\\" HTTP/1.1" 200 5', { url: '/\\"x\\"' }],
    ["quotes that are not escaped", '"GET /"x"y HTTP/1.1" 500 5', { url: '/"x"y', severityNumber: 17 }],
    ["a line cut behind the request", '"GET / HTTP/1.1"', { url: "/", httpStatusCode: undefined }],
  ])("reads %s", (_name, rest, fields) => {
    expect(only(`203.0.113.9 - - ${TIME} ${rest}`)).toMatchObject(fields);
  });

  it.each([
    ["seconds", "0.417", 417],
    ["named seconds", "rt=0.003", 3],
    ["milliseconds", "12ms", 12],
    ["a count without a unit", "417", undefined],
  ])("takes %s for the duration when it is sure", (_name, field, processingTimeMs) => {
    expect(only(`203.0.113.9 - - ${TIME} ${COMBINED} ${field}`)).toMatchObject({
      processingTimeMs,
      attributes: { "access.further_fields": field },
    });
  });

  it("keeps the same attributes of many requests once", () => {
    const { pieces } = parseText(accessLog, `203.0.113.9 - - ${TIME} ${COMBINED}\n`.repeat(2));
    const [first, second] = pieces.map(({ parsed }) => parsed.kind === "record" && parsed.sharedAttributes);
    expect(first).toBe(second);
  });

  it.each([
    ["a line without a time", '203.0.113.9 - - "GET / HTTP/1.1" 200 5', "no [day/month/year:time]"],
    ["a line without a request", `203.0.113.9 - - ${TIME} 200 5`, 'no "request" follows'],
  ])("rejects %s", (_name, text, reason) => {
    expect(parseText(accessLog, text).pieces[0]?.parsed).toMatchObject({
      kind: "reject",
      reason: expect.stringContaining(reason),
    });
  });
});

it("costs no more than the length of a hostile line", () => {
  const hostile = ["[", '"', '\\"', " ", '" ', "[ ", "a,"].map((part) => part.repeat(200_000));
  expectLinearWork(hostile, (text) => {
    expect(parseText(accessLog, `203.0.113.9 - - ${TIME} "GET / HTTP/1.1" 200 5 ${text}`).pieces).toHaveLength(1);
    expect(parseText(accessLog, text).pieces).toHaveLength(1);
  });
});

it.each([
  [
    "uWSGI's lines",
    "[pid: 1|app: 0|req: 1/1] 127.0.0.1 () {3 vars in 6 bytes} [Thu Oct  9 08:53:20 2025] GET / => generated 4 bytes in 1 msecs (HTTP/1.1 200)\n",
  ],
  ["a date in a text", `the time was ${TIME} and "nobody" came\n`],
])("leaves %s alone", (_name, head) => {
  expect(detectFormat({ fileName: "a.log", head, tail: null, receivedAtMs: 0 }).format).toBe("plain");
});
