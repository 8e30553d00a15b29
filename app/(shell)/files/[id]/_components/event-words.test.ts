import { expect, test } from "vitest";
import { eventWords } from "./event-words.ts";

test.each([
  ["received", {}, "Received", ""],
  ["queued", { lane: "high", format: "msi" }, "Queued in High", ""],
  ["requeued", {}, "Queued again in a lane", ""],
  ["started", { attempt: 1 }, "Reading", ""],
  ["started", { attempt: 3 }, "Reading, attempt 3", ""],
  ["taken-over", { attempt: 2 }, "Taken over, attempt 2", ""],
  ["completed", { records: 19611, rejects: 58 }, "Read", "19,611 records, 58 kept as text"],
  ["completed", { records: 1, rejects: 0 }, "Read", "1 record"],
  ["failed", { code: "bad_encoding" }, "Stopped", "bad_encoding"],
  ["cancelled", {}, "Cancelled", ""],
  ["duplicate", { duplicateOf: "x" }, "Linked as a duplicate", ""],
  ["retry", { attempt: 2, code: "storage_unavailable" }, "Trying again, attempt 2", "storage_unavailable"],
  ["retried", { lane: "low", attempts: 3 }, "Retried", ""],
  ["raised", { lane: "high", fromLane: "medium" }, "Raised to High", "from Medium"],
  ["moved", { lane: "low", fromLane: "high" }, "Moved to Low", "from High"],
  ["moved", { lane: "low" }, "Moved to Low", ""],
  ["reingested", { lane: "low" }, "Read again from the start", ""],
  ["reingested", { settings: { format: { from: null, to: "plain" } } }, "Read again in another way", ""],
  ["discarded", { note: "known" }, "Discarded", ""],
  ["archived", {}, "Original archived", ""],
  ["lane-changed", {}, "Lane changed", ""],
])("%s %j is “%s”", (kind, details, title, facts) => {
  expect(eventWords({ kind, details })).toEqual({ title, facts });
});
