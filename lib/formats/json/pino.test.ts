import { describe, expect, it } from "vitest";
import type { ParsedPiece } from "#lib/formats/format.ts";
import { pino } from "./pino.ts";

function parse(value: unknown): ParsedPiece {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return pino.createParser({}).parse({ text, byteOffset: 0, byteLength: text.length });
}

describe("pino levels", () => {
  it.each([
    [10, 1, undefined],
    [20, 5, undefined],
    [30, 9, undefined],
    [35, 9, "35"],
    [40, 13, undefined],
    [50, 17, undefined],
    [60, 21, undefined],
    [0, 0, "0"],
    ["info", 9, undefined],
    ["WARN", 13, undefined],
    ["warning", 13, "warning"],
    ["critical", 18, "critical"],
    ["odd", 0, "odd"],
    [undefined, 0, undefined],
  ])("reads %j as severity %i", (level, severityNumber, severityText) => {
    expect(parse({ level, msg: "m" })).toMatchObject({ severityNumber });
    expect(parse({ level, msg: "m" })).toHaveProperty("severityText", severityText);
  });

  it("takes a server error for an error at least, and leaves a graver level alone", () => {
    expect(parse({ level: 30, res: { statusCode: 500 } })).toMatchObject({ severityNumber: 17 });
    expect(parse({ level: 60, res: { statusCode: 500 } })).toMatchObject({ severityNumber: 21 });
    expect(parse({ level: 30, res: { statusCode: 404 } })).toMatchObject({ severityNumber: 9 });
  });
});

describe("pino times", () => {
  const us = 1_760_000_000_000_000;

  it.each([
    ["epoch milliseconds", { time: 1_760_000_000_000 }, us],
    ["epoch seconds", { time: 1_760_000_000 }, us],
    ["epoch nanoseconds as text", { time: "1760000000000000000" }, us],
    ["an ISO time", { time: "2025-10-09T08:53:20.000Z" }, us],
    ["an ISO time with an offset and microseconds", { time: "2025-10-09T10:53:20.000001+02:00" }, us + 1],
    ["timestamp rather than time", { timestamp: "2025-10-09T08:53:20.000Z", time: 1 }, us],
    ["time when timestamp is unusable", { timestamp: "soon", time: 1_760_000_000_000 }, us],
  ])("reads %s", (_name, record, timeUs) => {
    expect(parse(record)).toMatchObject({ timeUs });
  });

  it("says that a time without an offset is local", () => {
    expect(parse({ time: "2025-10-09T08:53:20" })).toMatchObject({ timeUs: us, isLocalTime: true });
  });

  it("keeps an impossible time as text", () => {
    expect(parse({ time: "2025-02-30T08:53:20.000Z" })).toMatchObject({
      timeUs: null,
      timeText: "2025-02-30T08:53:20.000Z",
    });
  });

  it("keeps a time that says something else than timestamp", () => {
    const both = { timestamp: "2025-10-09T08:53:20.000Z", msg: "m" };
    expect(parse({ ...both, time: 1_760_000_000_000 })).toHaveProperty("attributes", undefined);
    expect(parse({ ...both, time: 1_760_000_000_001 })).toHaveProperty("attributes", { time: 1_760_000_000_001 });
  });
});

