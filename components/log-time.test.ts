import { expect, test } from "vitest";
import { logClock, logDay, logDayAndClock, logIso } from "./log-time.ts";

const at = Date.UTC(2026, 2, 12, 13, 3, 41, 226) * 1000 + 7;

test.each([
  ["UTC", "13:03:41.226", "2026-03-12T13:03:41.226007Z"],
  ["UTC+01:00", "14:03:41.226", "2026-03-12T14:03:41.226007+01:00"],
  ["UTC-03:30", "09:33:41.226", "2026-03-12T09:33:41.226007-03:30"],
  ["Europe/Berlin", "14:03:41.226", "2026-03-12T14:03:41.226007+01:00"],
  ["No/Such_Zone", "13:03:41.226", "2026-03-12T13:03:41.226007Z"],
])("a time in %s", (zone, clock, iso) => {
  expect(logClock(at, zone)).toBe(clock);
  expect(logIso(at, zone)).toBe(iso);
});

test("the day is the zone's, not UTC's", () => {
  expect(logDay(Date.UTC(2026, 2, 12, 23, 30) * 1000, "UTC+01:00")).toBe("2026-03-13");
});

test("clocks that say 1601 are shown as they are", () => {
  expect(logDayAndClock(Date.UTC(1601, 0, 1) * 1000, "UTC")).toBe("1601-01-01 00:00:00.000");
});
