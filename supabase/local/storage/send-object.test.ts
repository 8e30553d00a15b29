import { expect, test } from "vitest";
import { parseRange } from "./send-object.ts";

test.each([
  [undefined, 10, null],
  ["bytes=0-3", 10, { startBytes: 0, endBytes: 3 }],
  ["bytes=4-", 10, { startBytes: 4, endBytes: 9 }],
  ["bytes=4-99", 10, { startBytes: 4, endBytes: 9 }],
  ["bytes=-3", 10, { startBytes: 7, endBytes: 9 }],
  ["bytes=-99", 10, { startBytes: 0, endBytes: 9 }],
  ["bytes=10-", 10, "unsatisfiable"],
  ["bytes=0-0", 0, "unsatisfiable"],
  ["bytes=-0", 10, "unsatisfiable"],
  ["bytes=5-2", 10, "unsatisfiable"],
  ["bytes=-", 10, null],
  ["bytes=0-1,4-5", 10, null],
  ["lines=0-1", 10, null],
])("range %s of %i bytes is %j", (header, sizeBytes, expected) => {
  expect(parseRange(header, sizeBytes)).toEqual(expected);
});
