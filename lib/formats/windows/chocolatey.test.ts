import { describe, expect, it } from "vitest";
import { chocolatey } from "./chocolatey.ts";
import { confidence, expectLinearTime, only, recordsOf } from "./windows-text.test-kit.ts";

const line = (level: string, message: string) => `2026-11-18 08:14:02,421 1408 [${level}] - ${message}\n`;

describe("chocolatey", () => {
  it.each([
    ["TRACE", "trace"],
    ["DEBUG", "debug"],
    ["INFO ", "info"],
    ["INFO", "info"],
    ["WARN ", "warn"],
    ["ERROR", "error"],
    ["FATAL", "fatal"],
  ])("reads the level %j as %s", (level, expected) => {
    expect(only(chocolatey, line(level, "x"))).toMatchObject({
      level: expected,
      processId: 1408,
      iso: "2026-11-18T08:14:02.421Z",
      isLocalTime: true,
    });
  });

  it("reads what versions without a process column wrote", () => {
    const record = only(chocolatey, "2026-11-18 08:14:02,421 [INFO ] - x\n");
    expect([record.body, record.processId]).toEqual(["x", undefined]);
  });

  it("joins undated lines, also those that begin with another date", () => {
    const text = `${line("INFO ", "\na")}2026-11-18 08:14:02 is a date\n\n b\n${line("INFO ", "c")}`;
    expect(recordsOf(chocolatey, text)).toMatchObject([
      { body: "\na\n2026-11-18 08:14:02 is a date\n\n b" },
      { body: "c" },
    ]);
  });

  it("keeps the code with which a run ended", () => {
    expect(only(chocolatey, line("DEBUG", "Exiting with -1")).attributes).toEqual({ "process.exit_code": -1 });
  });

  it.each([
    ["words of Chocolatey", line("INFO ", "Chocolatey v2.4.1"), 0.97],
    ["its own words without a process", "2026-11-18 08:14:02,421 [INFO ] - Chocolatey upgraded 0/3 packages.\n", 0.94],
    ["a process and a padded level", line("INFO ", "x"), 0.85],
    ["long undated text between", `${line("INFO ", "choco install")}${"text\n".repeat(150)}`, 0.97],
  ])("is sure by %s", (_what, text, least) => {
    expect(confidence(chocolatey, text)).toBeGreaterThan(least);
  });

  it.each([
    ["log4j", "2026-11-18 08:14:02,421 INFO  [main] app.Main - x\n", 0],
    ["log4net without process", "2026-11-18 08:14:02,421 [INFO ] - x\n", 0.4],
  ])("leaves %s to others", (_what, text, most) => {
    expect(confidence(chocolatey, text)).toBeLessThanOrEqual(most);
  });

  it("takes linear time on hostile lines", () => {
    expectLinearTime(chocolatey, [
      "2026-11-18 08:14:02,421 ".repeat(40_000),
      line("INFO ", "Exiting with ".repeat(70_000)),
    ]);
  });
});
