import { expect, it } from "vitest";
import { clfTimeUs } from "./clf-time.ts";

it.each([
  ["east of Greenwich", "09/Oct/2025:08:53:20 +0200", "2025-10-09T06:53:20.000Z"],
  ["west of it", "09/Oct/2025:08:53:20 -0730", "2025-10-09T16:23:20.000Z"],
  ["a leap day", "29/Feb/2024:00:00:00 +0000", "2024-02-29T00:00:00.000Z"],
  ["a day that does not exist", "31/Feb/2025:08:53:20 +0000", null],
  ["an hour that does not exist", "09/Oct/2025:24:53:20 +0000", null],
  ["a month that does not exist", "09/anF/2025:08:53:20 +0000", null],
  ["no offset", "09/Oct/2025:08:53:20", undefined],
  ["milliseconds", "09/Oct/2025:08:53:20.655 +0000", undefined],
  ["letters for digits", "0x/Oct/2025:08:53:20 +0000", undefined],
  ["another text", "09 October 2025, 08:53:20 h", undefined],
])("reads %s", (_name, text, iso) => {
  const timeUs = clfTimeUs(`[${text}]`, 1);
  expect(typeof timeUs === "number" ? new Date(timeUs / 1000).toISOString() : timeUs).toBe(iso);
});
