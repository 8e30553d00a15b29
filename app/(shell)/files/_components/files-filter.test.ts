import { expect, test } from "vitest";
import { FILE_GROUPS, filesFilterOf, filesQuery, groupCount } from "./files-filter.ts";

const filterOf = (address: string) => filesFilterOf(new URLSearchParams(address));

test.each([
  ["", "all", ""],
  ["state=failed&text=LT-22", "failed", "LT-22"],
  ["state=nonsense", "all", ""],
])("the address %j means group %s and text %j", (address, group, text) => {
  const filter = filterOf(address);
  expect(filter.group.id).toBe(group);
  expect(filter.text).toBe(text);
});

test("a group becomes its states, and blank text nothing", () => {
  expect(filesQuery(filterOf("state=in-progress&text=%20"), null)).toBe("state=uploading%2Cqueued%2Cprocessing");
  expect(filesQuery(filterOf("text=a%26b"), "17.x")).toBe("text=a%26b&cursor=17.x");
});

test("counts of a group are the sum of its states", () => {
  const counts = { uploading: 1, queued: 2, processing: 3, completed: 40, failed: 5, duplicate: 6 };
  expect(FILE_GROUPS.map((group) => groupCount(group, counts))).toEqual([57, 6, 40, 5, 6]);
});
