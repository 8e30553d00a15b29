import { describe, expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { binaryText } from "#lib/parse/binary-text.ts";
import { coverageGap, readAll } from "#lib/parse/read-all.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { evtxFile } from "./evtx.test-kit.ts";
import { laptopEvents } from "./evtx-events.test-kit.ts";
import { parseXmlElement } from "./parse-event-xml.ts";

const XMLNS = "http://schemas.microsoft.com/win/2004/08/events/event";
const event = (id: number, rest = "") =>
  `<Event xmlns="${XMLNS}"><System><Provider Name="Tallybook Sync"/><EventID>${id}</EventID><Level>4</Level><TimeCreated SystemTime="2026-11-02T09:15:30.1234567Z"/><Computer>FIN-LT-0147</Computer></System>${rest}</Event>`;

async function read(content: string | Uint8Array) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const result = await readAll({ source: bytesSource(bytes), fileName: "events.xml" });
  expect(coverageGap(result)).toBeNull();
  return result;
}

const bodies = (records: readonly { body: string }[]) => records.map(({ body }) => body);

describe("event-xml", () => {
  it("says the same as the log that the XML was made of", async () => {
    const binary = evtxFile([laptopEvents()]);
    const [fromBinary, fromXml] = [await read(binary), await read(binaryText("evtx", binary))];
    const facts = ({ records }: typeof fromXml) =>
      records.map(({ byteOffset: _offset, byteLength: _length, ...rest }) => rest);
    expect(fromXml.reading.format).toBe("event-xml");
    expect(facts(fromXml)).toEqual(facts(fromBinary));
  });

  it.each([
    ["UTF-16 with a mark", Buffer.from(`\ufeff${event(1)}\r\n${event(2)}`, "utf16le")],
    ["UTF-16 without a mark", Buffer.from(`${event(1)}${event(2)}`, "utf16le")],
    [
      "UTF-8 with a mark and a wrapper",
      Buffer.from(`\ufeff<?xml version="1.0"?><Events>${event(1)}${event(2)}</Events>`),
    ],
    [
      "prefixed names",
      Buffer.from(`${event(1)}\n<Event xmlns:e="x"><e:System><e:EventID>2</e:EventID></e:System></Event>`),
    ],
  ])("reads %s", async (_name, bytes) => {
    const { records, reading } = await read(bytes);
    expect(reading.format).toBe("event-xml");
    const ids = records.map((record) => (record as LogRecord).attributes?.["event.id"]);
    expect(ids).toEqual([1, 2]);
  });

  it("takes Windows' own message when it is there", async () => {
    const { records } = await read(event(1, "<RenderingInfo><Message>Done &amp; dusted.\n</Message></RenderingInfo>"));
    expect(bodies(records)).toEqual(["Done & dusted."]);
  });

  it("keeps fields of the same name, names of the prototype and long data", async () => {
    const data = `<EventData><Data Name="a">1</Data><Data Name="a">2</Data><Data Name="__proto__">3</Data><Data>${"x".repeat(9000)}</Data></EventData>`;
    const [record] = (await read(event(1, data))).records;
    const fields = (record as LogRecord).attributes?.["winlog.event_data"];
    expect(Object.entries(fields ?? {}).map(([name, value]) => [name, String(value).length])).toEqual([
      ["a", 3],
      ["__proto__", 1],
      ["param4", 9000],
    ]);
    expect(record?.body.length).toBeLessThan(400);
  });

  it.each([
    ["an event without its System", "<Event><EventData/></Event>", "no System element"],
    ["tags that don't match", event(1, "<EventData></UserData>"), "no matching end"],
    ["a document type", event(1, "<!DOCTYPE x [<!ENTITY a 'b'>]>"), "document type"],
    ["an attribute without end", `<Event><System><Provider Name="x></System></Event>`, "has no end"],
    ["elements nested without end", event(1, "<a>".repeat(100)), "nested too deep"],
  ])("rejects %s with its reason", async (_name, text, reason) => {
    const { records } = await read(`${event(7)}\n${text}\n${event(8)}`);
    expect(records.map(({ kind }) => kind)).toEqual(["record", "reject", "record"]);
    expect(records[1]).toMatchObject({ reason: expect.stringContaining(reason) });
  });

  it.each([
    ["an HTML page", "<html><body><Event></body></html>\n", "plain"],
    ["a log that quotes an event", `${"some text of a log\n".repeat(300)}${event(1)}\n`, "plain"],
    ["a few lines before the events", `Exported by avery\n${event(1)}\n`, "event-xml"],
  ])("tells %s", (_name, head, format) => {
    expect(detectFormat({ fileName: "a.xml", head, tail: null, receivedAtMs: 0 }).format).toBe(format);
  });
});

describe("parseXmlElement", () => {
  it("reads entities, and keeps those it does not know", () => {
    expect(parseXmlElement("<a b='&lt;&#65;&#x42;'>&amp;amp; &nbsp; &#xD800; &#0;</a>")).toMatchObject({
      attributes: [["b", "<AB"]],
      text: "&amp; &nbsp; &#xD800; &#0;",
    });
  });
});
