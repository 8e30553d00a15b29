import { describe, expect, it } from "vitest";
import { burn } from "./burn.ts";
import { confidence, expectLinearTime, only, recordsOf } from "./windows-text.test-kit.ts";

const line = (message: string, time = "2026-11-18T08:14:02") => `[0B1C:22A4][${time}]${message}\n`;

describe("burn", () => {
  it("reads process, thread, local time and message id", () => {
    expect(only(burn, line("i001: Burn x64 v4.0.5"))).toMatchObject({
      iso: "2026-11-18T08:14:02.000Z",
      isLocalTime: true,
      processId: 0x0b1c,
      attributes: { "thread.id": 0x22a4, "burn.message_id": "i001" },
      body: "Burn x64 v4.0.5",
      level: "info",
    });
  });

  it.each([
    ["w321: odd", "warn"],
    ["e000: Error 0x80070643: Failed", "error"],
    ["i319: Applied execute package: A, result: 0x80070643, restart: None", "info"],
    ["i399: Apply complete, result: 0x80070643, restart: None, ba requested restart:  No", "error"],
    ["i399: Apply complete, result: 0x0, restart: None, ba requested restart:  No", "info"],
    ["i007: Exit code: 0x0, restarting: No", "info"],
    ["i007: Exit code: 0xbc2, restarting: No", "info"],
    ["i007: Exit code: 0x80070669, restarting: Yes", "info"],
    ["i007: Exit code: 0x642, restarting: No", "warn"],
    ["i007: Exit code: 0x643, restarting: No", "error"],
    ["i500: Shutting down, exit code: 0x643", "error"],
    [": as early versions wrote it", "info"],
    ["x001: a level of times to come", "unspecified"],
  ])("weighs %j as %s", (message, level) => {
    expect(only(burn, line(message)).level).toBe(level);
  });

  it("keeps the exit code as a number", () => {
    expect(only(burn, line("i007: Exit code: 0x643, restarting: No")).attributes).toMatchObject({
      "process.exit_code": 1603,
    });
  });

  it.each([
    ["2026-11-18T08:14:02.331", "2026-11-18T08:14:02.331Z", true],
    ["2026-11-18T08:14:02+01:00", "2026-11-18T07:14:02.000Z", false],
    ["2026-11-31T08:14:02", null, true],
  ])("reads the time %s", (time, iso, isLocalTime) => {
    expect(only(burn, line("i000: x", time))).toMatchObject({ iso, isLocalTime });
  });

  it("joins lines without a start and rejects those above the first", () => {
    expect(recordsOf(burn, `stray\n${line("e000: a")}b\nc\n`)).toMatchObject([
      { reject: expect.stringContaining("above the first record") },
      { body: "a\nb\nc" },
    ]);
  });

  it("is sure of one line and takes nothing else", () => {
    expect(confidence(burn, line("i001: Burn"))).toBeGreaterThan(0.9);
    expect(confidence(burn, "[0B1C:22A4][2026-11-18T08:14:02] Burn\n")).toBe(0);
  });

  it("takes linear time on hostile lines", () => {
    expectLinearTime(burn, [
      "[".repeat(900_000),
      "[0B1C:22A4]".repeat(80_000),
      line(`i007: ${"Exit code: 0x".repeat(60_000)}`),
    ]);
  });
});
