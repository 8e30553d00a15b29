import { describe, expect, it } from "vitest";
import { type ObjectFilter, passReason } from "./pass-reason.ts";

const ALL: ObjectFilter = { prefix: "logs/", include: [], exclude: [], startAt: null };
const DAY_MS = 86_400_000;
const START = "2026-05-02T00:00:00Z";
const before = Date.parse(START) - DAY_MS;

describe("passReason", () => {
  it.each<[string, { key: string; sizeBytes?: number; modifiedAtMs?: number }, Partial<ObjectFilter>, string | null]>([
    ["takes what is below the prefix", { key: "logs/app.log" }, {}, null],
    ["passes over what is beside it", { key: "other/app.log" }, {}, "It is not below the prefix."],
    ["passes over a console's folder", { key: "logs/may/", sizeBytes: 0 }, {}, "It is a folder."],
    ["takes the name that a glob is for", { key: "logs/a/app.log" }, { include: ["*.log"] }, null],
    ["takes the path that a glob is for", { key: "logs/a/app.log" }, { include: ["a/*"] }, null],
    ["names the globs that nothing fits", { key: "logs/a.txt" }, { include: ["*.log", "*.gz"] }, "none of *.log, *.gz"],
    ["names the glob that leaves it out", { key: "logs/a.tmp" }, { exclude: ["*.bak", "*.tmp"] }, "It fits *.tmp"],
    ["leaves out what both name", { key: "logs/a.log" }, { include: ["*.log"], exclude: ["a*"] }, "It fits a*"],
    ["passes over what is too old", { key: "logs/a", modifiedAtMs: before }, { startAt: START }, "before the start"],
    ["takes a late day's key", { key: "logs/2026-05-03.log", modifiedAtMs: before }, { startAt: START }, null],
    ["takes what was changed at the start", { key: "logs/a", modifiedAtMs: before + DAY_MS }, { startAt: START }, null],
  ])("%s", (_name, object, filter, expected) => {
    const reason = passReason({ sizeBytes: 1, modifiedAtMs: 0, ...object }, { ...ALL, ...filter });
    if (expected === null) expect(reason).toBeNull();
    else expect(reason).toContain(expected);
  });
});
