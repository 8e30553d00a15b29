import { describe, expect, it } from "vitest";
import { parseSourceDefinition } from "#lib/model/source.ts";
import type { SourceRunItem } from "#lib/model/source-state.ts";
import { definitionFacts } from "./definition-facts.ts";
import { countWords, intervalText, runWords, whereWords } from "./source-words.ts";

const s3 = (connection: object, more: object = {}) =>
  parseSourceDefinition("s3", { connection: { bucket: "logs", ...connection }, ...more });
const folder = (more: object = {}) => parseSourceDefinition("folder", { connection: { path: "/logs/" }, ...more });

describe("whereWords", () => {
  it.each([
    ["a folder", folder({ prefix: "app/" }), "/logs/app/"],
    ["a bucket of Amazon's", s3({}, { prefix: "eu/" }), "s3://logs/eu/"],
    ["a bucket elsewhere", s3({ endpoint: "http://127.0.0.1:4566" }), "s3://logs/ at 127.0.0.1:4566"],
    [
      "the inbox",
      parseSourceDefinition("bucket", { connection: { bucket: "deployment-logs" }, prefix: "t/inbox/" }),
      "deployment-logs/t/inbox/",
    ],
  ])("says where %s is", (_name, definition, expected) => {
    expect(whereWords(definition)).toBe(expected);
  });
});

describe("countWords", () => {
  it("leaves out what there is none of", () => {
    expect(countWords({ pending: 3, taken: 1204, skipped: 0, failed: 2 })).toBe("3 to take, 1,204 taken, 2 failed");
    expect(countWords({ pending: 0, taken: 0, skipped: 0, failed: 0 })).toBe("Nothing found yet");
  });
});

describe("runWords", () => {
  const run = (more: Partial<SourceRunItem>) =>
    runWords({
      id: 1,
      trigger: "interval",
      status: "completed",
      message: null,
      startedAtMs: 0,
      finishedAtMs: 1,
      listed: 0,
      new: 0,
      taken: 0,
      skipped: 0,
      failed: 0,
      takenBytes: 0,
      ...more,
    });

  it.each<[Partial<SourceRunItem>, string]>([
    [{ status: "running", finishedAtMs: null }, "Looking"],
    [{}, "Nothing there"],
    [{ status: "failed" }, "Nothing looked at"],
    [{ listed: 1105 }, "1,105 looked at, nothing new"],
    [
      { listed: 9, new: 3, taken: 1, skipped: 1, failed: 1, takenBytes: 2048 },
      "9 looked at, 3 new, 1 taken (2 KB), 1 skipped, 1 failed",
    ],
    // Heard of by an event, nothing was listed.
    [{ new: 1, taken: 1, takenBytes: 5 }, "0 looked at, 1 new, 1 taken (5 B)"],
  ])("says of %j", (more, expected) => {
    expect(run(more)).toBe(expected);
  });
});

it.each([
  [30, "30 s"],
  [90, "90 s"],
  [300, "5 min"],
  [604_800, "168 h"],
])("writes %i s as it can be typed", (seconds, expected) => {
  expect(intervalText(seconds)).toBe(expected);
});

describe("definitionFacts", () => {
  const facts = (definition: Parameters<typeof definitionFacts>[0], hasSecret = false) =>
    Object.fromEntries(
      definitionFacts(definition, { titleOf: (format) => format.toUpperCase(), hasSecret }).map(({ name, value }) => [
        name,
        value,
      ]),
    );

  it("says what was decided, and of keys only that there are some", () => {
    const definition = s3({}, { include: ["*.log", "*.gz"], lane: "low", format: "msi", maxBytesPerS: 1_048_576 });
    expect(facts(definition, true)).toMatchObject({
      Keys: "Saved, encrypted; never shown",
      Takes: "*.log, *.gz",
      Lane: "Low",
      Format: "MSI",
      "At most": "1 MB/s",
    });
    expect(facts(definition).Keys).toBe("None");
    expect(facts(s3({ credentials: "environment" })).Keys).toBe("Of the server's environment");
  });

  it("leaves out what was left open", () => {
    expect(Object.keys(facts(folder()))).toEqual(["Looks in", "Takes", "Looks every", "Objects afterwards"]);
  });
});
