import { describe, expect, it } from "vitest";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { coverageGap, readAll } from "#lib/parse/read-all.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { json } from "./json.ts";

function parse(value: object) {
  const text = JSON.stringify(value);
  return json.createParser({}).parse({ text, byteOffset: 0, byteLength: text.length });
}

describe("json levels", () => {
  it.each([
    [{ level: "INFO+2" }, 11],
    [{ level: "ERROR+9" }, 24],
    [{ level: "DEBUG-9" }, 1],
    [{ level: "\u001b[33mwarn\u001b[39m" }, 13],
    [{ level: "log" }, 9],
    [{ level: 300, level_name: "WARNING" }, 13],
    [{ level: 7 }, 0],
    [{ t: 1_793_607_300, s: "D3", c: "INDEX" }, 5],
    [{ t: 1_793_607_300, s: "running", c: "INDEX" }, 0],
    [{ "@t": "2026-11-02T08:15:00Z", "@mt": "m" }, 9],
    [{ "@t": "2026-11-02T08:15:00Z", "@mt": "m", "@l": "Odd" }, 0],
    [{ timestamp: 1_793_607_300_000, message: "[ERROR] KeyError: 'cart'", ingestionTime: 1_793_607_300_500 }, 17],
    [{ labels: { app: "shop" }, timestamp: "2026-11-02T08:15:00Z", line: "08:15:00 WARN queue is long" }, 13],
    [{ timestamp: 1_793_607_300_000, message: "the login failed" }, 0],
  ])("reads %j as severity %i", (record, severityNumber) => {
    expect(parse(record)).toMatchObject({ severityNumber });
  });
});

describe("json fields", () => {
  it("reads a key that holds a text here and an object there", () => {
    expect(parse({ host: "a", message: "m" })).toMatchObject({ hostName: "a" });
    expect(parse({ host: { name: "a", ip: "b" }, message: "m" })).toMatchObject({
      hostName: "a",
      attributes: { host: { ip: "b" } },
    });
  });

  it("names traces as OpenTelemetry does, and takes none for one that is all zeros or a placeholder", () => {
    expect(parse({ msg: "m", TraceId: "0x0af7", SpanId: "b7" })).toMatchObject({
      requestId: "0af7",
      attributes: { trace_id: "0af7", span_id: "b7" },
    });
    expect(parse({ msg: "m", request_id: "r", traceId: "0af7" })).toMatchObject({
      requestId: "r",
      attributes: { trace_id: "0af7" },
    });
    for (const traceId of ["0000", "$" + "{ctx:traceId}", ""])
      expect(parse({ msg: "m", traceId })).toMatchObject({ requestId: undefined, attributes: { traceId } });
  });

  it("passes over an empty message, and keeps what gave way to a better key under its own name", () => {
    expect(parse({ msg: "", event: "sent" })).toMatchObject({ body: "sent" });
    expect(parse({ text: "a b", record: { message: "b", line: 4 } })).toMatchObject({
      body: "b",
      attributes: { text: "a b", record: { line: 4 } },
    });
  });

  it.each([
    ["{A} and {B:0.0}", { A: 1, B: 2.25 }, "1 and 2.25"],
    ["{@A}, {$B}, {C,-5}", { A: [1], B: "b", C: true }, "[1], b, true"],
    ["{{A}} {Missing}", { A: 1 }, "{A} {Missing}"],
    ["{A:x} {B:x}", { A: 1, B: 2, "@r": ["one"] }, "one 2"],
    ["{toString}", {}, "{toString}"],
  ])("puts values into the template %s", (template, values, body) => {
    expect(parse({ "@t": "2026-11-02T08:15:00Z", "@mt": template, ...values })).toMatchObject({
      body,
      attributes: { "@mt": template },
    });
  });

  it.each([
    [
      "a hit of Elasticsearch",
      {
        _index: "shop-1",
        _id: "a1",
        _source: { "@timestamp": "2026-11-02T08:15:00Z", log: { level: "error" }, message: "m" },
      },
      { _index: "shop-1", _id: "a1" },
    ],
    [
      "a log of Datadog",
      {
        id: "A1",
        type: "log",
        attributes: { timestamp: "2026-11-02T08:15:00Z", status: "error", message: "m", attributes: { cart: 7 } },
      },
      { id: "A1", type: "log", attributes: { cart: 7 } },
    ],
    [
      "a result of Splunk",
      { preview: false, result: { _time: "2026-11-02T08:15:00.000+00:00", level: "error", _raw: "m" } },
      { preview: false },
    ],
  ])("reads %s with what stands around it", (_name, object, attributes) => {
    expect(parse(object)).toMatchObject({ timeUs: 1_793_607_300_000_000, severityNumber: 17, body: "m", attributes });
  });

  it.each([
    ["a source of its own", { msg: "m", _source: { msg: "other" } }],
    ["attributes of its own", { msg: "m", attributes: { message: "other" } }],
    ["a result of its own", { msg: "m", result: { message: "other" } }],
  ])("leaves a record with %s as it is", (_name, object) => {
    expect(parse(object)).toMatchObject({ body: "m" });
  });

  it("keeps a list that is no stack trace", () => {
    expect(parse({ msg: "m", stack: [1, 2] })).toMatchObject({ attributes: { stack: [1, 2] } });
  });
});

