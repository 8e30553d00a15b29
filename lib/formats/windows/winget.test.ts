import { describe, expect, it } from "vitest";
import { confidence, expectLinearTime, only, recordsOf } from "./windows-text.test-kit.ts";
import { winget } from "./winget.ts";

const line = (columns: string, message = "x") => `2026-11-18 08:14:02.331 ${columns} ${message}\n`;

describe("winget", () => {
  it.each([
    ["<V> [CLI ]", "x", "debug"],
    ["<I> [REPO]", "x", "info"],
    ["<W> [CORE]", "x", "warn"],
    ["<E> [CLI ]", "x", "error"],
    ["<C> [FAIL]", "x", "fatal"],
    ["[CLI ]", "x", "info"],
    ["[FAIL]", "x", "error"],
    ["[CLI ]", "Terminating context: 0x8a150006 at a.cpp:1", "error"],
  ])("weighs %s %s as %s", (columns, message, level) => {
    expect(only(winget, line(columns, message))).toMatchObject({
      level,
      body: message,
      iso: "2026-11-18T08:14:02.331Z",
      isLocalTime: true,
    });
  });

  it("names the channel without its padding, and joins lines without a start", () => {
    expect(recordsOf(winget, `stray\n${line("[SQL ]", "a")}b\n`)).toMatchObject([
      { reject: expect.stringContaining("above the first record") },
      { logger: "SQL", body: "a\nb" },
    ]);
  });

  it("is sure of its channels and takes no other brackets", () => {
    expect(confidence(winget, line("[CLI ]"))).toBeGreaterThan(0.9);
    expect(confidence(winget, line("[INFO]"))).toBe(0);
  });

  it("takes linear time on hostile lines", () => {
    expectLinearTime(winget, [line(`[${"A".repeat(900_000)}`), line("<I> ".repeat(200_000))]);
  });
});
