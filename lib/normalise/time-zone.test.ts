import { describe, expect, it } from "vitest";
import { decideTimeZone, isTimeZone, offsetZone, zoneClock } from "./time-zone.ts";

const us = (iso: string) => Date.parse(iso) * 1000;
const utc = (zone: string, wall: string) =>
  new Date((zoneClock(zone)?.(us(`${wall}Z`)) ?? Number.NaN) / 1000).toISOString();

describe("zoneClock", () => {
  it.each([
    ["UTC", "2025-07-01T12:00:00", "2025-07-01T12:00:00.000Z"],
    ["UTC+05:30", "2025-07-01T12:00:00", "2025-07-01T06:30:00.000Z"],
    ["-08:00", "2025-07-01T12:00:00", "2025-07-01T20:00:00.000Z"],
    ["Europe/Berlin", "2025-07-01T12:00:00", "2025-07-01T10:00:00.000Z"],
    ["Europe/Berlin", "2025-01-01T12:00:00", "2025-01-01T11:00:00.000Z"],
    ["Asia/Kathmandu", "2025-01-01T12:00:00", "2025-01-01T06:15:00.000Z"],
    ["America/New_York", "1999-12-31T23:30:00", "2000-01-01T04:30:00.000Z"],
  ])("reads %s %s as %s", (zone, wall, expected) => {
    expect(utc(zone, wall)).toBe(expected);
  });

  it("keeps the microseconds", () => {
    expect(zoneClock("Europe/Berlin")?.(us("2025-07-01T12:00:00Z") + 123_457)).toBe(
      us("2025-07-01T10:00:00Z") + 123_457,
    );
  });

  it("takes an hour that a change of clocks repeats as the earlier one", () => {
    expect(utc("Europe/Berlin", "2025-10-26T02:30:00")).toBe("2025-10-26T00:30:00.000Z");
    expect(utc("Europe/Berlin", "2025-10-26T03:00:00")).toBe("2025-10-26T02:00:00.000Z");
  });

  it("puts an hour that a change of clocks leaves out after the change", () => {
    expect(utc("Europe/Berlin", "2025-03-30T02:30:00")).toBe("2025-03-30T01:30:00.000Z");
    expect(utc("Europe/Berlin", "2025-03-30T03:00:00")).toBe("2025-03-30T01:00:00.000Z");
  });
});

describe("isTimeZone", () => {
  it.each(["UTC", "Europe/Berlin", "UTC-03:30", "+01:00"])("knows %s", (zone) => expect(isTimeZone(zone)).toBe(true));
  it.each(["", "Mars/Base", "+99:00", "yesterday"])("refuses %j", (zone) => expect(isTimeZone(zone)).toBe(false));
});

describe("decideTimeZone", () => {
  const header = { source: "header" as const, offsetMinutes: -210, reason: "The header says so." };

  it.each([
    ["the file's own content before anything else", { timeZone: header }, "Europe/Berlin", "header", "UTC-03:30"],
    ["the records' own zones before the setting", { hasRecordZone: true }, "Europe/Berlin", "record", "UTC"],
    ["the setting when the file says nothing", {}, "Europe/Berlin", "upload", "Europe/Berlin"],
    ["UTC as an assumption", {}, null, "assumed", "UTC"],
  ])("takes %s", (_name, evidence, setting, source, zone) => {
    expect(decideTimeZone(evidence, setting)).toMatchObject({ source, zone });
  });

  it("writes offsets as people do", () => {
    expect([offsetZone(0), offsetZone(330), offsetZone(-60)]).toEqual(["UTC+00:00", "UTC+05:30", "UTC-01:00"]);
  });
});
