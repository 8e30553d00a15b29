import { describe, expect, it } from "vitest";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { psadt } from "./psadt.ts";
import { confidence, expectLinearTime, only, recordsOf } from "./windows-text.test-kit.ts";

const line = (time: string, columns = "[Installation] [Execute-MSI] [Info]", message = "x") =>
  `[${time}] ${columns} :: ${message}\n`;

describe("psadt", () => {
  it.each([
    ["2026-11-18T08:14:02.3310000+01:00", "2026-11-18T07:14:02.331Z", false],
    ["2026-11-18T08:14:02.3310000", "2026-11-18T08:14:02.331Z", true],
    ["2026-11-18 08:14:02.331", "2026-11-18T08:14:02.331Z", true],
    ["11-18-2026 08:14:02.331", "2026-11-18T08:14:02.331Z", true],
    ["18.11.2026 08:14:02", "2026-11-18T08:14:02.000Z", true],
    ["18/11/2026 08.14.02", "2026-11-18T08:14:02.000Z", true],
    ["11/18/2026 8:14:02 AM", "2026-11-18T08:14:02.000Z", true],
    ["11/18/2026 12:14:02 AM", "2026-11-18T00:14:02.000Z", true],
    ["11/18/2026 8:14:02 PM", "2026-11-18T20:14:02.000Z", true],
    ["2026-11-31 08:14:02.331", null, true],
    ["11/18/2026 25:14:02", null, true],
  ])("reads the time %s", (time, iso, isLocalTime) => {
    expect(only(psadt, line(time))).toMatchObject({ iso, isLocalTime });
  });

  it.each([
    ["version 3's fixed order", ["03-04-2026 08:14:02.331"], "mdy", false],
    ["a day over 12", ["3/4/2026 08:14:02", "13/4/2026 08:14:02"], "dmy", false],
    ["dots", ["03.04.2026 08:14:02"], "dmy", false],
    ["nothing", ["3/4/2026 08:14:02"], "mdy", true],
  ])("decides the order of day and month by %s", (_why, times, dateOrder, isDateOrderAssumed) => {
    const { settings } = parseText(psadt, times.map((time) => line(time)).join(""));
    expect(settings).toMatchObject({ dateOrder, isDateOrderAssumed });
  });

  it("knows that every time has its own offset", () => {
    expect(parseText(psadt, line("2026-11-18T08:14:02.3310000+01:00")).settings).toEqual({ hasRecordZone: true });
  });

  it.each([
    ["[Installation] [Execute-MSI] [Warning]", "Execute-MSI", "Installation", "warn"],
    ["[Execute-MSI] [Error]", "Execute-MSI", undefined, "error"],
    ["[Success]", undefined, undefined, "info"],
    ["[] [Execute-MSI] [Debug]", "Execute-MSI", "", "debug"],
    ["[Installation] [Execute-MSI]", "Execute-MSI", "Installation", "unspecified"],
    ["[Execute-MSI]", "Execute-MSI", undefined, "unspecified"],
  ])("reads the columns %s", (columns, logger, phase, level) => {
    const record = only(psadt, line("2026-11-18T08:14:02.3310000+01:00", columns));
    expect([record.logger, record.sharedAttributes?.["psadt.phase"], record.level]).toEqual([logger, phase, level]);
  });

  it("gives equal phases one object", () => {
    const [a, b] = recordsOf(psadt, line("2026-11-18T08:14:02") + line("2026-11-18T08:14:03"));
    expect(
      a && "sharedAttributes" in a && b && "sharedAttributes" in b && a.sharedAttributes === b.sharedAttributes,
    ).toBe(true);
  });

  it("keeps exit codes, and joins lines without a start", () => {
    const text = `${line("2026-11-18T08:14:02", "[Close-ADTSession] [Error]", "completed with exit code [60001].")}more\n`;
    expect(only(psadt, text)).toMatchObject({
      attributes: { "process.exit_code": 60001 },
      body: "completed with exit code [60001].\nmore",
    });
  });

  it("is sure of one line and takes no other brackets", () => {
    expect(confidence(psadt, line("2026-11-18T08:14:02"))).toBeGreaterThan(0.9);
    expect(confidence(psadt, "[2026-11-18T08:14:02] [app] [INFO] x\n")).toBe(0);
    expect(confidence(psadt, "[0B1C:22A4][2026-11-18T08:14:02]i001: a :: b\n")).toBe(0);
  });

  it("takes linear time on hostile lines", () => {
    expectLinearTime(psadt, [
      "[1/1/1 ".repeat(100_000),
      `[2026-11-18T08:14:02]${" []".repeat(300_000)}`,
      line("2026-11-18T08:14:02", undefined, "exit code ".repeat(90_000)),
    ]);
  });
});
