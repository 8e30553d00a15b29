import { expect, it } from "vitest";
import { archiveWaitWords, parseArchiveWait } from "./parse-archive-wait.ts";

const DAY_MS = 86_400_000;

it.each([
  ["30 days", 30 * DAY_MS],
  ["after 1 day", DAY_MS],
  ["7", 7 * DAY_MS],
  ["2d", 2 * DAY_MS],
  ["12 h", DAY_MS / 2],
  ["never", null],
  ["", null],
  ["5 min", undefined],
  ["-1 days", undefined],
  ["soon", undefined],
])("reads %j as %j", (text, expected) => {
  expect(parseArchiveWait(text)).toBe(expected);
});

it.each([null, DAY_MS, 30 * DAY_MS, DAY_MS / 2, 3 * DAY_MS + 3_600_000])("shows %j so that it reads back", (ms) => {
  expect(parseArchiveWait(archiveWaitWords(ms))).toBe(ms);
});
