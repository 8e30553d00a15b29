import { describe, expect, it } from "vitest";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { inno } from "./inno.ts";
import { confidence, expectLinearTime, expectSameWhenResumed, only, recordsOf } from "./windows-text.test-kit.ts";

const line = (message: string) => `2026-11-18 08:14:02.331   ${message}\n`;
const opened = (zone: string) => line(`Log opened. (Time zone: UTC${zone})`);

describe("inno", () => {
  it.each([
    ["+08:00", 480],
    ["-07:00", -420],
    ["+05:30", 330],
    ["+00:00", 0],
  ])("takes the zone %s from the header", (zone, offsetMinutes) => {
    expect(parseText(inno, opened(zone)).settings.timeZone).toMatchObject({ source: "header", offsetMinutes });
  });

  it("has no zone when there is no header or it states none", () => {
    expect(parseText(inno, line("Log opened.")).settings).toEqual({});
  });

  it("reads a second run in its own zone, resumed or not", () => {
    const text = opened("+01:00") + line("a") + opened("+02:00") + line("b");
    expect(recordsOf(inno, text)).toMatchObject([
      { isLocalTime: true, iso: "2026-11-18T08:14:02.331Z" },
      { isLocalTime: true },
      { isLocalTime: false, iso: "2026-11-18T06:14:02.331Z" },
      { isLocalTime: false, iso: "2026-11-18T06:14:02.331Z" },
    ]);
    expectSameWhenResumed(inno, text);
  });

  it.each([
    ["Starting the installation process.", "info"],
    ["Dest filename: C:\\Tallybook\\error failed.log", "info"],
    ["Exception message:\n                          Access denied", "error"],
    ["Fatal exception during installation process (EAbort):", "fatal"],
    ["Got EAbort exception.", "error"],
    ["CreateProcess failed; code 740.", "error"],
    ["Failed to remove the file", "error"],
    ["Defaulting to Abort for suppressed message box (Abort/Retry/Ignore):", "error"],
    ["Defaulting to Yes for suppressed message box (Yes/No):", "warn"],
    ["User canceled the installation process.", "warn"],
    ["Rolling back changes.", "warn"],
    ["Process exit code: 1603", "warn"],
    ["Process exit code: 0", "info"],
    ["Need to restart Windows? Yes", "warn"],
    ["Need to restart Windows? No", "info"],
    ["Installation process succeeded.", "info"],
  ])("weighs %j as %s", (message, level) => {
    expect(only(inno, line(message)).level).toBe(level);
  });

  it("takes the indentation from the further lines of a message", () => {
    expect(only(inno, `${line("Message box (OK):")}${" ".repeat(26)}One\n${" ".repeat(28)}Two\n`).body).toBe(
      "Message box (OK):\nOne\n  Two",
    );
  });

  it("keeps an impossible time as text and rejects what is above the first record", () => {
    expect(recordsOf(inno, "stray\n2026-02-30 08:14:02.331   x\n")).toMatchObject([
      { reject: expect.stringContaining("above the first record") },
      { timeUs: null, timeText: "2026-02-30 08:14:02.331" },
    ]);
  });

  it("is sure by what Inno Setup writes, and not by the shape of lines alone", () => {
    expect(confidence(inno, opened("+01:00"))).toBeGreaterThan(0.9);
    expect(confidence(inno, line("-- File entry --"))).toBeGreaterThan(0.9);
    expect(confidence(inno, line("something else"))).toBeLessThan(0.5);
    expect(confidence(inno, "2026-11-18 08:14:02.331 [CLI ] x\n")).toBe(0);
  });

  it("takes linear time on hostile lines", () => {
    expectLinearTime(inno, [
      line(" failed".repeat(120_000)),
      line("Defaulting to ".repeat(60_000)),
      line(`\n${" ".repeat(900_000)}`),
      line("\n".repeat(400_000)),
    ]);
  });
});
