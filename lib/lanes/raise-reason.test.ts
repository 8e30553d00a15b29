import { expect, it } from "vitest";
import type { LogRecord, RejectedRecord } from "#lib/model/log-record.ts";
import { raiseReason } from "./raise-reason.ts";

function record(body: string, severityNumber: LogRecord["severityNumber"] = 9, recordNumber = 7): LogRecord {
  return { kind: "record", recordNumber, byteOffset: 40, byteLength: 9, timestampUs: null, severityNumber, body };
}

it.each([
  ["a fatal entry", "pino", record("disk is gone", 21), 'a fatal entry, "disk is gone" (line 7).'],
  [
    "a failed enrollment",
    "plain",
    record("MDM enrollment of LT-1 failed with 0x80180014"),
    'a device enrollment failed, "MDM enrollment of LT-1 failed with 0x80180014" (line 7).',
  ],
  [
    "an error of an event log",
    "event-xml",
    record("Service stopped", 17),
    'an error in a Windows event log, "Service stopped" (line 7).',
  ],
])("raises for %s, naming the line", (_, format, found, reason) => {
  const records = [record("all is well", 9, 1), found, record("another fatal one", 24, 9)];
  expect(raiseReason({ format, records, alerts: [] })).toEqual({
    reason: `Raised while it was read: ${reason}`,
    recordNumber: 7,
    byteOffset: 40,
  });
});

it("raises for an alert, which counts for more than any entry", () => {
  const line = { recordNumber: 3, byteOffset: 11, timestampUs: null, text: "Return value 3.", code: "1603" };
  const alerts = [{ title: "Tallybook 4.2.0 failed with 1603 on LT-2291", lane: "high" as const, line }];
  expect(raiseReason({ format: "msi", records: [record("x", 21)], alerts })).toEqual({
    reason: "Raised while it was read: Tallybook 4.2.0 failed with 1603 on LT-2291 (line 3).",
    recordNumber: 3,
    byteOffset: 11,
  });
});

it.each([
  ["errors of an application", "pino", record("request failed", 17)],
  ["an enrollment that went well", "plain", record("enrollment of LT-1 done")],
  [
    "what could not be parsed",
    "pino",
    { ...record("fatal"), kind: "reject", reason: "Not JSON." } as unknown as RejectedRecord,
  ],
])("does not raise for %s", (_, format, found) => {
  expect(raiseReason({ format, records: [found], alerts: [] })).toBeNull();
});
