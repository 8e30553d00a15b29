import { expect, test } from "vitest";
import { someJob } from "./job.test-kit.ts";
import { stillJobs } from "./still-jobs.ts";

const jobs = (ids: string) => [...ids].map((id) => someJob({ id }));
const shownOf = (before: string, current: string) => {
  const { rows, changes } = stillJobs(jobs(before), jobs(current));
  return { rows: rows.map(({ job, isGone }) => (isGone ? job.id.toUpperCase() : job.id)).join(""), changes };
};

test.each([
  ["nothing changed", "abc", "abc", "abc", 0],
  ["one left the list and stays as a row", "abc", "ac", "aBc", 1],
  ["one came before them and waits", "abc", "xabc", "abc", 1],
  ["one came between them and waits", "abc", "axbc", "abc", 1],
  ["more were asked for and join at the end", "abc", "abcde", "abcde", 0],
  ["all left and others came", "ab", "xyz", "AB", 5],
  ["they changed places", "abc", "cab", "abc", 0],
])("%s", (_case, before, current, rows, changes) => {
  expect(shownOf(before, current)).toEqual({ rows, changes });
});

test("a row that stays has its newest facts", () => {
  const { rows } = stillJobs([someJob({ bytesDone: 1 })], [someJob({ bytesDone: 900 })]);
  expect(rows[0]?.job.bytesDone).toBe(900);
});