describe("json detection", () => {
  const list = (count: number) =>
    JSON.stringify({ total: count, items: Array.from({ length: count }, (_, n) => ({ ts: 1_793_607_300 + n, n })) });
  const hits = JSON.stringify(
    ["one", "two"].map((message, n) => ({
      _index: "shop-1",
      _id: message,
      _source: { ts: 1_793_607_300 + n, message },
    })),
  );
  const sampleOf = (text: string) => ({ fileName: "a.json", head: text, tail: null, receivedAtMs: 0 });
  const head = (text: string) => json.survey(sampleOf(text));

  it.each([
    ["a list of records in a document", list(3), ["items"]],
    ["a document that is longer than the sample", list(20_000), ["items"]],
    ["a list of hits", `{"took":3,"hits":{"total":{"value":2},"hits":${hits}}}`, ["hits{}", "hits"]],
    ["a list behind others", `{"columns":[{"name":"a"}],"next":null,"n":1.5,"ok":true,${list(2).slice(1)}`, ["items"]],
    ["a record that has a list", `{"ts":1793607300,"items":[{"ts":1793607300}]}`, undefined],
    ["a list without times", `{"items":[{"n":1},{"n":2}]}`, undefined],
    ["a document without lists", `{"a":{"items":[{"ts":1793607300}]}}`, undefined],
    ["a document that breaks off", `{"items":[{"ts":`, undefined],
  ])("finds %s", (_name, text, path) => {
    expect(head(text).recordPath).toEqual(path);
  });

  it("reads the hits of a search one by one", () => {
    const { pieces } = parseText(json, `{"took":3,"hits":{"total":{"value":2},"hits":${hits}}}\n`);
    expect(pieces.map(({ parsed }) => parsed)).toMatchObject([
      { timeUs: 1_793_607_300_000_000, body: "one" },
      { timeUs: 1_793_607_301_000_000, body: "two" },
    ]);
  });

  it.each([
    ["containers' names", 'shop-1  | {"level":"info","msg":"a"}\nmail-1  | {"level":"info","msg":"b"}\n', 0.55],
    ["words of a message", 'the cart was not stored because {"level":"info","msg":"a"}\n', 0],
    ["objects that say nothing", '2026-11-02 {"user":7}\n2026-11-02 {"user":8}\n', 0],
    ["now and then an object", `${"some words\n".repeat(3)}now {"msg":"a"}\n`, 0],
  ])("tells lines with %s before the object", (_name, text, sureness) => {
    expect(json.detect(sampleOf(text))).toBe(sureness);
  });

  it("reads a long document in pieces of its list", async () => {
    const text = list(20_000);
    const result = await readAll({ source: bytesSource(Buffer.from(text)), fileName: "a.json" });
    expect(coverageGap(result)).toBeNull();
    expect(result.records.length).toBe(20_000);
    expect(result.records.every(({ kind }) => kind === "record")).toBe(true);
  });
});
