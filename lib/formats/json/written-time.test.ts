import { describe, expect, it } from "vitest";
import { jsonTime } from "./json-time.ts";

const UTC = { timeUs: Date.UTC(2026, 10, 2, 8, 15) * 1000, isLocal: false };
const LOCAL = { ...UTC, isLocal: true };

describe("jsonTime", () => {
  it.each([
    ["Go's String()", "2026-11-02 09:15:00 +0100 CET", UTC],
    ["Go's String() with the monotonic clock", "2026-11-02 08:15:00.0 +0000 UTC m=+0.012", UTC],
    ["Ruby's to_s", "2026-11-02 08:15:00 UTC", UTC],
    ["HTTP", "Mon, 02 Nov 2026 08:15:00 GMT", UTC],
    ["mail", "Mon, 2 Nov 2026 09:15:00 +0100", UTC],
    ["JavaScript's toString()", "Mon Nov 02 2026 09:15:00 GMT+0100 (Central European Standard Time)", UTC],
    ["a name of the month without a zone", "Nov 2 2026 08:15:00", LOCAL],
    ["the Common Log Format", "02/Nov/2026:09:15:00 +0100", UTC],
    ["slashes between year, month and day", "2026/11/02 08:15:00", LOCAL],
    ["an underscore before the clock", "2026-11-02_08:15:00", LOCAL],
    [".NET's JSON of old", "/Date(1793607300000)/", UTC],
    ["MongoDB's date", { $date: "2026-11-02T08:15:00Z" }, UTC],
    ["MongoDB's canonical date", { $date: { $numberLong: "1793607300000" } }, UTC],
    ["Java's Instant", { epochSecond: 1_793_607_300, nanoOfSecond: 0 }, UTC],
    ["protobuf's Timestamp", { seconds: 1_793_607_300 }, UTC],
    ["PHP's DateTime", { date: "2026-11-02 08:15:00.000000", timezone_type: 3, timezone: "UTC" }, UTC],
    ["PHP's DateTime in a named zone", { date: "2026-11-02 08:15:00.000000", timezone: "Europe/Berlin" }, LOCAL],
  ])("reads the time of %s", (_name, value, time) => {
    expect(jsonTime(value)).toEqual(time);
  });

  it.each(["soon", "Mon Foo 02 2026 09:15:00", "31/Feb/2026:09:15:00 +0100", "2026/11-02 08:15:00", "7.4.2026"])(
    "reads no time from %s",
    (text) => {
      expect(jsonTime(text)).toBeNull();
    },
  );

  it.each([[{}], [{ seconds: "1" }], [{ seconds: 1, nanos: 1e9 }], [{ $date: "soon" }]])(
    "reads no time from %j",
    (value) => {
      expect(jsonTime(value)).toBeNull();
    },
  );
});
