import { describe, expect, it } from "vitest";
import { bunyan } from "./bunyan.ts";
import { pino } from "./pino.ts";

const sample = (record: object) => ({
  fileName: "a.log",
  head: `${JSON.stringify(record)}\n`,
  tail: null,
  receivedAtMs: 0,
});
const RECORD = {
  name: "mailer",
  hostname: "web-1",
  pid: 812,
  level: 30,
  msg: "m",
  time: "2025-10-09T08:53:20.000Z",
  v: 0,
};

describe("bunyan", () => {
  it("is told from pino by v, name, hostname and pid together", () => {
    expect(bunyan.detect(sample(RECORD))).toBeGreaterThan(pino.detect(sample(RECORD)));
    for (const key of ["v", "name", "hostname", "pid"] as const) {
      const without = sample({ ...RECORD, [key]: undefined });
      expect(bunyan.detect(without)).toBe(0);
      expect(pino.detect(without)).toBeGreaterThan(0.5);
    }
  });

  it("keeps the version and names the logger", () => {
    const text = JSON.stringify(RECORD);
    expect(bunyan.createParser({}).parse({ text, byteOffset: 0, byteLength: text.length })).toMatchObject({
      timeUs: 1_760_000_000_000_000,
      body: "m",
      logger: "mailer",
      hostName: "web-1",
      processId: 812,
      severityNumber: 9,
      sharedAttributes: { v: 0 },
    });
  });
});
