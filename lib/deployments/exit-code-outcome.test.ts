import { describe, expect, it } from "vitest";
import { exitCodeOutcome } from "./exit-code-outcome.ts";

describe("exitCodeOutcome", () => {
  it.each([
    ["0", "succeeded"],
    ["1707", "succeeded"],
    ["3010", "reboot"],
    ["1641", "reboot"],
    ["-2147021886", "reboot"],
    ["0x80070BC2", "reboot"],
    ["1602", "cancelled"],
    ["1618", "in_progress"],
    ["1603", "failed"],
    ["-2147023293", "failed"],
    ["0x80070643", "failed"],
    ["3221225794", "failed"],
    ["no number", "failed"],
  ])("takes %s for %s", (code, outcome) => {
    expect(exitCodeOutcome(code)).toBe(outcome);
  });
});
