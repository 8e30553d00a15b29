import { expect, test } from "vitest";
import type { JobItem } from "#lib/model/job.ts";
import { someJob } from "./job.test-kit.ts";
import { jobEstimate } from "./job-estimate.ts";

const NOW_MS = 1_000_000;

test.each<[Partial<JobItem>, string]>([
  [{ state: "waiting", latestStartMs: NOW_MS + 18 * 60_000 + 5000 }, "19 min at most"],
  [{ state: "waiting", latestStartMs: NOW_MS + 20_400 }, "21 s at most"],
  [{ state: "waiting", latestStartMs: NOW_MS - 1 }, "any moment"],
  [{ state: "waiting", latestStartMs: null }, "when others end"],
  [{ state: "running", remainingMs: 8_600 }, "9 s"],
  [{ state: "running", remainingMs: 3 }, "1 s"],
  [{ state: "running", remainingMs: null }, ""],
  [{ state: "completed", startedAtMs: 1000, finishedAtMs: 3100 }, "2.1 s"],
  [{ state: "completed", startedAtMs: null, finishedAtMs: 3100 }, ""],
  [{ state: "failed", attempts: 5, maxAttempts: 5 }, "5 of 5"],
])("%j is estimated as “%s”", (job, text) => {
  expect(jobEstimate(someJob(job), NOW_MS)).toBe(text);
});

test("before the clock runs nothing is said about it", () => {
  expect(jobEstimate(someJob({ latestStartMs: NOW_MS }), null)).toBe("");
});