describe("pino fields", () => {
  it("takes the first forwarded address and keeps the header only when it says more", () => {
    const one = parse({ req: { headers: { "x-forwarded-for": "203.0.113.9", host: "a" } } });
    expect(one).toMatchObject({ clientAddress: "203.0.113.9", sharedAttributes: { headers: { host: "a" } } });
    expect(one).toHaveProperty("attributes", undefined);
    const two = parse({ req: { headers: { "x-forwarded-for": "203.0.113.9, 10.0.0.1", host: "a" } } });
    expect(two).toMatchObject({
      clientAddress: "203.0.113.9",
      attributes: { headers: { "x-forwarded-for": "203.0.113.9, 10.0.0.1" } },
      sharedAttributes: { headers: { host: "a" } },
    });
  });

  it("gives the same object for the same headers, and another for others", () => {
    const parser = pino.createParser({});
    const shared = (host: string) => {
      const text = JSON.stringify({ req: { headers: { host, accept: "*" } } });
      const parsed = parser.parse({ text, byteOffset: 0, byteLength: text.length });
      return parsed.kind === "record" ? parsed.sharedAttributes : undefined;
    };
    expect(shared("abcdefgh")).toBe(shared("abcdefgh"));
    expect(shared("abcXefgh")).toEqual({ headers: { host: "abcXefgh", accept: "*" } });
    expect(shared("abcYefgh")).toEqual({ headers: { host: "abcYefgh", accept: "*" } });
  });

  it("keeps headers of a single request, and such that are no text, with the record", () => {
    expect(parse({ req: { headers: { host: "a", traceparent: "00-1", accept: ["b"] } } })).toMatchObject({
      attributes: { headers: { traceparent: "00-1", accept: ["b"] } },
      sharedAttributes: { headers: { host: "a" } },
    });
  });

  it("rejects JSON that is nested to exhaust a stack", () => {
    const deep = `{"msg":"m","a":${"[".repeat(400_000)}${"]".repeat(400_000)}}`;
    expect(parse(deep)).toEqual({ kind: "reject", reason: "JSON nested more than 200 levels deep." });
  });

  it("keeps values of an unexpected kind under their own name", () => {
    const odd = {
      pid: "x",
      hostname: 1,
      cacheHit: "yes",
      documentCount: 1.5,
      lastUpdated: "never",
      req: 7,
      res: [1],
      context: {},
    };
    expect(parse({ msg: "m", ...odd })).toMatchObject({ attributes: odd });
  });

  it("keeps a key that the request has too", () => {
    expect(parse({ msg: "m", query: "own", req: { query: { a: "1" } } })).toMatchObject({
      attributes: { query: "own", "req.query": { a: "1" } },
    });
  });

  it("keeps message and msg when there are both", () => {
    expect(parse({ message: "a", msg: "b" })).toMatchObject({ body: "a", attributes: { msg: "b" } });
    expect(parse({ message: { code: 1 }, msg: "b" })).toMatchObject({
      body: "b",
      attributes: { message: { code: 1 } },
    });
  });

  it("makes a body of the request or the error when there is no message", () => {
    expect(parse({ req: { method: "GET", url: "/a" }, res: { statusCode: 204 } })).toMatchObject({
      body: "GET /a 204",
    });
    expect(parse({ err: { message: "boom" } })).toMatchObject({ body: "boom" });
    expect(parse({ a: 1 })).toMatchObject({ body: '{"a":1}', attributes: { a: 1 } });
  });

  it("keeps the digits of numbers that a double can't hold", () => {
    const text =
      '{"msg":"m","req":{"id":9007199254740995},"id":9007199254740993,"deep":{"id":[12345678901234567890]},"far":1e999}';
    expect(parse(text)).toMatchObject({
      requestId: "9007199254740995",
      attributes: { id: "9007199254740993", deep: { id: ["12345678901234567890"] }, far: "1e999" },
    });
  });

  it("keeps a key named __proto__ as data", () => {
    const parsed = parse('{"msg":"m","__proto__":{"polluted":true}}');
    expect(JSON.stringify(parsed)).toContain('"__proto__":{"polluted":true}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    ["not a JSON line", "Not JSON."],
    ["[1,2]", "A JSON value, but not an object."],
    ['{"level":30,"msg":"cut', "Broken JSON: it ends in the middle."],
    ['{"level":30,,}', "Broken JSON."],
  ])("rejects %s", (text, reason) => {
    expect(parse(text)).toEqual({ kind: "reject", reason });
  });
});
