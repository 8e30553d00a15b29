import { describe, expect, it } from "vitest";
import { confidence, expectLinearTime, expectSameWhenResumed, only, recordsOf } from "./windows-text.test-kit.ts";
import { windowsUpdate } from "./windows-update.ts";

const decoded = (message: string, component = "Agent") =>
  `2026/11/18 08:14:02.9553434 3696  8172  ${component.padEnd(15)} ${message}\n`;
const old = (message: string) => `2026-11-18\t08:14:02:109\t 912\tb24\tAgent\t${message}\n`;

describe("windows-update", () => {
  it.each([
    ["WARNING: cannot", "warn"],
    ["  * WARNING: Exit code = 0x8024402C", "warn"],
    ["FATAL: cannot", "fatal"],
    ["*FAILED* [8024401C] Search", "error"],
    ["*FAILED*[8024401C] Search", "error"],
    ["REPORT EVENT: {1}\tx\tAutomaticUpdates\tFailure\tContent Download\tError", "error"],
    ["Search failed, hr = 0x8024401C", "warn"],
    ["hr = 8024401C, call failed", "warn"],
    ["Failed to find update", "warn"],
    ["GetTimer, returned hr = 0x00000000", "info"],
    ["download call {80240000-0000-0000-0000-000000000000} done", "info"],
    ["* START *   Search", "info"],
  ])("weighs %j as %s", (message, level) => {
    expect(only(windowsUpdate, decoded(message)).level).toBe(level);
    expect(only(windowsUpdate, old(message)).level).toBe(level);
  });

  it.each([
    ["slashes", "2026/11/18 08:14:02.9553434 3696  8172  Agent           x"],
    ["hyphens", "2026-11-18 08:14:02.9553434 3696  8172  Agent           x"],
    ["dots, as another culture writes it", "2026.11.18 08.14.02.9553434 3696  8172  Agent           x"],
    ["two blanks behind the date", "2026-11-18  08:14:02:955  3696  8172  Agent  x"],
    ["tabs", "2026-11-18\t08:14:02:955\t3696\t8172\tAgent\tx"],
  ])("reads times with %s", (_what, text) => {
    const record = only(windowsUpdate, text);
    expect(record).toMatchObject({ logger: "Agent", body: "x", processId: 3696, isLocalTime: true });
    expect(record.iso?.slice(0, 23)).toBe("2026-11-18T08:14:02.955");
  });

  it("gives lines that were not decoded, dated 1600, no time but their text", () => {
    const text =
      "1600/12/31 16:00:00.0000000 3696  8172                  Unknown( 10): GUID=1 (No Format Information found).\n";
    expect(only(windowsUpdate, text)).toMatchObject({ timeUs: null, timeText: "1600/12/31 16:00:00.0000000" });
    expect(only(windowsUpdate, text).logger).toBeUndefined();
  });

  it("reads each run in the zone that it states", () => {
    const run = (zone: string) => old(`===========  Logging initialized (build: 7.9, tz: ${zone})  ===========`);
    const records = recordsOf(windowsUpdate, old("before") + run("-0800") + run("+0530") + old("after"));
    expect(records.map((record) => "iso" in record && [record.iso, record.isLocalTime])).toEqual([
      ["2026-11-18T08:14:02.109Z", true],
      ["2026-11-18T08:14:02.109Z", true],
      ["2026-11-18T02:44:02.109Z", false],
      ["2026-11-18T02:44:02.109Z", false],
    ]);
    expectSameWhenResumed(windowsUpdate, run("-0800") + old("a") + run("+0530") + old("b") + old("c"));
  });

  it.each([
    ["one line", decoded("x")],
    ["one old line", old("x")],
    ["some foreign lines", `a\nb\n${decoded("x")}`],
  ])("is sure of %s", (_what, text) => {
    expect(confidence(windowsUpdate, text)).toBeGreaterThan(0.9);
  });

  it.each([
    ["an Android log", "2026-11-18 08:14:02.955  1304  8172 I Agent: x\n"],
    ["plain text", "2026/11/18 08:14:02 x\n"],
  ])("does not take %s", (_what, text) => {
    expect(confidence(windowsUpdate, text)).toBe(0);
  });

  it("takes linear time on hostile lines", () => {
    expectLinearTime(windowsUpdate, [
      decoded("error ".repeat(150_000)),
      decoded("80000000 ".repeat(90_000)),
      `2026/11/18 08:14:02.9553434${" ".repeat(900_000)}`,
      old("Logging initialized (build: ".repeat(30_000)),
    ]);
  });
});
