import { expect, test } from "vitest";
import { settingsSentence } from "./settings-sentence.ts";

test.each([
  [{}, ""],
  [{ format: { from: null, to: "cmtrace" } }, "as CMTrace (before: by content)"],
  [{ format: { from: "cmtrace", to: null } }, "with the format that its content speaks for (before: CMTrace)"],
  [{ timeZone: { from: null, to: "Europe/Berlin" } }, "with the time zone Europe/Berlin (before: by content)"],
  [{ timeZone: { from: "UTC+01:00", to: null } }, "with the time zone by content (before: UTC+01:00)"],
  [
    { format: { from: null, to: "till-feed" }, timeZone: { from: null, to: "UTC" } },
    "as till-feed (before: by content) and with the time zone UTC (before: by content)",
  ],
])("%j reads “%s”", (changes, sentence) => {
  expect(settingsSentence(changes)).toBe(sentence);
});
