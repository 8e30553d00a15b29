import { describe, expect, it } from "vitest";
import { timeLayout } from "./time-layout.ts";

const RECEIVED_AT_MS = Date.UTC(2026, 0, 10);
const read = (layout: string, text: string) => {
  const time = timeLayout(layout, RECEIVED_AT_MS).read(text);
  return time === null ? null : `${new Date(time.timeUs / 1000).toISOString()}${time.isLocal ? " local" : ""}`;
};

describe("timeLayout", () => {
  it.each([
    ["iso", "2026-01-05T08:09:10.5+01:00", "2026-01-05T07:09:10.500Z"],
    ["epoch_s", "1767600550.25", "2026-01-05T08:09:10.250Z"],
    ["epoch_ms", "1767600550250", "2026-01-05T08:09:10.250Z"],
    ["epoch_ns", "1767600550250000000", "2026-01-05T08:09:10.250Z"],
    ["%Y-%m-%d %H:%M:%S,%f", "2026-01-05 08:09:10,25", "2026-01-05T08:09:10.250Z local"],
    ["%d/%b/%Y:%T %z", "05/Jan/2026:08:09:10 -0130", "2026-01-05T09:39:10.000Z"],
    ["%a %b %e %T %Y", "Mon Jan  5 08:09:10 2026", "2026-01-05T08:09:10.000Z local"],
    ["%m/%d/%y %I:%M:%S %p", "01/05/26 12:09:10 AM", "2026-01-05T00:09:10.000Z local"],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-01-05T08:09:10.123Z", "2026-01-05T08:09:10.123Z"],
    ["dd MMM yyyy HH:mm", "5 Jan 2026 08:09", null],
    ["d MMMM yyyy h:mm a", "5 January 2026 8:09 pm", "2026-01-05T20:09:00.000Z local"],
    ["%b %d %T", "Dec 31 23:59:59", "2025-12-31T23:59:59.000Z local"],
    ["%b %d %T", "Feb 29 10:00:00", "2024-02-29T10:00:00.000Z local"],
    ["%Y-%m-%d %H:%M", "2026-02-30 08:00", null],
    ["%Y-%m-%d %H:%M", "2026-01-05 08:00 and more", null],
    ["epoch_ms", "soon", null],
    ["epoch_s", "99999999999999999999", null],
  ])("%s reads %j as %s", (layout, text, expected) => expect(read(layout, text)).toBe(expected));
});
